import { dirname } from 'node:path';
import type { KubeObject } from '../cluster/kube-api';
import { exampleManifests, isGatewayClass, type Manifest } from '../tests/manifests';
import { type BackendService, serviceOf } from './echo-backends';
import { providerOf } from './providers';
import type { Situation, WantedRequest } from './recording';

interface Ingress extends KubeObject {
  readonly spec: {
    readonly ingressClassName?: string;
    readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths: readonly { readonly path?: string }[] } }[];
  };
}

interface HttpRoute extends KubeObject {
  readonly spec: {
    readonly hostnames?: readonly string[];
    readonly rules?: readonly { readonly matches?: readonly { readonly path?: { readonly value?: string } }[] }[];
  };
}

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** What the examples route, for ingress-nginx and for Envoy Gateway. */
export function exampleSituations(): Situation[] {
  const all = exampleManifests();
  return [...all.flatMap(ofIngressNginx), ...all.filter(hasEnvoysClass).map((manifest) => ofEnvoyGateway(manifest, all))];
}

function ofIngressNginx({ title, objects }: Manifest): Situation[] {
  const manifests = objects.filter((object): object is Ingress => object.kind === 'Ingress').filter(isOfNginx);
  if (manifests.length === 0) return [];
  const byChance = manifests.some(({ metadata }) => metadata.annotations?.[`${PREFIX}canary-weight`] !== undefined);
  const requests = requestsTo(manifests.flatMap(urlsOf), byChance);
  return [{ name: title, provider: 'kubernetesingressnginx', manifests, requests }];
}

/** With the routes of other files of the example, which have no Gateway themselves; and of the class that all Gateways of the recording have. */
function ofEnvoyGateway({ title, objects }: Manifest, all: readonly Manifest[]): Situation {
  const beside = all.filter((one) => dirname(one.title) === dirname(title) && !one.objects.some(({ kind }) => kind === 'Gateway'));
  const { name: provider, className } = providerOf('envoy-gateway');
  const manifests = [objects, ...beside.map((one) => one.objects)]
    .flat()
    .filter(({ apiVersion, kind }) => apiVersion.startsWith('gateway.') && kind !== 'GatewayClass')
    .map((object) => (isGateway(object) ? { ...object, spec: { ...object.spec, gatewayClassName: className } } : object));
  const routes = manifests.filter((object): object is HttpRoute => object.kind === 'HTTPRoute');
  const hosts = [...new Set(routes.flatMap(({ spec }) => spec.hostnames ?? []))];
  const requests = requestsTo(
    routes.flatMap((one) => routeUrls(one, hosts)),
    true,
  );
  return { name: title, provider, manifests, requests };
}

interface Gateway extends KubeObject {
  readonly spec: { readonly gatewayClassName: string };
}

const isGateway = (object: KubeObject): object is Gateway => object.kind === 'Gateway';

const hasEnvoysClass = ({ objects }: Manifest): boolean =>
  objects.filter(isGatewayClass).some(({ spec }) => spec.controllerName === providerOf('envoy-gateway').classController);

function requestsTo(urls: readonly string[], byChance: boolean): WantedRequest[] {
  return [...new Set(urls)].map((url) => ({ url, headers: {}, repeat: byChance ? 20 : 2 }));
}

/** Examples for other controllers have another class. */
const isOfNginx = ({ spec: { ingressClassName = 'nginx' } }: Ingress): boolean => ingressClassName === 'nginx';

/** For a rule without a host. */
const ANY_HOST = 'any.example';

function urlsOf({ spec: { rules = [] } }: Ingress): string[] {
  return rules.flatMap(({ host = ANY_HOST, http }) => (http?.paths ?? []).flatMap(({ path = '/' }) => urlsAround(host, path)));
}

/** A route without hostnames is for those of other routes, too. */
function routeUrls({ spec: { hostnames, rules = [] } }: HttpRoute, others: readonly string[]): string[] {
  const paths = rules.flatMap(({ matches = [] }) => matches.map(({ path }) => path?.value ?? '/'));
  return (hostnames ?? [ANY_HOST, ...others]).flatMap((host) => paths.flatMap((path) => urlsAround(host, path)));
}

/** Around each path: itself, with and without what follows, in another case, and longer within the segment. */
function urlsAround(host: string, path: string): string[] {
  // The literal part of what may be a regular expression.
  const literal = path.replaceAll('\\', '').replace(/\(.*$/, '');
  const targets =
    literal === '/' ? ['/', '/any', '/any?q=1'] : [literal, `${literal}/`, `${literal}/a/b?q=1`, `${literal}x`, literal.toUpperCase()];
  return ['https', 'http'].flatMap((scheme) => targets.map((target) => `${scheme}://${host}${target}`));
}

/** The Services that these objects name. */
export function servicesNamedBy(situations: readonly Situation[]): BackendService[] {
  return situations.flatMap(({ manifests }) => manifests.flatMap((ingress) => backends(ingress, ingress.metadata.namespace ?? 'default')));
}

function backends(value: unknown, namespace: string): BackendService[] {
  if (typeof value !== 'object' || value === null) return [];
  const { service, backendRefs = [] } = value as {
    service?: { name?: string; port?: { number?: number } };
    backendRefs?: readonly BackendRef[];
  };
  const own =
    service?.name === undefined || service.port?.number === undefined
      ? []
      : [serviceOf(namespace, service.name, { http: service.port.number })];
  const referred = backendRefs.map((ref) => serviceOf(ref.namespace ?? namespace, ref.name, { http: ref.port }));
  return [...own, ...referred, ...Object.values(value).flatMap((inner) => backends(inner, namespace))];
}

interface BackendRef {
  readonly name: string;
  readonly namespace?: string;
  readonly port: number;
}

interface SecurityPolicy extends KubeObject {
  readonly spec: { readonly basicAuth?: { readonly users: { readonly name: string } } };
}

/** Without these Secrets, the routes that ask for a password would be left out. */
export function passwordsFor(situations: readonly Situation[]): KubeObject[] {
  const secrets = situations.flatMap(({ manifests }) =>
    manifests.flatMap((object) => {
      const { annotations, namespace = 'default' } = object.metadata;
      const name = annotations?.[`${PREFIX}auth-secret`] ?? (object as SecurityPolicy).spec?.basicAuth?.users.name;
      if (name === undefined) return [];
      // Each program reads one of the two.
      const stringData = { auth: 'nobody:!', '.htpasswd': 'nobody:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=' };
      return [{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData }];
    }),
  );
  return [...new Map(secrets.map((secret) => [`${secret.metadata.namespace}/${secret.metadata.name}`, secret])).values()];
}
