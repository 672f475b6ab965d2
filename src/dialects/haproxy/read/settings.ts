import { goBoolean } from '../../../annotation-table/go-text';
import type { ClusterView, ConfigMapView } from '../../../kinds/cluster-view';
import type { ReadScope } from '../../../kinds/read-scope';
import { flagsOf, isController, snippetsThatAreOff } from '../container-flags';
import { identity } from '../identity';
import { withoutPrefixes } from './annotations';

/** What `spec.controller` of its classes begins with. */
export const CONTROLLER_NAME = 'haproxy.org/ingress-controller';

/**
 * The settings in the flags and the ConfigMap of the controller that change where requests go. Without a controller among the objects, the
 * flags are those of the Helm chart.
 *
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/utils/flags.go, main.go.
 */
export interface Settings {
  /** `--ingress.class`; empty without it. */
  readonly ingressClass: string;
  readonly takesClassless: boolean;
  readonly namespaces: { readonly only: readonly string[]; readonly without: readonly string[] };
  readonly servesExternalNames: boolean;
  /** `--default-backend-service`, `namespace/name`; empty without it. */
  readonly defaultService: string;
  /** Whether there is a certificate for hosts that have none. */
  readonly hasDefaultCertificate: boolean;
  /** Whether raw text of backends is left out. */
  readonly dropsBackendSnippets: boolean;
  /** The ConfigMap by name, without prefixes and without raw text that is left out. */
  readonly config: { readonly [name: string]: string };
}

export function settingsOf(cluster: ClusterView, scope: ReadScope): Settings {
  const container = cluster.containers.find(isController);
  const flags = flagsOf(container);
  const all = (name: string): readonly string[] => flags.get(name) ?? [];
  const last = (name: string): string => all(name).at(-1) ?? '';
  const on = (name: string): boolean => goBoolean(flags.get(name)?.at(-1)) ?? false;
  const snippetsOff = snippetsThatAreOff(container);
  const config = Object.fromEntries(
    Object.entries(withoutPrefixes(scope.settings ?? configMapOf(cluster)?.data ?? {})).filter(([name]) => !snippetsOff.has(name)),
  );
  return {
    ingressClass: container === undefined ? (scope.ingressClasses?.[0] ?? classOf(cluster)) : last('ingress.class'),
    takesClassless: on('empty-ingress-class'),
    namespaces: { only: all('namespace-whitelist'), without: all('namespace-blacklist') },
    servesExternalNames: !on('disable-service-external-name'),
    defaultService: last('default-backend-service'),
    hasDefaultCertificate: container === undefined || last('default-ssl-certificate') !== '' || (config['ssl-certificate'] ?? '') !== '',
    dropsBackendSnippets: snippetsOff.has('backend-config-snippet'),
    config,
  };
}

/** The controller can only serve a class that is named like its flag, so such a class shows the flag. */
function classOf({ classes }: ClusterView): string {
  const named = [...classes].filter(([name, { controller }]) => controller === `${CONTROLLER_NAME}/${name}`).map(([name]) => name);
  return named.includes(identity.className) ? identity.className : (named[0] ?? identity.className);
}

/** The one that the flag names; without a controller among the objects, the one with the name that the Helm chart gives. */
export function configMapOf({ containers, configMaps }: ClusterView): ConfigMapView | undefined {
  const container = containers.find(isController);
  if (container !== undefined) return configMaps.get(flagsOf(container).get('configmap')?.at(-1) ?? '');
  return [...configMaps.values()].find(({ name }) => /(?:^|-)kubernetes-ingress$/.test(name));
}
