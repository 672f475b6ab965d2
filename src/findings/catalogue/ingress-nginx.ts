import { quote, row } from './row';

/** Causes that lie in what ingress-nginx does or refuses. */
export const INGRESS_NGINX = {
  'ingress-nginx/path-characters': row<{ route: string; character: string }>(
    'error',
    'Prefix and Exact paths may hold only some characters.',
    ({ route, character }) => ({
      what: `route ${quote(route)} has ${quote(character)} in its path, which ingress-nginx refuses in Prefix and Exact paths`,
      why: 'its strict-validate-path-type lets letters, digits, ".", "_", "-" and "/" pass',
      fix: 'use PathType.REGEX, or set strict-validate-path-type to "false" in the controller\'s config map',
    }),
  ),
  'ingress-nginx/path-refused': row<{ route: string }>(
    'error',
    'A path must not hold what looks like configuration of nginx.',
    ({ route }) => ({
      what: `route ${quote(route)} holds text that the admission webhook of ingress-nginx refuses in any path`,
      why: 'it refuses "alias ...;", "root ...;", "_by_lua", /var/run/secrets and the configuration folders under /etc',
      fix: 'use another path',
    }),
  ),
  'ingress-nginx/regex-does-not-compile': row<{ route: string; because: string }>(
    'error',
    'A pattern must compile.',
    ({ route, because }) => ({
      what: `route ${quote(route)} has a pattern that nginx would not compile: ${because}`,
      why: 'the webhook lets it pass, nginx then refuses the whole configuration, and the controller goes on with the old one for everybody',
      fix: 'correct the pattern; "\\\\." is a literal dot, "(/|$)" ends a segment',
    }),
  ),
  'ingress-nginx/regex-differs-by-library': row<{ route: string; pcre2: 'refuses' | 'reads otherwise' }>(
    'warning',
    'PCRE 8.45, which the image of the controller has, and PCRE2 do not read the pattern alike.',
    ({ route, pcre2 }) => ({
      what: `route ${quote(route)} has a pattern that PCRE2 ${pcre2}`,
      why: 'the image of ingress-nginx v1.15.1 has PCRE 8.45; a build of the controller with PCRE2, as some distributions make, does not do the same',
      fix: 'put "-" last in a class, write a letter without a backslash, or escape less',
    }),
  ),
  'ingress-nginx/regex-not-decided': row<{ route: string; because: string }>(
    'warning',
    'It could not be decided whether a pattern compiles.',
    ({ route, because }) => ({
      what: `route ${quote(route)} has a pattern, and whether nginx compiles it could not be decided: ${because}`,
      fix: 'write it without, or try it with nginx before you deploy',
    }),
  ),
  'ingress-nginx/capture-missing': row<{ route: string; path: string; rewrite: string; group: number; captures: number }>(
    'error',
    'A rewrite must name only captures that the path has.',
    ({ route, path, rewrite, group, captures }) => ({
      what: `route ${quote(route)} is rewritten to ${quote(rewrite)}, but its path has ${captures === 1 ? '1 capture' : `${captures} captures`} and no $${group}`,
      why: `the path is written ${quote(path)}, and a capture that is missing is empty`,
      fix: 'put the part that is meant into parentheses, with PathType.REGEX, or correct the number; Rewrite.stripPrefix() needs neither',
    }),
  ),
  'ingress-nginx/redirect-status': row<{ route: string; status: number; canonical: string | undefined }>(
    'error',
    'A redirect that keeps the path has status 302.',
    ({ route, status, canonical }) => ({
      what: `route ${quote(route)} redirects with status ${status} and keeps the path; ingress-nginx can do that with 302 only`,
      fix:
        canonical === undefined
          ? 'use status 302, or give the redirect a path'
          : `remove this route and give those of ${quote(canonical)} ingressNginx: { fromToWwwRedirect: true }, which redirects with 308; or use status 302`,
    }),
  ),
  'ingress-nginx/redirect-keeps-pattern': row<{ route: string }>('error', 'A redirect cannot keep the path of a pattern.', ({ route }) => ({
    what: `route ${quote(route)} redirects and keeps a path that is a pattern, which ingress-nginx cannot do safely`,
    why: 'the only way is a variable of nginx that is not escaped, and clients could put headers of their own into the answer',
    fix: 'use PathType.PREFIX, or give the redirect a path',
  })),
  'ingress-nginx/pattern-after-prefix': row<{ route: string; prefix: string; text: string; use: string }>(
    'error',
    'A pattern is tried after a prefix that takes all its requests.',
    ({ route, prefix, text, use }) => ({
      what: `route ${quote(route)} can never be reached: the prefix ${quote(prefix)} takes all its requests`,
      why: `on this host ingress-nginx tries the longest text first, and the prefix is written ${quote(text)}`,
      fix: `make the pattern the longer text with groups that match nothing: ${quote(use)}`,
    }),
  ),
  'ingress-nginx/redirect-characters': row<{ route: string; path: string; character: string }>(
    'error',
    'The path of a redirect may hold only some characters.',
    ({ route, path, character }) => ({
      what: `route ${quote(route)} redirects to ${quote(path)}, which has ${quote(character)}; ingress-nginx refuses that in a redirect`,
      why: 'it lets letters, digits and - . _ ~ / : , ? & = pass',
      fix: 'use another path, or let a Service answer with the redirect',
    }),
  ),
  'ingress-nginx/redirect-needs-hostname': row<{ route: string }>(
    'error',
    'A redirect to another scheme or port needs the name of the host.',
    ({ route }) => ({
      what: `route ${quote(route)} redirects to another scheme or port, and its host is not one certain name`,
      fix: 'give the redirect a hostname',
    }),
  ),
  'ingress-nginx/namespace-needed': row<{ what: string }>('error', 'Some settings need to know the namespace.', ({ what }) => ({
    what: `${what} needs the namespace of the routes, which is not known`,
    why: 'ingress-nginx wants the Secret or config map as "namespace/name"',
    fix: 'give the PathIngress or its Chart a namespace',
  })),
  'ingress-nginx/setting-not-known': row<{ what: string; settings: { readonly [name: string]: string } }>(
    'warning',
    'It could not be decided whether the controller allows something, because its settings are not known.',
    ({ what, settings }) => ({
      what: `whether the controller allows ${quote(what)} could not be decided, because its settings are not known`,
      why: `ingress-nginx wants ${Object.entries(settings)
        .map(([name, value]) => `${name}: ${quote(value)}`)
        .join(' and ')} in its config map for that, and else refuses the Ingress or answers its requests with 503`,
      fix: 'tell what its config map has: IngressController.fromIngressClassName(name, { kind, settings: { ... } }); {} if it has nothing',
    }),
  ),
  'ingress-nginx/header-not-allowed': row<{ headers: readonly string[]; all: readonly string[] }>(
    'error',
    'The controller must allow a response header.',
    ({ headers, all }) => ({
      what: `responseHeaders sets ${headers.map(quote).join(', ')}, which the controller does not allow`,
      why: 'ingress-nginx answers 503 for a route with a header that its config map does not list',
      fix: `add ${quote(all.join(','))} to global-allowed-response-headers in the config of the IngressController`,
    }),
  ),
  'ingress-nginx/header-refused': row<{ name: string; value: string }>(
    'error',
    'A response header may hold only some characters.',
    ({ name, value }) => ({
      what: `response header ${quote(name)}: ${quote(value)} has characters that ingress-nginx refuses`,
      fix: 'use letters, digits, "-" and "_" in the name and printable ASCII in the value',
    }),
  ),
  'ingress-nginx/alias-needs-one-host': row<{ hosts: readonly string[] }>('error', 'Host aliases belong to one host.', ({ hosts }) => ({
    what:
      hosts.length === 0
        ? 'hostAliases needs a host that they stand for'
        : `hostAliases is given with ${hosts.length} hosts: ${hosts.map(quote).join(', ')}`,
    fix: 'give the PathIngress one host, or name all of them as hosts',
  })),
  'ingress-nginx/alias-is-host': row<{ alias: string }>('error', 'An alias must not be a host of its own.', ({ alias }) => ({
    what: `alias ${quote(alias)} is a host of these routes already, so ingress-nginx drops the alias`,
    fix: 'remove it from hostAliases',
  })),
  'ingress-nginx/client-certificates-need-host': row<Record<string, never>>('error', 'Client certificates need a host.', () => ({
    what: 'clientCertificates is given without a host',
    why: 'ingress-nginx asks for them by server, and only named hosts have one of their own',
    fix: 'give the PathIngress a host',
  })),
  'ingress-nginx/overlap': row<{ route: string; other: string }>(
    'error',
    'Two Ingresses must not hold the same path of a host, whatever its type.',
    ({ route, other }) => ({
      what: `route ${quote(route)} meets ${quote(other)} of another Ingress`,
      why: 'the admission webhook of ingress-nginx refuses an Ingress with a path that another Ingress of the host holds; a Prefix path holds itself and itself with "/"',
      fix: 'give both routes the same policies and rewrite in one PathIngress, so that they share an Ingress, or change one of the paths',
    }),
  ),
  'ingress-nginx/same-location': row<{ route: string; other: string }>(
    'error',
    'Two routes must not become the same location of nginx.',
    ({ route, other }) => ({
      what: `routes ${quote(other)} and ${quote(route)} are the same to ingress-nginx`,
      why: 'it uses one of them and ignores the other, or writes a configuration that nginx refuses',
      fix: 'remove one of them',
    }),
  ),
  'ingress-nginx/canary-is-also-main': row<{ route: string; canary: string; service: string }>(
    'error',
    'The Service of a canary must not be the Service of a route.',
    ({ route, canary, service }) => ({
      what: `${service} is the canary of route ${quote(canary)} and the Service of route ${quote(route)} too`,
      why: 'ingress-nginx keeps one of the two for a Service and port: either the canary gets nothing, or the route does not exist',
      fix: 'give the canary a Service of its own that selects the same pods',
    }),
  ),
  'ingress-nginx/canary-rules-differ': row<{ route: string; other: string; service: string }>(
    'error',
    'The Service of a canary must have one rule.',
    ({ route, other, service }) => ({
      what: `${service} is the canary of routes ${quote(other)} and ${quote(route)} with different rules`,
      why: 'ingress-nginx keeps one rule for a Service and port',
      fix: 'use the same header, cookie and weight, or give one route a canary Service of its own that selects the same pods',
    }),
  ),
  'ingress-nginx/canary-takes-more': row<{ route: string; canary: string; service: string }>(
    'warning',
    'A canary takes requests of every route to the same Service.',
    ({ route, canary, service }) => ({
      what: `route ${quote(route)} will lose requests to the canary of route ${quote(canary)}, because both go to ${service}`,
      why: 'ingress-nginx hangs a canary on the Service and port, not on the route',
      fix: 'give one of the routes a Service or port of its own',
    }),
  ),
  'ingress-nginx/redirect-takes-unmatched': row<{ route: string; host: string }>(
    'warning',
    'The redirect of a host takes what no route takes.',
    ({ route, host }) => ({
      what: `requests to ${quote(host)} that no route takes will be redirected like ${quote(route)}`,
      why: 'the first Ingress of a host lends its annotations to the catch-all of the host',
      fix: 'add a route for "/", or a default backend',
    }),
  ),
  'ingress-nginx/redirect-may-take-unmatched': row<{ route: string; host: string }>(
    'info',
    'A redirect may take what no route takes.',
    ({ route, host }) => ({
      what: `requests to ${quote(host)} that no route takes would be redirected like ${quote(route)} if its Ingress were the oldest of the host`,
      why: 'the first Ingress of a host lends its annotations to the catch-all of the host; of Ingresses made in the same second the last by name is first',
      fix: 'add a route for "/", or a default backend',
    }),
  ),
  'ingress-nginx/backend-tls-takes-host': row<{ route: string; other: string; takes: string }>(
    'warning',
    'TLS towards the backend of one route holds for the others of its host.',
    ({ route, other, takes }) => ({
      what: `route ${quote(route)} takes over ${takes} of route ${quote(other)}, because they are on one host`,
      why: 'ingress-nginx makes the first backendTls whose Secret has a "ca.crt" hold for every HTTPS backend of the host that does not say otherwise',
      fix: 'set proxy-ssl-location-only to "true" in the config of the controller, give both routes the same backendTls, or one of them a host of its own',
    }),
  ),
  'ingress-nginx/backend-tls-without-secret': row<{ route: string; option: string }>(
    'error',
    'TLS settings of a backend need a Secret.',
    ({ route, option }) => ({
      what: `backendTls of route ${quote(route)} has ${option} and no secretName, and ingress-nginx reads none of it then`,
      fix: 'give secretName of a Secret with "ca.crt", or remove backendTls',
    }),
  ),
  'ingress-nginx/backend-tls-with-grpcs': row<{ route: string }>(
    'error',
    'TLS settings of a backend do nothing for gRPC.',
    ({ route }) => ({
      what: `backendTls of route ${quote(route)} would do nothing: its backend is spoken to in GRPCS`,
      why: 'ingress-nginx has settings of TLS towards HTTPS backends only; gRPC goes over TLS without any check of the certificate',
      fix: 'remove backendTls, or use BackendProtocol.HTTPS',
    }),
  ),
  'ingress-nginx/other-namespace': row<{ what: string; object: string; namespace: string }>(
    'error',
    'The controller must allow Secrets of other namespaces.',
    ({ what, object, namespace }) => ({
      what: `${what} names ${quote(object)}, and the routes are in namespace ${quote(namespace)}`,
      why: 'ingress-nginx takes Secrets and config maps of other namespaces only where it is set to, and else denies the routes or leaves the setting out',
      fix: 'copy the object into the namespace of the routes, or set allow-cross-namespace-resources to "true" in the config of the controller',
    }),
  ),
  'ingress-nginx/upstream-settings-differ': row<{
    route: string;
    other: string;
    service: string;
    setting: string;
    wishes: readonly [string, string];
  }>('warning', 'A Service can be treated in one way only.', ({ route, other, service, setting, wishes }) => ({
    what: `routes ${quote(other)} and ${quote(route)} go to ${service} with different ${setting}: ${wishes.map((wish) => (wish === '' ? 'none' : quote(wish))).join(' and ')}`,
    why: 'ingress-nginx keeps it once for a Service and port, and the order of the Ingresses decides whose it is',
    fix: 'give both routes the same, or one of them a Service of its own that selects the same pods',
  })),
} as const;
