import { quote, row } from '../../../findings/catalogue/row';

/** Findings about the behaviour of the HAProxy Kubernetes Ingress Controller, and about what it cannot say. */
export const ROUTE_FINDINGS = {
  'haproxy/same-row': row<{ route: string; other: string }>(
    'error',
    'Two routes must not have the same row in a map of paths.',
    ({ route, other }) => ({
      what: `route ${quote(route)} and route ${quote(other)} have the same row in a map of paths`,
      why: 'the controller sorts rows as text and keeps the first, so the name of the Service decides which route takes the requests',
      fix: 'give both the same path type, or leave one of them out',
    }),
  ),
  'haproxy/default-backend-twice': row<{ other: string }>('error', 'Only one default backend can be for all hosts.', ({ other }) => ({
    what: `this PathIngress and ${quote(other)} each have a default backend for all hosts`,
    why: 'the controller uses the one that it processes last, and that can change with any change of an object',
    fix: 'give one of them a host, or leave one of the default backends out',
  })),
  'haproxy/default-backend-takes-nothing': row<Record<string, never>>('error', 'A default backend must have requests to take.', () => ({
    what: 'the default backend gets no request: a route for "/" gets every request that no other route takes, on every host',
    why: 'the controller needs a path for each Ingress',
    fix: 'leave the default backend or the route for "/" out',
  })),
  'haproxy/alias-needs-one-host': row<{ hosts: readonly string[] }>('error', 'Host aliases need exactly one host.', ({ hosts }) => ({
    what: `hostAliases are given, and there ${hosts.length === 0 ? 'is no host' : `are several hosts: ${hosts.join(', ')}`}`,
    why: 'it is not known to which host the aliases belong',
    fix: 'give each host a PathIngress of its own, or name all hosts with "hosts"',
  })),
  'haproxy/app-root-and-exact-root': row<{ route: string }>(
    'error',
    'An app root and a route for exactly "/" exclude each other.',
    ({ route }) => ({
      what: `appRoot redirects the requests of route ${quote(route)}`,
      why: 'both are a row for exactly "/", and the controller keeps one of them',
      fix: 'leave one of them out',
    }),
  ),
  'haproxy/annotation-beside-backend': row<{ key: string }>(
    'error',
    'With a Backend, annotations about the backend have no effect.',
    ({ key }) => ({
      what: `annotation ${quote(key)} would have no effect`,
      why: 'a policy of the route needs a Backend, and then the controller reads no annotation about the backend but the snippet',
      fix: 'state it as a policy, or give it to a route without the policies that need a Backend (docs/haproxy.md lists them)',
    }),
  ),
  'haproxy/backend-tls-files': row<{ route: string; option: string; because: string }>(
    'error',
    'An option of backendTls is not possible here.',
    ({ route, option, because }) => ({
      what: `route ${quote(route)} has ${option}, which the controller cannot do here`,
      why: because,
      fix: 'leave it out, or give it to a route of its own',
    }),
  ),
  'haproxy/namespace-needed': row<{ what: string }>('error', 'Some annotations need the namespace of the routes.', ({ what }) => ({
    what: `${what} needs the namespace of the routes, which is not known`,
    why: 'the controller silently ignores a Secret without a namespace',
    fix: 'give the chart a namespace: new Chart(app, id, { namespace })',
  })),
  'haproxy/word-characters': row<{ route: string; option: string; text: string }>(
    'error',
    'A value in the configuration must not contain quotes, spaces, "#" or backslashes.',
    ({ route, option, text }) => ({
      what: `route ${quote(route)} has ${quote(text)} as ${option}, which HAProxy would not read as one word`,
      why: 'the controller writes it into the configuration without quotes, and a configuration that HAProxy refuses stops every later change',
      fix: 'write the character as % and two hexadecimal digits where it is part of a path, or use another text',
    }),
  ),
  'haproxy/response-status': row<{ route: string; status: number }>(
    'error',
    'A fixed response has a status up to 509.',
    ({ route, status }) => ({
      what: `route ${quote(route)} answers ${status}, and the controller would answer 200`,
      why: 'its library writes only statuses from 200 to 509',
      fix: 'use another status, such as 503',
    }),
  ),
  'haproxy/rate-limit-twice': row<{ route: string }>('error', 'A route has one rate limit.', ({ route }) => ({
    what: `route ${quote(route)} has a limit per second and a limit per minute`,
    why: 'the controller has one period for an Ingress',
    fix: 'leave requestsPerSecond or requestsPerMinute out',
  })),
  'haproxy/retry-status': row<{ route: string; statuses: readonly number[]; known: readonly number[] }>(
    'error',
    'HAProxy retries only after certain statuses.',
    ({ route, statuses, known }) => ({
      what: `route ${quote(route)} retries after ${statuses.join(', ')}, after which HAProxy cannot retry`,
      why: 'it refuses a configuration with another status, and that stops every later change',
      fix: `leave it out; it knows ${known.join(', ')}`,
    }),
  ),
  'haproxy/cookie-path': row<{ route: string; path: string }>('error', 'The cookie of sessionAffinity is for "/".', ({ route, path }) => ({
    what: `route ${quote(route)} has sessionAffinity with path ${quote(path)}`,
    why: 'HAProxy writes every cookie with path=/',
    fix: 'leave sessionAffinity.path out',
  })),
  'haproxy/preflight-needs-password': row<{ route: string }>(
    'warning',
    'CORS preflight requests are asked for a password.',
    ({ route }) => ({
      what: `route ${quote(route)} has cors and basicAuth, so a CORS preflight request gets 401`,
      why: 'HAProxy checks the password first, and browsers send none with a preflight request',
      fix: 'let the backend ask for the password, or leave one of the two out',
    }),
  ),
  'haproxy/redirects-host-without-certificate': row<{ route: string; hosts: readonly string[] }>(
    'warning',
    'An Ingress with a certificate sends all its hosts to https.',
    ({ route, hosts }) => ({
      what: `http requests of route ${quote(route)} to ${hosts.join(', ')} are sent to https, for which there is no certificate`,
      why: 'another host of the route has a certificate, and the redirect is for the whole Ingress',
      fix: 'give hosts without a certificate a PathIngress of their own, or state httpsRedirect: HttpsRedirect.NEVER',
    }),
  ),
};
