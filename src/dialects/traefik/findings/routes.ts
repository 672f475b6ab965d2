import { quote, row } from '../../../findings/catalogue/row';

/** Causes that lie in Traefik. */
export const TRAEFIK_FINDINGS = {
  'traefik/pattern-not-understood': row<{ route: string; pattern: string; because: string }>(
    'error',
    'A pattern is not a regular expression of Go, which Traefik uses.',
    ({ route, pattern, because }) => ({
      what: `route ${quote(route)} has the pattern ${quote(pattern)}, which Traefik refuses: ${because}`,
      why: 'its patterns are regular expressions of Go, which have no look-around, no back references and no possessive quantifiers',
      fix: 'write the pattern without it, or split the route',
    }),
  ),
  'traefik/setting-not-used': row<{ subject: string; option: string; because: string; instead: string }>(
    'error',
    'A setting has no counterpart in Traefik.',
    ({ subject, option, because, instead }) => ({
      what: `${subject} has ${option}, which would have no effect`,
      why: because,
      fix: instead,
    }),
  ),
  'traefik/middleware-name': row<{ subject: string; name: string }>(
    'error',
    'A Middleware has the name of an object, or a name with its provider.',
    ({ subject, name }) => ({
      what: `${subject} names the Middleware ${quote(name)}`,
      why: 'a name is that of a Middleware in the namespace of the routes, or has the name of a provider behind "@"',
      fix: 'use a name such as "auth", or "auth@file"',
    }),
  ),
  'traefik/service-in-two-ways': row<{ service: string; other: string }>(
    'error',
    'Traefik has one load balancer for a Service that is used in lists of Services.',
    ({ service, other }) => ({
      what: `Service ${service} has two different settings: here, and in ${other}`,
      why: 'in lists with weights or mirrors Traefik names a load balancer by its Service and port, so the settings of one of them hold for all',
      fix: 'give all routes to the Service the same policies, or give the port a Service of its own',
    }),
  ),
  'traefik/ingress-without-service': row<Record<never, never>>(
    'error',
    'An Ingress must name a Service, even if Traefik itself answers.',
    () => ({
      what: 'this PathIngress answers requests by itself, and has no Service that its Ingresses could name',
      why: 'Traefik ignores a path without a Service, and a redirect is a Middleware in front of a Service',
      fix: 'add a route or a default backend with a Service, or use traefik.Provider.CRD',
    }),
  ),
  'traefik/port-means-tls': row<{ subject: string; service: string; port: string }>(
    'error',
    'Traefik speaks TLS to ports with a certain number or name, unless an annotation of the Service says otherwise.',
    ({ subject, service, port }) => ({
      what: `${subject} goes to port ${quote(port)} of Service ${quote(service)}, to which Traefik speaks TLS`,
      why: 'it takes port 443 and ports whose name begins with "https" for TLS, and an Ingress cannot say otherwise',
      fix: 'use traefik.Provider.CRD, or another port',
    }),
  ),
  'traefik/clients-of-any-host': row<{ option: string }>(
    'error',
    'Traefik chooses the TLS options of clients by the host of a router.',
    ({ option }) => ({
      what: `${option} is given, and some route takes every host`,
      why: 'Traefik applies a TLSOption by the server name of the connection, so requests to other names would get in without it',
      fix: 'give the routes a host, or put those without a host into another PathIngress',
    }),
  ),
  'traefik/clients-in-two-ways': row<{ host: string; other: string }>(
    'error',
    'One host cannot have two different TLS options for clients.',
    ({ host, other }) => ({
      what: `${quote(host)} is served here and by ${quote(other)}, and at least one of them says how clients speak TLS`,
      why: 'if the routers of a host name different TLSOptions, Traefik falls back to its defaults for all of them and asks for no certificate',
      fix: 'put all routes of the host into one PathIngress',
    }),
  ),
} as const;
