import { quote, row } from '../../../findings/catalogue/row';

/** Causes that lie in Gateway API, in its limits or in an implementation of it. */
export const GATEWAY_API_FINDINGS = {
  'gateway-api/class-not-named': row<{ option: string }>(
    'error',
    'A Gateway needs a GatewayClass, and a GatewayClass a controller; the specification alone names none.',
    ({ option }) => ({
      what: `${option} must be given for GatewayImplementation.SPECIFICATION`,
      why: 'each implementation has a GatewayClass and a controller name of its own',
      fix: `add ${option} to ControllerKind.gatewayApi({ ... }), or name the implementation`,
    }),
  ),
  'gateway-api/option-not-used': row<{ options: readonly string[]; target: string }>(
    'error',
    'An install option has no effect, because the program that serves a Gateway is not installed by this library.',
    ({ options, target }) => ({
      what: `${options.map((one) => quote(one)).join(', ')} would have no effect with ${target}`,
      why: 'only the GatewayClass and the Gateway are made; the program that serves them is installed by its own means',
      fix: 'leave it out, and set it where the program is installed',
    }),
  ),
  'gateway-api/too-many-listeners': row<{ listeners: number; gateway: string }>(
    'error',
    'A Gateway may have 64 listeners.',
    ({ listeners, gateway }) => ({
      what: `Gateway ${gateway} would have ${listeners} listeners`,
      why: 'a Gateway may have 64: one for http, and one for each host of a certificate',
      fix: 'use a certificate for a wildcard, or give some routes to another IngressController with a gatewayName of its own',
    }),
  ),
  'gateway-api/listeners-not-ours': row<{ option: string; gateway: string }>(
    'error',
    'Listeners of a Gateway that the app does not make stay as they are.',
    ({ option, gateway }) => ({
      what: `${option} needs listeners of Gateway ${gateway}, which this app does not make`,
      why: 'IngressController.fromGateway refers to a Gateway that is there and changes nothing of it',
      fix: `leave ${option} out and set it up in the Gateway, or make the Gateway with new IngressController`,
    }),
  ),
  'gateway-api/clients-without-certificate': row<{ option: string }>(
    'error',
    'How clients speak TLS is said of the listeners that the certificates of a construct make.',
    ({ option }) => ({
      what: `${option} is given, and there is no certificate beside it`,
      why: 'it is said of the listeners for https, which a Gateway has for each host of a certificate',
      fix: `add tls: Tls.secret(...) to the same PathIngress, or leave ${option} out`,
    }),
  ),
  'gateway-api/listener-in-two-ways': row<{ host: string; other: string }>(
    'error',
    'Clients cannot speak TLS to one host in two ways.',
    ({ host, other }) => ({
      what: `TLS of clients for ${quote(host)} differs from that of ${quote(other)}`,
      why: 'a Gateway has one listener for each host of a certificate',
      fix: 'give both the same tlsPolicy and clientCertificates',
    }),
  ),
  'gateway-api/certificate-elsewhere': row<{ host: string; other: string }>(
    'error',
    'Requests are sent to https only by constructs that have the certificate themselves.',
    ({ host, other }) => ({
      what: `httpsRedirect is given for ${quote(host)}, whose certificate is in ${quote(other)}`,
      why: 'the routes of the http listener and of the https listener are objects of the construct that has the certificate',
      fix: 'add tls: Tls.secret(...) with the same Secret here too',
    }),
  ),
  'gateway-api/https-not-served': row<{ hosts: readonly string[] }>(
    'warning',
    'Requests are sent to https, and the Gateway has no certificate to serve it with.',
    ({ hosts }) => ({
      what: `http requests to ${hosts.map((host) => quote(host)).join(', ')} are sent to https, which this Gateway does not serve`,
      why: 'there is no certificate for the host, so the Gateway has no listener for it',
      fix: 'add Tls.secret(...) with a certificate for the host, unless something in front of the Gateway serves https',
    }),
  ),
  'gateway-api/pattern-not-understood': row<{ route: string; part: string; target: string }>(
    'error',
    'A pattern uses what RE2 does not have.',
    ({ route, part, target }) => ({
      what: `route ${quote(route)} has ${quote(part)} in a pattern, which ${target} refuses`,
      why: 'its patterns are of RE2, which has no look-around, no back references and no possessive quantifiers',
      fix: 'write the pattern without it, or split the route',
    }),
  ),
  'gateway-api/root-not-replaced': row<{ route: string; target: string }>(
    'error',
    'An implementation puts no slash between a replacement of the prefix "/" and the path.',
    ({ route, target }) => ({
      what: `route ${quote(route)} puts a path before every path, which ${target} does without a slash between`,
      why: 'it puts the text in the place of "/" and takes a slash at its end away: "/site" and "/a" become "/sitea"',
      fix: 'let the backend serve the paths as they are, or give each path below "/" a route of its own',
    }),
  ),
  'gateway-api/pattern-hidden': row<{ route: string; host: string; target: string }>(
    'error',
    'An implementation looks at regular expressions last, and never on a host with a route for "/".',
    ({ route, host, target }) => ({
      what: `route ${quote(route)} takes no request, because ${target} gives them all to the route for "/" of ${quote(host)}`,
      why: 'every prefix precedes a regular expression there, and "/" is a prefix of every path',
      fix: 'give the pattern a host of its own, write it as prefixes, or leave out the route for "/"',
    }),
  ),
  'gateway-api/port-by-name': row<{ route: string; service: string; port: string }>(
    'error',
    'An HTTPRoute names a port by its number.',
    ({ route, service, port }) => ({
      what: `route ${quote(route)} names port ${quote(port)} of Service ${service}, and its number is not known`,
      why: 'an HTTPRoute takes numbers alone, and nothing in this app creates a Service with a port of that name',
      fix: 'give the number of the port',
    }),
  ),
  'gateway-api/too-many-values': row<{ route: string; values: string; count: number; most: number }>(
    'error',
    'A rule of an HTTPRoute has limits.',
    ({ route, values, count, most }) => ({
      what: `route ${quote(route)} has ${count} ${values}, and an HTTPRoute takes ${most}`,
      fix: `use at most ${most}`,
    }),
  ),
  'gateway-api/condition-twice': row<{ route: string; condition: string }>(
    'error',
    'A canary adds a second condition on a header or parameter to those of its route.',
    ({ route, condition }) => ({
      what: `route ${quote(route)} and its canary both compare ${quote(condition)}`,
      why: 'of two conditions on one header or parameter Gateway API leaves the second one out',
      fix: 'make it a route of its own with one condition',
    }),
  ),
  'gateway-api/service-in-two-ways': row<{ service: string; other: string }>(
    'error',
    'A BackendTLSPolicy holds for every route to its Service.',
    ({ service, other }) => ({
      what: `Service ${service} is spoken to in two ways: here, and in ${other}`,
      why: 'a BackendTLSPolicy is of a Service and not of a route, so it holds for all routes to it',
      fix: 'give all routes to the Service the same backendProtocol and backendTls, or give the port a Service of its own',
    }),
  ),
  'gateway-api/setting-not-used': row<{ subject: string; option: string; because: string; instead: string }>(
    'error',
    'A setting has no counterpart.',
    ({ subject, option, because, instead }) => ({
      what: `${subject} has ${option}, which would have no effect`,
      why: because,
      fix: instead,
    }),
  ),
} as const;
