import { quote, row } from '../../../findings/catalogue/row';

/** Findings about routes that ingress-nginx refuses or treats in a surprising way. */
export const ROUTE_FINDINGS = {
  'ingress-nginx/path-characters': row<{ route: string; character: string }>(
    'error',
    'Prefix and Exact paths may hold only some characters.',
    ({ route, character }) => ({
      what: `route ${quote(route)} has ${quote(character)} in its path, which ingress-nginx refuses in Prefix and Exact paths`,
      why: 'its strict-validate-path-type accepts only letters, digits, ".", "_", "-" and "/"',
      fix: 'use PathType.REGEX, or set strict-validate-path-type to "false" in the controller\'s config map',
    }),
  ),
  'ingress-nginx/path-refused': row<{ route: string }>(
    'error',
    'A path must not hold text that looks like nginx configuration.',
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
      why: 'the webhook accepts it, nginx then refuses the whole configuration, and the controller keeps the old one for all hosts',
      fix: 'correct the pattern; "\\\\." is a literal dot, "(/|$)" ends a segment',
    }),
  ),
  'ingress-nginx/regex-differs-by-library': row<{ route: string; pcre2: 'refuses' | 'reads otherwise' }>(
    'warning',
    'PCRE 8.45, which the image of the controller has, and PCRE2 read the pattern differently.',
    ({ route, pcre2 }) => ({
      what: `route ${quote(route)} has a pattern that PCRE2 ${pcre2}`,
      why: 'the image of ingress-nginx v1.15.1 has PCRE 8.45; a build of the controller with PCRE2, as some distributions make, reads the pattern differently',
      fix: 'put "-" last in a class, write a letter without a backslash, or escape less',
    }),
  ),
  'ingress-nginx/regex-not-decided': row<{ route: string; because: string }>(
    'warning',
    'It could not be decided whether a pattern compiles.',
    ({ route, because }) => ({
      what: `route ${quote(route)} has a pattern, and whether nginx compiles it could not be decided: ${because}`,
      fix: 'write a simpler pattern, or try it with nginx before you deploy',
    }),
  ),
  'ingress-nginx/capture-missing': row<{ route: string; path: string; rewrite: string; group: number; captures: number }>(
    'error',
    'A rewrite must name only captures that the path has.',
    ({ route, path, rewrite, group, captures }) => ({
      what: `route ${quote(route)} is rewritten to ${quote(rewrite)}, but its path has ${captures === 1 ? '1 capture' : `${captures} captures`} and no $${group}`,
      why: `the path is written ${quote(path)}, and a capture that is missing is empty`,
      fix: 'put that part of the path into parentheses, with PathType.REGEX, or correct the number; Rewrite.stripPrefix() needs no captures',
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
    why: 'this needs a variable that nginx does not escape, so clients could inject headers into the response',
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
      why: 'it accepts only letters, digits and - . _ ~ / : , ? & =',
      fix: 'use another path, or let a Service answer with the redirect',
    }),
  ),
  'ingress-nginx/redirect-needs-hostname': row<{ route: string }>(
    'error',
    'A redirect to another scheme or port needs the name of the host.',
    ({ route }) => ({
      what: `route ${quote(route)} redirects to another scheme or port, but its host is not a single name`,
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
      what: `it could not be decided whether the controller allows ${quote(what)}, because its settings are not known`,
      why: `ingress-nginx wants ${Object.entries(settings)
        .map(([name, value]) => `${name}: ${quote(value)}`)
        .join(' and ')} in its config map for that, and otherwise refuses the Ingress or answers its requests with 503`,
      fix: 'give the content of its config map: IngressController.fromIngressClassName(name, { kind, settings: { ... } }); {} if it is empty',
    }),
  ),
  'ingress-nginx/header-not-allowed': row<{ headers: readonly string[]; all: readonly string[] }>(
    'error',
    'The controller must allow a response header.',
    ({ headers, all }) => ({
      what: `responseHeaders sets ${headers.map(quote).join(', ')}, which the controller does not allow`,
      why: 'ingress-nginx answers 503 for a route with a header that its config map does not list',
      fix: `add ${quote(all.join(','))} to global-allowed-response-headers in the config map of the controller`,
    }),
  ),
  'ingress-nginx/rate-limit-split': row<{ keys: readonly string[]; ingresses: number }>(
    'warning',
    'A limit for all routes of a construct is counted in several Ingresses.',
    ({ keys, ingresses }) => ({
      what: `each of ${ingresses} Ingresses counts ${keys.map(quote).join(' and ')} for itself, so a client may get ${ingresses} times the limit of these routes`,
      why: 'routes with different settings are in different Ingresses, and ingress-nginx counts the requests to each of them',
      fix: 'give these routes the same settings, or each a limit of its own',
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
    why: 'ingress-nginx asks for client certificates per host, and routes without a host share one server',
    fix: 'give the PathIngress a host',
  })),
  'ingress-nginx/overlap': row<{ route: string; other: string }>(
    'error',
    'Two Ingresses must not hold the same path of a host, whatever its type.',
    ({ route, other }) => ({
      what: `route ${quote(route)} conflicts with ${quote(other)} of another Ingress`,
      why: 'the admission webhook of ingress-nginx refuses a path that another Ingress of the host has; a Prefix path counts both with and without "/" at its end',
      fix: 'give both routes the same policies and rewrite in one PathIngress, so that they share an Ingress, or change one of the paths',
    }),
  ),
  'ingress-nginx/same-location': row<{ route: string; other: string }>(
    'error',
    'Two routes must not become the same location of nginx.',
    ({ route, other }) => ({
      what: `routes ${quote(other)} and ${quote(route)} become the same location of nginx`,
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
      why: 'ingress-nginx assigns a canary to the Service and port, not to the route',
      fix: 'give one of the routes a Service or port of its own',
    }),
  ),
  'ingress-nginx/redirect-takes-unmatched': row<{ route: string; host: string }>(
    'warning',
    'The redirect of a route also applies to requests of its host that no route takes.',
    ({ route, host }) => ({
      what: `requests to ${quote(host)} that no route takes will be redirected like ${quote(route)}`,
      why: 'the annotations of the first Ingress of a host also apply to the catch-all of the host',
      fix: 'add a route for "/", or a default backend',
    }),
  ),
  'ingress-nginx/redirect-may-take-unmatched': row<{ route: string; host: string }>(
    'info',
    'The redirect of a route may also apply to requests of its host that no route takes.',
    ({ route, host }) => ({
      what: `requests to ${quote(host)} that no route takes would be redirected like ${quote(route)} if its Ingress were the oldest of the host`,
      why: 'the annotations of the first Ingress of a host also apply to the catch-all of the host; of Ingresses made in the same second the last by name is first',
      fix: 'add a route for "/", or a default backend',
    }),
  ),
  'ingress-nginx/backend-tls-takes-host': row<{ route: string; other: string; takes: string }>(
    'warning',
    'The backendTls of one route applies to other routes of its host too.',
    ({ route, other, takes }) => ({
      what: `route ${quote(route)} takes over ${takes} of route ${quote(other)}, because they are on one host`,
      why: 'ingress-nginx applies the first backendTls whose Secret has a "ca.crt" to every HTTPS backend of the host that has none of its own',
      fix: 'set proxy-ssl-location-only to "true" in the config of the controller, give both routes the same backendTls, or one of them a host of its own',
    }),
  ),
  'ingress-nginx/backend-tls-without-secret': row<{ route: string; option: string }>(
    'error',
    'TLS settings of a backend need a Secret.',
    ({ route, option }) => ({
      what: `backendTls of route ${quote(route)} has ${option} and no secretName, so ingress-nginx ignores all of it`,
      fix: 'give secretName of a Secret with "ca.crt", or remove backendTls',
    }),
  ),
  'ingress-nginx/backend-tls-with-grpcs': row<{ route: string }>(
    'error',
    'TLS settings of a backend have no effect for gRPC.',
    ({ route }) => ({
      what: `backendTls of route ${quote(route)} would have no effect: the protocol of its backend is GRPCS`,
      why: 'ingress-nginx has settings of TLS towards HTTPS backends only; gRPC goes over TLS without any check of the certificate',
      fix: 'remove backendTls, or use BackendProtocol.HTTPS',
    }),
  ),
  'ingress-nginx/policy-not-for-protocol': row<{ route: string; option: string; protocol: string }>(
    'error',
    'Some policies have no effect for gRPC and FastCGI.',
    ({ route, option, protocol }) => ({
      what: `${option} of route ${quote(route)} would have no effect: the protocol of its backend is ${protocol}`,
      why: 'ingress-nginx writes this setting for HTTP and HTTPS backends only',
      fix: `remove ${option}, or use BackendProtocol.HTTP or HTTPS`,
    }),
  ),
  'ingress-nginx/firewall-only-reports': row<{ route: string; isKnown: boolean }>(
    'warning',
    'A firewall should refuse requests that break its rules.',
    ({ route, isKnown }) => ({
      what: isKnown
        ? `the firewall of route ${quote(route)} lets every request pass, and only reports those that break a rule`
        : `whether the firewall of route ${quote(route)} refuses requests that break a rule could not be decided`,
      why: 'the ModSecurity of ingress-nginx only reports until a modsecurity-snippet says "SecRuleEngine On"',
      fix: 'set enable-modsecurity to "true" and modsecurity-snippet to "SecRuleEngine On", with the rules that are wanted, in the config of the controller; if it is installed already, give its settings to IngressController.fromIngressClassName()',
    }),
  ),
  'ingress-nginx/retry-status': row<{ route: string; statuses: readonly number[]; known: readonly number[] }>(
    'error',
    'A request can be retried only after some statuses.',
    ({ route, statuses, known }) => ({
      what: `retries of route ${quote(route)} names status ${statuses.join(', ')}, after which ingress-nginx cannot retry a request`,
      fix: `use any of ${known.join(', ')}`,
    }),
  ),
  'ingress-nginx/mirror-port-name': row<{ route: string; port: string }>(
    'error',
    'A mirror needs the number of its port.',
    ({ route, port }) => ({
      what: `mirror of route ${quote(route)} names port ${quote(port)}, and ingress-nginx needs its number`,
      why: 'ingress-nginx sends the copies to a URL, and a URL has no port names',
      fix: 'use RouteTarget.named(), external() or service() with the number of the port',
    }),
  ),
  'ingress-nginx/hash-name': row<{ route: string; option: string; name: string }>(
    'error',
    'The header or cookie of loadBalancing may hold only some characters.',
    ({ route, option, name }) => ({
      what: `loadBalancing.${option} of route ${quote(route)} is ${quote(name)}, which ingress-nginx cannot read`,
      why: 'it reads headers and cookies as variables of nginx, whose names end at any other character',
      fix: option === 'hashHeader' ? 'use a header of letters, digits and "-"' : 'use a cookie of letters, digits and "_"',
    }),
  ),
  'ingress-nginx/affinity-before-load-balancing': row<{ route: string }>(
    'error',
    'loadBalancing has no effect with sessionAffinity.',
    ({ route }) => ({
      what: `loadBalancing of route ${quote(route)} would have no effect, because the route has sessionAffinity too`,
      why: 'ingress-nginx picks the pod by the cookie alone, and a random pod for a new client',
      fix: 'remove one of the two',
    }),
  ),
  'ingress-nginx/other-namespace': row<{ what: string; object: string; namespace: string }>(
    'error',
    'The controller must allow Secrets of other namespaces.',
    ({ what, object, namespace }) => ({
      what: `${what} names ${quote(object)}, and the routes are in namespace ${quote(namespace)}`,
      why: 'ingress-nginx uses Secrets and config maps of other namespaces only if its config map allows it; otherwise it denies the routes or leaves the setting out',
      fix: 'copy the object into the namespace of the routes, or set allow-cross-namespace-resources to "true" in the config of the controller',
    }),
  ),
  'ingress-nginx/passthrough-by-name': row<{ route: string; host: string }>(
    'error',
    'TLS is passed through only for exact host names.',
    ({ route, host }) => ({
      what: `TLS for ${quote(host)} would not be passed through by route ${quote(route)}`,
      why: 'ingress-nginx compares the host name in the TLS handshake (SNI) with the hosts of rules as text, without wildcards and aliases',
      fix: 'list each host by its full name in "hosts"',
    }),
  ),
  'ingress-nginx/passthrough-off': row<{ route: string; flag: string }>(
    'error',
    'TLS passthrough must be switched on.',
    ({ route, flag }) => ({
      what: `the controller would decrypt TLS of route ${quote(route)} instead of passing it through`,
      why: `ingress-nginx passes TLS through only with its flag --${flag}`,
      fix: `set extraArgs: { ${quote(flag)}: "true" } in ControllerKind.ingressNginx()`,
    }),
  ),
  'ingress-nginx/passthrough-not-known': row<{ route: string; flag: string }>(
    'info',
    'Whether TLS passthrough is switched on could not be decided.',
    ({ route, flag }) => ({
      what: `whether TLS of route ${quote(route)} is passed through could not be decided, because the flags of the controller are not known`,
      why: `ingress-nginx passes TLS through only with its flag --${flag}, and decrypts it otherwise`,
      fix: `start the controller with --${flag}`,
    }),
  ),
  'ingress-nginx/upstream-settings-differ': row<{
    route: string;
    other: string;
    service: string;
    setting: string;
    wishes: readonly [string, string];
  }>('warning', 'Routes to one Service and port must have the same setting.', ({ route, other, service, setting, wishes }) => ({
    what: `routes ${quote(other)} and ${quote(route)} go to ${service} with different ${setting}: ${wishes.map((wish) => (wish === '' ? 'none' : quote(wish))).join(' and ')}`,
    why: 'ingress-nginx keeps one value for a Service and port, and the order of the Ingresses decides which',
    fix: 'give both routes the same value, or one of them a Service of its own that selects the same pods',
  })),
} as const;
