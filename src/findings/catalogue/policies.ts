import { quote, row } from './row';

/** Causes that lie in one policy of a route or of a host. */
export const POLICIES = {
  'policy/not-an-address-range': row<{ option: string; range: string }>(
    'error',
    'A source range must be an address or a CIDR block.',
    ({ option, range }) => ({
      what: `${option} has ${quote(range)}, which is neither an IP address nor a CIDR block`,
      fix: 'use "192.0.2.7", "192.0.2.0/24" or "2001:db8::/32"',
    }),
  ),
  'policy/empty-list': row<{ option: string }>('error', 'A list must not be empty.', ({ option }) => ({
    what: `${option} is an empty list`,
    why: 'a controller reads an empty value as absent, and would let every request pass',
    fix: 'leave it out, or name at least one value',
  })),
  'policy/cors-open-with-credentials': row<{ route: string }>(
    'warning',
    'Any site may read answers that depend on the cookies of a user.',
    ({ route }) => ({
      what: `${route} allows every origin ("*") and credentials`,
      why: 'browsers refuse the two together, and controllers that answer with the origin of the request let any site act for a user who is signed in',
      fix: 'name the origins, or leave allowCredentials out',
    }),
  ),
  'policy/not-a-whole-number': row<{ option: string; value: number; least: number; unit: string }>(
    'error',
    'A number must be whole and in range.',
    ({ option, value, least, unit }) => ({
      what: `${option} is ${quote(value)}; it takes whole ${unit}, at least ${least}`,
      fix: 'round it, or leave it out for the default of the controller',
    }),
  ),
  'policy/value-not-accepted': row<{ option: string; value: string; accepts: string }>(
    'error',
    'A value must have the documented form.',
    ({ option, value, accepts }) => ({
      what: `${option} cannot be ${quote(value)}`,
      fix: `use ${accepts}`,
    }),
  ),
  'policy/rate-limit-without-limit': row<Record<string, never>>('error', 'A rate limit must limit something.', () => ({
    what: 'rateLimit has neither requestsPerSecond, requestsPerMinute nor connections, so it limits nothing',
    fix: 'give at least one of them',
  })),
  'policy/same-site-none-needs-secure': row<Record<string, never>>('error', 'A cookie for other sites must be secure.', () => ({
    what: 'sessionAffinity has sameSite None and secure false, and browsers drop such a cookie',
    fix: 'set secure to true, or sameSite to Lax',
  })),
  'policy/verify-without-ca': row<{ option: string }>('error', 'Verifying a certificate needs a certificate authority.', ({ option }) => ({
    what: `${option} asks to verify but names no Secret with the certificate authority`,
    fix: 'give secretName of a Secret with "ca.crt"',
  })),
  'policy/backend-tls-without-tls': row<{ protocol: string }>(
    'error',
    'TLS settings of a backend need a backend with TLS.',
    ({ protocol }) => ({
      what: `backendTls is given, but the protocol of the backend is ${protocol}`,
      fix: 'set backendProtocol to HTTPS or GRPCS, or remove backendTls',
    }),
  ),
  'policy/target-not-service': row<{ option: string; kind: string }>(
    'error',
    'A policy can send requests to a Service only.',
    ({ option, kind }) => ({
      what: `${option} leads to a ${kind === 'weighted' ? 'weighted target' : kind}, and can lead to a Service only`,
      fix: 'use RouteTarget.service(), named() or external()',
    }),
  ),
  'policy/load-balancing-choice': row<{ count: number }>(
    'error',
    'Load balancing needs exactly one of algorithm, hashHeader and hashCookie.',
    ({ count }) => ({
      what: `loadBalancing has ${count === 0 ? 'none' : count} of algorithm, hashHeader and hashCookie`,
      fix: 'give exactly one of them',
    }),
  ),
  'policy/no-header-changed': row<{ option: string }>('error', 'Changes of headers must change something.', ({ option }) => ({
    what: `${option} names no header, so it changes nothing`,
    fix: 'name at least one header in each of set, add and remove that is given, or leave it out',
  })),
  'policy/header-named-twice': row<{ option: string; header: string }>(
    'error',
    'A header may be changed in one way only.',
    ({ option, header }) => ({
      what: `${option} names ${quote(header)} twice`,
      why: 'header names ignore case, and controllers apply set, add and remove in different orders',
      fix: 'keep one of the two',
    }),
  ),
  'policy/host-among-headers': row<Record<string, never>>('error', 'The Host header has a policy of its own.', () => ({
    what: 'requestHeaders names the Host header',
    why: 'controllers write the Host header themselves, and treat it differently from other headers',
    fix: 'use upstreamHost',
  })),
  'policy/given-and-without': row<{ policy: string }>('error', 'A route both sets a policy and leaves it out.', ({ policy }) => ({
    what: `${policy} is given, and "without" names it too`,
    why: 'a policy of a route replaces that of its PathIngress; "without" is for routes that should have none',
    fix: 'keep one of them',
  })),
  'policy/tls-versions-reversed': row<Record<string, never>>('error', 'The minimum version of TLS must not be above the maximum.', () => ({
    what: 'tlsPolicy has minVersion 1.3 and maxVersion 1.2, so no client could connect',
    fix: 'swap the two, or leave one of them out',
  })),
  'policy/ciphers-never-used': row<Record<string, never>>('error', 'Cipher suites can be chosen only for TLS 1.2.', () => ({
    what: 'tlsPolicy has ciphers, which are of TLS 1.2, and minVersion 1.3, which leaves TLS 1.2 out',
    fix: 'remove the ciphers, or set minVersion to TlsVersion.TLS_1_2',
  })),
  'policy/app-root-loop': row<Record<string, never>>('error', 'An application root must not be "/".', () => ({
    what: 'appRoot "/" would redirect "/" to itself',
    fix: 'give the path of the start page, such as "/app"',
  })),
} as const;
