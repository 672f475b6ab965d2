import { valueText } from '../value-text';
import { instead, meant, quote, row, targetKind, type Unmeant } from './row';

/** The name that was probably meant, or else the existing names. */
function likely(suggestion: string | undefined, existing: readonly string[]): string {
  if (suggestion !== undefined) return ` (did you mean ${quote(suggestion)}?)`;
  if (existing.length === 0) return '';
  return ` (there is ${existing.slice(0, 5).map(quote).join(', ')}${existing.length > 5 ? ', ...' : ''})`;
}

const MOST_HOSTS = 5;

/** Some of the hosts, and how many more there are. */
const hostsText = (hosts: readonly string[]): string =>
  hosts.slice(0, MOST_HOSTS).map(quote).join(', ') + (hosts.length > MOST_HOSTS ? ` and ${hosts.length - MOST_HOSTS} more hosts` : '');

/** Causes that only the whole app, or the choice of controller, shows. */
export const APP = {
  'feature/not-supported': row<{ subject: string; feature: string; target: string; instead: string; able: readonly string[] }>(
    'error',
    'The controller cannot do what a route asks for.',
    ({ subject, feature, target, instead, able }) => ({
      what: `${subject} asks for ${feature}, which ${target} cannot do`,
      fix: able.length === 0 ? instead : `${instead}; it can be done with ${able.join(', ')}`,
    }),
  ),
  'feature/approximate': row<{ subject: string; feature: string; target: string; differs: string }>(
    'info',
    'The controller does almost what a route asks for, with one difference.',
    ({ subject, feature, target, differs }) => ({
      what: `${subject} asks for ${feature}; with ${target} ${differs}`,
      fix: 'no action is needed if that is acceptable',
    }),
  ),
  'feature/annotations-of-another-controller': row<{ option: string; target: string }>(
    'error',
    'Settings of one controller are given with another.',
    ({ option, target }) => ({
      what: `${option} is given, but the routes go to ${target}`,
      fix: `remove ${option}, or give the PathIngress a controller of that kind`,
    }),
  ),
  'route/duplicate': row<{ route: string; type: string; other: string }>(
    'error',
    'Two routes have the same host, path, type and matches.',
    ({ route, type, other }) => ({
      what: `route ${quote(route)} (${type}) is defined twice: also in ${other}`,
      why: 'a controller would use one of them and ignore the other',
      fix: 'remove one, or use RouteTarget.weighted() or a canary to share the requests',
    }),
  ),
  'route/never-reached': row<{ route: string; by: string }>('error', 'Another route takes every request of a route.', ({ route, by }) => ({
    what: `route ${quote(route)} can never be reached: ${by} takes all its requests`,
    fix: 'remove it, or narrow the other',
  })),
  'route/never-as-meant': row<Unmeant>(
    'error',
    'No request of a route is treated as the route says.',
    ({ route, type, requests, because }) => ({
      what: `route ${quote(route)} (${type}) never behaves as it says: ${instead(requests)}`,
      ...(because === undefined ? {} : { why: because }),
      fix: 'give the route a host of its own, or change the route or setting that takes its requests; "cdk8s-ingress explain" shows how each request is routed',
    }),
  ),
  'route/takes-less': row<Unmeant>(
    'warning',
    'Some requests of a route are not treated as the route says.',
    ({ route, type, requests, because }) => ({
      what: `route ${quote(route)} (${type}) does not get all of its requests as it should: ${instead(requests)}`,
      ...(because === undefined ? {} : { why: because }),
      fix: 'change the route or setting that takes them; "cdk8s-ingress explain" shows how each request is routed',
    }),
  ),
  'route/takes-more': row<{ route: string; type: string; requests: readonly string[]; because?: string }>(
    'warning',
    'A route gets requests that are not its own.',
    ({ route, type, requests, because }) => ({
      what: `route ${quote(route)} (${type}) also takes ${requests.map(quote).join(', ')}`,
      ...(because === undefined ? {} : { why: because }),
      fix: 'give the route that causes this a host of its own, or accept it',
    }),
  ),
  'route/ignores-case': row<{ host: string; routes: number; request: string; because?: string }>(
    'info',
    'Routes also take requests whose path differs only in upper and lower case.',
    ({ host, routes, request, because }) => ({
      what: `${routes} ${routes === 1 ? 'route' : 'routes'} of ${host === '' ? 'any host' : quote(host)} ${routes === 1 ? 'ignores' : 'ignore'} case, and ${routes === 1 ? 'takes' : 'one takes'} ${quote(request)} too`,
      ...(because === undefined ? {} : { why: because }),
      fix: 'no action is needed if that is acceptable',
    }),
  ),
  'ingress/without-routes': row<Record<string, never>>('error', 'A PathIngress must route something.', () => ({
    what: 'the PathIngress has neither a route nor a default backend',
    fix: 'call addRoute() or addDefaultBackend()',
  })),
  'ingress/second-default-backend': row<Record<string, never>>('error', 'A PathIngress has at most one default backend.', () => ({
    what: 'the PathIngress has a default backend already',
    fix: 'call addDefaultBackend() once',
  })),
  'ingress/default-backend-not-service': row<{ kind: string }>('error', 'A default backend is a Service.', ({ kind }) => ({
    what: `the default backend is a ${targetKind(kind)}; the Ingress API takes one Service`,
    fix: 'use RouteTarget.service(), named() or external(), or a route for "/"',
  })),
  'host/empty': row<{ option: string }>('error', 'A host that is given must have a value.', ({ option }) => ({
    what: `${option} is given without a value`,
    why: 'a variable may not be set, and routes without a host take the requests of every host',
    fix: 'give the host, or leave the option out if the routes are for every host',
  })),
  'ingress/host-and-hosts': row<Record<string, never>>('error', 'A PathIngress takes host or hosts, not both.', () => ({
    what: 'both host and hosts are given',
    fix: 'use host for one host, or hosts for several',
  })),
  'ingress/class-without-controller': row<{ className: string; own: string }>(
    'error',
    'ingressClassName is not the class of the controller that is given.',
    ({ className, own }) => ({
      what: `ingressClassName ${quote(className)} is given with a controller whose class is ${quote(own)}`,
      fix: 'remove ingressClassName; the controller brings its own',
    }),
  ),
  'ingress/label-malformed': row<{ option: string; key: string; value: unknown; part: string }>(
    'error',
    'Kubernetes does not accept a label or annotation.',
    ({ option, key, value, part }) => {
      const isText = typeof value === 'string';
      return {
        what:
          isText || part === 'key'
            ? `${option} has ${quote(key)}: ${quote(value)}, whose ${part} Kubernetes does not accept`
            : `${option} has ${quote(key)}: ${quote(value)}, a ${value === null ? 'null' : typeof value}, and Kubernetes accepts only strings`,
        fix:
          part === 'key'
            ? 'use letters, digits, "-", "_" and "." in a key, at most 63, optionally after a domain and "/"'
            : isText
              ? 'use letters, digits, "-", "_" and "." in a value, at most 63, with a letter or digit at both ends'
              : `use a string: ${quote(valueText(value))}`,
      };
    },
  ),
  'ingress/class-annotation': row<{ key: string; className: string }>(
    'error',
    'An annotation sets the class of an Ingress a second time.',
    ({ key, className }) => ({
      what: `annotations sets ${quote(key)}, but the class is already ${quote(className)}`,
      why: 'the API server refuses an Ingress with a class in its annotations and another in its spec',
      fix: 'remove the annotation',
    }),
  ),
  'ingress/annotations-too-large': row<{ object: string; bytes: number }>(
    'error',
    'The annotations of an object must not be larger than 256 KiB.',
    ({ object, bytes }) => ({
      what: `${object} has ${bytes} bytes of annotations; the API server takes 262144`,
      fix: 'shorten the values, or set them for the whole controller',
    }),
  ),
  'name/taken': row<{ object: string; other: string }>(
    'error',
    'Two objects of one chart must not have the same name.',
    ({ object, other }) => ({
      what: `${object} is in this chart already, at ${quote(other)}`,
      why: 'of two objects with one name, the cluster keeps the one that is applied last',
      fix: 'give one of them another name',
    }),
  ),
  'backend/service-not-found': row<{ route: string; service: string; suggestion: string | undefined; existing: readonly string[] }>(
    'error',
    'A route leads to a Service that the app does not create.',
    ({ route, service, suggestion, existing }) => ({
      what: `route ${quote(route)} goes to Service ${service}, which nothing in this app creates`,
      fix: `create it, correct the name${likely(suggestion, existing)}, or mark it RouteTarget.external(...)`,
    }),
  ),
  'backend/named-service-not-found': row<{
    annotation: string;
    service: string;
    suggestion: string | undefined;
    existing: readonly string[];
  }>('warning', 'An annotation names a Service that the app does not create.', ({ annotation, service, suggestion, existing }) => ({
    what: `annotation ${quote(annotation)} names Service ${service}, which nothing in this app creates`,
    fix: `create it, or correct the name${likely(suggestion, existing)}; nothing is wrong if the cluster has it from elsewhere`,
  })),
  'backend/port-not-found': row<{ route: string; service: string; port: number | string; ports: readonly (number | string)[] }>(
    'error',
    'A route leads to a port that the Service does not have.',
    ({ route, service, port, ports }) => ({
      what: `route ${quote(route)} goes to port ${quote(port)} of Service ${service}, which has ${ports.length === 0 ? 'none' : ports.map(quote).join(', ')}`,
      why: "a route names the Service's port, not the container's",
      fix: ports.length === 0 ? 'give the Service a port' : `use ${quote(ports[0])}`,
    }),
  ),
  'backend/other-namespace': row<{ route: string; service: string; namespace: string; asked: string }>(
    'error',
    'The Service of a route is in another namespace than the route says.',
    ({ route, service, namespace, asked }) => ({
      what: `route ${quote(route)} goes to Service ${quote(service)} of namespace ${quote(asked)}, but the app creates it in ${quote(namespace)}`,
      why: 'a target without a namespace is in the namespace of the routes',
      fix: `give the PathIngress the namespace ${quote(namespace)}, or create the Service in ${quote(asked)}`,
    }),
  ),
  'route/passthrough-with-policies': row<{ route: string; wishes: readonly string[] }>(
    'error',
    'Policies have no effect on TLS that is passed through.',
    ({ route, wishes }) => ({
      what: `route ${quote(route)} passes TLS through and asks for ${wishes.join(', ')}`,
      why: 'only the Service decrypts the requests, so the controller cannot apply policies, and clients that they refuse would be let in',
      fix: 'remove these policies, or name them in "without" of the route if they are those of the PathIngress',
    }),
  ),
  'route/only-plain-http': row<{ route: string; taker: string }>(
    'warning',
    'TLS passthrough takes all TLS connections of a host.',
    ({ route, taker }) => ({
      what: `route ${quote(route)} will be served over plain http only, because route ${quote(taker)} passes all TLS of the host through`,
      why: 'before TLS is decrypted, only the name of the host is known',
      fix: 'give one of them a host of its own',
    }),
  ),
  'host/alias-routed': row<{ alias: string; other: string }>(
    'error',
    'An alias must not be a host of other routes.',
    ({ alias, other }) => ({
      what: `alias ${quote(alias)} is a host of ${quote(other)}`,
      why: 'requests for that host go to its own routes, and the alias does nothing',
      fix: 'remove it from hostAliases, or route that host in one place',
    }),
  ),
  'tls/host-not-routed': row<{ host: string; secret: string; suggestion: string | undefined; elsewhere: boolean }>(
    'error',
    'A certificate names a host that no route has.',
    ({ host, secret, suggestion, elsewhere }) => ({
      what: `TLS with ${secret} names host ${quote(host)}, which no route ${elsewhere ? 'of this PathIngress ' : ''}has${elsewhere ? '' : meant(suggestion)}`,
      fix: elsewhere
        ? 'give the certificate to the PathIngress that routes the host'
        : 'correct the host, add a route with it, or remove it: hosts need not list every name in the certificate',
    }),
  ),
  'tls/host-without-certificate': row<{ hosts: readonly string[] }>(
    'warning',
    'A host has no certificate, but other hosts of the same PathIngress do.',
    ({ hosts }) => ({
      what: `${hostsText(hosts)} ${hosts.length === 1 ? 'has' : 'have'} no certificate, but other hosts of the PathIngress do`,
      why: 'without "hosts" a certificate is for the hosts of the PathIngress, and not for the host of a single route',
      fix: `name the host: addTls(Tls.secret(name, { hosts: [${quote(hosts[0])}] })), or give it a PathIngress of its own`,
    }),
  ),
  'tls/also-without-tls': row<{ hosts: readonly string[]; controller: string }>(
    'info',
    'A controller serves hosts that have a certificate over plain http, too.',
    ({ hosts, controller }) => ({
      what: `${hostsText(hosts)} ${hosts.length === 1 ? 'is' : 'are'} served over plain http, too: ${controller} redirects nobody to https by itself`,
      why: 'other controllers redirect hosts that have a certificate, unless they are told otherwise',
      fix: 'set httpsRedirect: HttpsRedirect.WHEN_TLS, or NEVER if plain http is meant',
    }),
  ),
  'tls/host-twice': row<{ host: string; secret: string; other: string }>(
    'warning',
    'A host has two certificates.',
    ({ host, secret, other }) => ({
      what: `host ${quote(host)} has two certificates: ${secret} and ${other}`,
      why: 'a controller uses only one of them',
      fix: 'keep one, or name the hosts of each: Tls.secret(name, { hosts: [...] })',
    }),
  ),
} as const;
