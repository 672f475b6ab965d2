import { quote, row, targetKind } from './row';

/** Causes that lie in one route, one host, one certificate or one name by itself. */
export const ROUTES = {
  'route/path-without-slash': row<{ path: string }>('error', 'A path must begin with a slash.', ({ path }) => ({
    what: `path ${quote(path)} must begin with "/"`,
    fix: `use ${quote(`/${path}`)}`,
  })),
  'route/path-is-url': row<{ path: string; hostname: string; rest: string }>(
    'error',
    'A path must not be a URL.',
    ({ path, hostname, rest }) => ({
      what: `path ${quote(path)} is a URL`,
      fix: `give the path alone: ${quote(rest)}; the host goes into the option host of a route, or hostname of a redirect: ${quote(hostname)}`,
    }),
  ),
  'route/path-with-wildcard': row<{ path: string; use: string }>('error', 'A Prefix or Exact path has no wildcards.', ({ path, use }) => ({
    what: `path ${quote(path)} ends in a wildcard, which Prefix and Exact paths do not have`,
    fix: `use ${quote(use)} with PathType.PREFIX: it takes everything below`,
  })),
  'route/path-not-text': row<{ path: unknown }>('error', 'A path must be text.', ({ path }) => ({
    what: `path ${quote(path)} is not text`,
    fix: 'give the path as a string that begins with "/"',
  })),
  'route/path-with-space': row<{ path: string }>('error', 'A path must not hold spaces or control characters.', ({ path }) => ({
    what: `path ${quote(path)} has a space or control character`,
    why: 'the path of a request never has one, and a controller would write it into its configuration',
    fix: 'remove it; for a space that clients send as "%20" use PathType.REGEX with "\\s"',
  })),
  'route/path-too-long': row<{ path: string; length: number }>(
    'error',
    'A path must not be longer than 2048 characters.',
    ({ path, length }) => ({
      what: `path ${quote(path)} has ${length} characters; at most 2048 are accepted`,
      fix: 'route a shorter prefix',
    }),
  ),
  'route/path-with-query': row<{ path: string; character: string; use: string }>(
    'error',
    'A path must not hold a query or fragment.',
    ({ path, character, use }) => ({
      what: `path ${quote(path)} has ${quote(character)}, which is never part of a request's path`,
      fix: `use ${quote(use === '' ? '/' : use)}; queries are passed on as they are`,
    }),
  ),
  'route/path-not-normal': row<{ path: string; sequence: string }>(
    'error',
    'A Prefix or Exact path must be in normal form.',
    ({ path, sequence }) => ({
      what: `path ${quote(path)} holds ${quote(sequence)}, which the API server refuses`,
      why: 'Prefix and Exact paths must be in normal form: no empty, "." or ".." segments and no encoded slash',
      fix: `use ${quote(
        path
          .replace(/%2f/gi, '/')
          .replace(/\/\.{1,2}(?=\/|$)/g, '')
          .replace(/\/{2,}/g, '/') || '/',
      )}`,
    }),
  ),
  'route/path-type': row<{ pathType: unknown }>('error', 'A path type must be one of PathType.', ({ pathType }) => ({
    what: `path type ${quote(pathType)} is not known`,
    fix: 'use PathType.PREFIX, EXACT, REGEX or IMPLEMENTATION_SPECIFIC',
  })),
  'route/not-a-target': row<{ target: string }>('error', 'A route must lead to a target.', ({ target }) => ({
    what: `${target} is not something that a route can lead to`,
    fix: 'use RouteTarget.service(), named(), external(), weighted(), redirect(), fixedResponse() or tlsPassthrough(), or a construct such as HttpdService',
  })),
  'route/redirect-with-rewrite': row<{ route: string }>('error', 'A redirect has no path to rewrite.', ({ route }) => ({
    what: `route ${quote(route)} redirects and rewrites; nothing is left to rewrite`,
    fix: 'remove the rewrite, or put the new path into the redirect',
  })),
  'route/redirect-with-canary': row<{ route: string }>('error', 'A redirect has no canary.', ({ route }) => ({
    what: `route ${quote(route)} redirects and has a canary`,
    fix: 'remove the canary, or send the route to a Service',
  })),
  'route/fixed-response-with': row<{ route: string; option: string }>(
    'error',
    'A fixed response has neither rewrite nor canary.',
    ({ route, option }) => ({
      what: `route ${quote(route)} gives a fixed response and has a ${option}, which applies only to requests for a Service`,
      fix: `remove the ${option}, or send the route to a Service`,
    }),
  ),
  'route/response-status': row<{ status: number }>(
    'error',
    'The status of a fixed response must be 200 to 299 or 400 to 599.',
    ({ status }) => ({
      what: `a fixed response cannot have status ${quote(status)}; 200 to 299 and 400 to 599 are accepted`,
      fix: 'use a status such as 404 or 503; for 3xx use RouteTarget.redirect()',
    }),
  ),
  'route/passthrough-path': row<{ route: string }>('error', 'TLS passthrough is for whole hosts.', ({ route }) => ({
    what: `route ${quote(route)} passes TLS through for some paths only`,
    why: 'before TLS is decrypted, only the name of the host is known',
    fix: 'use path "/" with PathType.PREFIX',
  })),
  'route/passthrough-without-host': row<{ route: string }>('error', 'TLS passthrough needs a host.', ({ route }) => ({
    what: `route ${quote(route)} passes TLS through without a host`,
    why: 'a controller chooses the Service by the host name in the TLS handshake (SNI)',
    fix: 'give the route or its PathIngress a host',
  })),
  'route/passthrough-with': row<{ route: string; option: string }>(
    'error',
    'TLS passthrough has neither matches, rewrite nor canary.',
    ({ route, option }) => ({
      what: `route ${quote(route)} passes TLS through and has ${option}, which needs decrypted requests`,
      fix: `remove ${option}, or use RouteTarget.service() and the certificate of the host`,
    }),
  ),
  'route/passthrough-not-service': row<{ route: string; kind: string }>(
    'error',
    'TLS is passed through to a Service.',
    ({ route, kind }) => ({
      what: `route ${quote(route)} passes TLS through to a ${targetKind(kind)}`,
      fix: 'use RouteTarget.tlsPassthrough(RouteTarget.service(...)), or named() or external() in it',
    }),
  ),
  'route/redirect-status': row<{ route: string; status: number }>(
    'error',
    'The status of a redirect must be 301, 302, 303, 307 or 308.',
    ({ route, status }) => ({
      what: `route ${quote(route)} redirects with status ${quote(status)}; 301, 302, 303, 307 and 308 are accepted`,
      fix: 'use 308 (permanent) or 307 (temporary), which keep the method, or 301 or 302',
    }),
  ),
  'route/redirect-nowhere': row<{ route: string }>('error', 'A redirect must change something.', ({ route }) => ({
    what: `route ${quote(route)} redirects without path, hostname, scheme or port, so to itself`,
    fix: 'give at least one of them',
  })),
  'route/redirect-port': row<{ route: string; port: number }>(
    'error',
    'The port of a redirect must be a port number.',
    ({ route, port }) => ({
      what: `route ${quote(route)} redirects to port ${quote(port)}; ports are 1 to 65535`,
      fix: 'use a whole number from 1 to 65535, or leave it out for the default port of the scheme',
    }),
  ),
  'route/redirect-loop': row<{ route: string; to: string }>(
    'error',
    'A redirect must not lead to a request that it takes itself.',
    ({ route, to }) => ({
      what: `route ${quote(route)} redirects to ${quote(to)}, which it takes itself: clients would be redirected without end`,
      fix: 'redirect to a path that another route takes, or use PathType.EXACT for this route; to send http to https use the policy httpsRedirect',
    }),
  ),
  'route/prefix-rewrite-without-prefix': row<{ route: string; rewrite: string }>(
    'error',
    'Rewriting a prefix needs a route with a prefix.',
    ({ route, rewrite }) => ({
      what: `route ${quote(route)} uses Rewrite.${rewrite}() but its path is not a prefix`,
      fix: 'write the prefix alone, such as "/a" for "/a(/|$)(.*)", with PathType.PREFIX; or use Rewrite.replacePath(), or PathType.REGEX with Rewrite.regex()',
    }),
  ),
  'route/regex-rewrite-without-regex': row<{ route: string }>(
    'error',
    'A rewrite with captures needs a route with a regular expression.',
    ({ route }) => ({
      what: `route ${quote(route)} uses Rewrite.regex() but its path is not a regular expression`,
      fix: 'use PathType.REGEX with captures in the path, or Rewrite.stripPrefix()',
    }),
  ),
  'route/rewrite-with-dollar': row<{ path: string }>('error', 'A fixed rewrite must not hold a dollar sign.', ({ path }) => ({
    what: `rewrite path ${quote(path)} has "$", which a controller may read as a capture`,
    fix: 'use PathType.REGEX with Rewrite.regex() for captures, or remove it',
  })),
  'route/rewrite-variable': row<{ route: string; rewrite: string; variable: string }>(
    'error',
    'A rewrite with captures may hold no other variables.',
    ({ route, rewrite, variable }) => ({
      what: `route ${quote(route)} is rewritten to ${quote(rewrite)}, where ${quote(variable)} is not a capture`,
      why: 'captures are $1 to $9; a controller would look for a variable, and may refuse its whole configuration',
      fix: 'name captures only, or remove the "$"',
    }),
  ),
  'route/bad-header-name': row<{ name: string }>('error', 'A name of a header or cookie must be an HTTP token.', ({ name }) => ({
    what: `${quote(name)} is not a name that a header or cookie can have`,
    fix: 'use letters, digits and "-", such as "X-Canary"',
  })),
  'route/match-twice': row<{ subject: string; matches: readonly [string, string] }>(
    'error',
    'A route must have one condition on a header, a parameter, the method or the client.',
    ({ subject, matches }) => ({
      what: `matches have two conditions on the ${subject}: ${matches.map(quote).join(' and ')}`,
      why: 'a request must meet all conditions of a route, and a controller may consider only the first on one subject',
      fix: 'keep one; a pattern such as "a|b", or several methods or addresses in one condition, accept either',
    }),
  ),
  'route/no-targets': row<{ route: string }>('error', 'A weighted target must name Services.', ({ route }) => ({
    what: `route ${quote(route)} has a weighted target without any Service`,
    fix: 'give at least one target and weight',
  })),
  'route/weighted-not-service': row<{ route: string; kind: string }>('error', 'Only Services can share requests.', ({ route, kind }) => ({
    what: `route ${quote(route)} shares its requests with a ${targetKind(kind)}; only Services can have a share`,
    fix: 'use RouteTarget.service(), named() or external()',
  })),
  'route/weight-out-of-range': row<{ route: string; weight: number }>(
    'error',
    'A weight must be a whole number in range.',
    ({ route, weight }) => ({
      what: `route ${quote(route)} has weight ${quote(weight)}; weights are whole numbers up to 1000000, shares may be 0`,
      fix: 'use a whole number from 1 to 1000000, or 0 for no requests',
    }),
  ),
  'route/weights-all-zero': row<{ route: string }>('error', 'At least one weight must not be zero.', ({ route }) => ({
    what: `route ${quote(route)} has only weights of 0, so no Service gets requests`,
    fix: 'give one target a weight of 1 or more',
  })),
  'route/weighted-twice': row<{ route: string; service: string }>('error', 'A Service must have one share.', ({ route, service }) => ({
    what: `route ${quote(route)} names Service ${quote(service)} twice among its weighted targets`,
    fix: 'name it once with the sum of its weights',
  })),
  'route/canary-same-service': row<{ route: string; service: string }>(
    'error',
    'A canary must be another Service.',
    ({ route, service }) => ({
      what: `route ${quote(route)} has itself as canary: both go to Service ${quote(service)}`,
      fix: 'send the canary to the Service of the new version',
    }),
  ),
  'route/canary-with-weights': row<{ route: string }>('error', 'A canary and weighted targets exclude each other.', ({ route }) => ({
    what: `route ${quote(route)} has weighted targets and a canary`,
    fix: 'use RouteTarget.service() with a canary, or RouteTarget.weighted() alone',
  })),
  'route/canary-without-rule': row<{ route: string }>('error', 'A canary must say which requests it gets.', ({ route }) => ({
    what: `route ${quote(route)} has a canary without matches, header, cookie or weight, so the canary gets no requests`,
    fix: 'give at least one of them',
  })),
  'route/canary-weight-out-of-range': row<{ route: string; weight: number; total: number }>(
    'error',
    'The weight of a canary must not be above its total.',
    ({ route, weight, total }) => ({
      what: `route ${quote(route)} has a canary with weight ${quote(weight)} of ${quote(total)}`,
      fix: `use a whole number from 0 to ${total}, or a larger weightTotal`,
    }),
  ),
  'host/not-a-host': row<{ host: string; because: string; use: string }>(
    'error',
    'A host must be a DNS name, or "*." and a DNS name.',
    ({ host, because, use }) => ({
      what: `host ${quote(host)} ${because}`,
      fix: `use a name such as ${quote(use)}`,
    }),
  ),
  'backend/bad-service-name': row<{ name: unknown }>('error', 'A Service must have a name that Kubernetes accepts.', ({ name }) => ({
    what: `${quote(name)} is not a name that a Service can have`,
    why: 'names of Services are DNS labels: lower case letters, digits and "-", beginning with a letter, at most 63 characters',
    fix: 'use the metadata.name of the Service',
  })),
  'backend/bad-port': row<{ service: string; port: unknown }>(
    'error',
    'A port must be a number or a port name that Kubernetes accepts.',
    ({ service, port }) => ({
      what:
        port === undefined || port === null
          ? `Service ${quote(service)} has no port that is known here, and none is given`
          : `port ${quote(port)} of Service ${quote(service)} is not a port`,
      fix:
        port === undefined || port === null
          ? 'give the Service a port before the route is added, or the route the number or name of a port'
          : typeof port === 'string' && /^\d+$/.test(port)
            ? `give the number: ${Number(port)} without quotes`
            : 'use a whole number from 1 to 65535, or the name of a port: at most 15 lower case letters, digits and single "-", with a letter',
    }),
  ),
  'backend/no-service-in-construct': row<{ given: string; name: string | undefined; services: readonly string[] }>(
    'error',
    'A construct that is given as a Service must be a Service or contain one.',
    ({ given, name, services }) => ({
      what:
        name === undefined
          ? `RouteTarget.service cannot take an object of class ${given}, which neither is nor contains a Service`
          : `the object of class ${given} contains no Service ${quote(name)}`,
      fix:
        services.length > 0
          ? `use one of these as serviceName: ${services.map(quote).join(', ')}`
          : 'give a Service (kind Service, apiVersion v1) or a construct that contains one; for a Service of which only the name is known, use RouteTarget.named() or external()',
    }),
  ),
  'backend/several-services-in-construct': row<{ given: string; services: readonly string[] }>(
    'error',
    'A construct that contains several Services needs the option serviceName.',
    ({ given, services }) => ({
      what: `the object of class ${given} contains ${services.length} Services: ${services.map(quote).join(', ')}`,
      fix: 'choose one with the option serviceName, or give the Service itself',
    }),
  ),
  'backend/several-ports': row<{ service: string; ports: readonly string[] }>(
    'error',
    'Of a Service with several ports the one that is meant must be named.',
    ({ service, ports }) => ({
      what: `Service ${quote(service)} has ${ports.length} ports, and none is called "http" or is 80: ${ports.join(', ')}`,
      fix: 'choose one with the option port or portName',
    }),
  ),
  'backend/port-and-port-name': row<{ port: unknown; portName: unknown }>(
    'error',
    'A port has a number or a name.',
    ({ port, portName }) => ({
      what: `the target has port ${quote(port)} and portName ${quote(portName)}`,
      fix: 'keep one of them',
    }),
  ),
  'tls/without-host': row<{ secret: string }>('error', 'A certificate needs hosts.', ({ secret }) => ({
    what: `TLS with ${secret} has no host, and the PathIngress has none either`,
    why: 'a controller chooses a certificate by the host that the client asks for',
    fix: 'give the PathIngress a host, or the certificate its hosts: Tls.secret(name, { hosts: [...] })',
  })),
  'name/not-a-label': row<{ what: string; name: unknown; limit: number }>(
    'error',
    'A name must be a DNS label.',
    ({ what, name, limit }) => ({
      what: `${what} ${quote(name)} is not a DNS label: lower case letters, digits and "-", at most ${limit} characters`,
      fix: 'shorten it, or replace characters that are not allowed by "-"',
    }),
  ),
  'name/not-a-subdomain': row<{ what: string; name: unknown; limit: number }>(
    'error',
    'A name must be a DNS name.',
    ({ what, name, limit }) => {
      const isMissing = name === undefined || name === null || name === '';
      const option = what === 'Secret' ? 'secretName' : 'name';
      return {
        what: isMissing
          ? `the name of the ${what} is missing`
          : `${what} name ${quote(name)} is not accepted: lower case letters, digits, "-" and ".", at most ${limit} characters`,
        fix: isMissing ? `give ${option}` : 'shorten it, or replace characters that are not allowed by "-"',
      };
    },
  ),
} as const;
