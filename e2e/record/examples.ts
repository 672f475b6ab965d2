import type { KubeObject } from '../cluster/kube-api';
import { exampleManifests } from '../tests/manifests';
import { type BackendService, serviceOf } from './echo-backends';
import type { Situation, WantedRequest } from './recording';

interface Ingress extends KubeObject {
  readonly spec: {
    readonly ingressClassName?: string;
    readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths: readonly { readonly path?: string }[] } }[];
  };
}

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** What the examples route, for ingress-nginx. */
export function exampleSituations(): Situation[] {
  return exampleManifests().flatMap(({ title, objects }) => {
    const manifests = objects.filter((object): object is Ingress => object.kind === 'Ingress').filter(isOfNginx);
    if (manifests.length === 0) return [];
    const byChance = manifests.some(({ metadata }) => metadata.annotations?.[`${PREFIX}canary-weight`] !== undefined);
    const urls = [...new Set(manifests.flatMap(urlsOf))];
    const requests = urls.map((url): WantedRequest => ({ url, headers: {}, repeat: byChance ? 20 : 2 }));
    return [{ name: title, provider: 'kubernetesingressnginx', manifests, requests }];
  });
}

/** Examples for other controllers have another class. */
const isOfNginx = ({ spec: { ingressClassName = 'nginx' } }: Ingress): boolean => ingressClassName === 'nginx';

/** For a rule without a host. */
const ANY_HOST = 'any.example';

/** Around each path: itself, with and without what follows, in another case, and longer within the segment. */
function urlsOf({ spec: { rules = [] } }: Ingress): string[] {
  return rules.flatMap(({ host = ANY_HOST, http }) =>
    (http?.paths ?? []).flatMap(({ path = '/' }) => {
      // The literal part of what may be a regular expression.
      const literal = path.replaceAll('\\', '').replace(/\(.*$/, '');
      const targets =
        literal === '/' ? ['/', '/any', '/any?q=1'] : [literal, `${literal}/`, `${literal}/a/b?q=1`, `${literal}x`, literal.toUpperCase()];
      return ['https', 'http'].flatMap((scheme) => targets.map((target) => `${scheme}://${host}${target}`));
    }),
  );
}

/** The Services that these Ingresses name. */
export function servicesNamedBy(situations: readonly Situation[]): BackendService[] {
  return situations.flatMap(({ manifests }) => manifests.flatMap((ingress) => backends(ingress, ingress.metadata.namespace ?? 'default')));
}

function backends(value: unknown, namespace: string): BackendService[] {
  if (typeof value !== 'object' || value === null) return [];
  const { service } = value as { service?: { name?: string; port?: { number?: number } } };
  const own =
    service?.name === undefined || service.port?.number === undefined
      ? []
      : [serviceOf(namespace, service.name, { http: service.port.number })];
  return [...own, ...Object.values(value).flatMap((inner) => backends(inner, namespace))];
}

/** Without these Secrets, Traefik would leave out the routes that ask for a password. */
export function passwordsFor(situations: readonly Situation[]): KubeObject[] {
  const secrets = situations.flatMap(({ manifests }) =>
    manifests.flatMap(({ metadata: { annotations, namespace = 'default' } }) => {
      const name = annotations?.[`${PREFIX}auth-secret`];
      return name === undefined
        ? []
        : [{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData: { auth: 'nobody:!' } }];
    }),
  );
  return [...new Map(secrets.map((secret) => [`${secret.metadata.namespace}/${secret.metadata.name}`, secret])).values()];
}
