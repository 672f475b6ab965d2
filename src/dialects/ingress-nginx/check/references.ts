import { didYouMean } from '../../../findings/did-you-mean';
import type { Finding } from '../../../findings/finding';
import type { KubeObject } from '../../../kinds/kube-object';
import { hasSecret } from '../../../kinds/secrets';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import { finding } from '../findings';
import { valueOr } from '../read/annotations';
import type { Collected } from '../read/collect';
import type { ParsedIngress } from '../read/ingresses';
import { configSwitch, type Settings } from '../read/settings';

type WhereOf = (origin: Origin) => string;

/** Annotations that name an object, and its kind. */
const NAMING = [
  ['auth-proxy-set-headers', 'ConfigMap'],
  ['custom-headers', 'ConfigMap'],
  ['fastcgi-params-configmap', 'ConfigMap'],
  ['auth-secret', 'Secret'],
  ['auth-tls-secret', 'Secret'],
  ['proxy-ssl-secret', 'Secret'],
  ['default-backend', 'Service'],
] as const;

/** What Ingresses refer to and the manifests do not have, and certificates for hosts without routes. */
export function checkReferences(
  { ingresses, servers, cluster, settings }: Collected,
  objects: readonly KubeObject[],
  whereOf: WhereOf,
): readonly Finding[] {
  const hosts = [...servers.values()].flatMap(({ hostname, aliases }) => [hostname, ...aliases]);
  const given = {
    ConfigMap: keysOf(objects, 'ConfigMap', settings.configMap),
    Secret: keysOf(objects, 'Secret'),
    Service: keysOf(objects, 'Service'),
  };
  // Without any object of a kind, nobody meant to give them.
  const missing = (kind: keyof typeof given, key: string, where: string): readonly Finding[] =>
    given[kind].size === 0 || given[kind].has(key) || (kind === 'Secret' && hasSecret(cluster, key))
      ? []
      : [finding('manifest/object-not-given', where, { object: `${kind} ${key}`, names: [...given[kind]] })];
  return ingresses.flatMap((ingress) => {
    const { view, annotations } = ingress;
    const at = (field: string): string => whereOf(originOf(view, field));
    const qualified = (name: string): string => (name.includes('/') ? name : `${view.namespace}/${name}`);
    return [
      ...view.tls.flatMap(({ hosts: named, secretName }, index) => [
        ...(secretName === '' ? [] : missing('Secret', qualified(secretName), at(`spec.tls[${index}].secretName`))),
        ...named.flatMap((host) => unrouted(host, hosts, at(`spec.tls[${index}]`))),
      ]),
      ...parametersElsewhere(ingress, settings, at),
      ...NAMING.flatMap(([name, kind]) => {
        const named = valueOr(annotations.said.text(name), '');
        const where = at(annotationField(annotations.keyOf(name)));
        return named === '' ? [] : missing(kind, qualified(named), where);
      }),
    ];
  });
}

/**
 * Parameters of FastCGI in another namespace: the controller goes on without them.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/fastcgi/main.go (`Parse`).
 */
function parametersElsewhere({ view, annotations }: ParsedIngress, settings: Settings, at: (field: string) => string): readonly Finding[] {
  const [namespace, name] = valueOr(annotations.said.text('fastcgi-params-configmap'), '').split('/');
  if (name === undefined || namespace === view.namespace || configSwitch(settings, 'allow-cross-namespace-resources', false)) return [];
  const field = annotationField(annotations.keyOf('fastcgi-params-configmap'));
  const because = `the controller reads parameters only from ConfigMaps of namespace "${view.namespace}"`;
  return [finding('manifest/setting-ignored', at(field), { object: `Ingress ${view.key}`, field, because })];
}

function unrouted(host: string, hosts: readonly string[], where: string): readonly Finding[] {
  const isRouted = (one: string): boolean => one === host || (host.startsWith('*.') && one.endsWith(host.slice(1)));
  return hosts.some(isRouted) ? [] : [finding('manifest/tls-host-not-routed', where, { host, suggestion: didYouMean(host, hosts) })];
}

/** The config map of the controller is often given alone, without those that Ingresses name. */
const keysOf = (objects: readonly KubeObject[], kind: string, except?: string): ReadonlySet<string> =>
  new Set(
    objects
      .filter((object) => object.kind === kind)
      .map(({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name}`)
      .filter((key) => key !== except),
  );
