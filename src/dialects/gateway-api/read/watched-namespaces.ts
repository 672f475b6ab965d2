import { list, record, text, texts } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import { selects } from '../../../kinds/label-selector';
import { namespaceOf } from '../../../kinds/object-key';
import type { ReadScope } from '../../../kinds/read-scope';
import type { Profile } from '../profile';
import { type Cluster, clusterOf } from './cluster';
import { optionsOf } from './entry-points';
import { type Fields, ofGroup } from './view';

/** The key of a ConfigMap: charts/gateway-helm/templates/envoy-gateway-config.yaml of envoyproxy/gateway@v1.9.1. */
const ENVOY_GATEWAY_FILE = 'envoy-gateway.yaml';

/** The same for Istio. */
const MESH = 'mesh';

interface Watch {
  readonly sees: (namespace: string) => boolean;
  /** For people. */
  readonly because: string;
  /** Whether objects of its own kinds are left out, too. */
  readonly ownKinds: boolean;
}

/** The objects that an implementation watches, and those with routes or listeners that it does not. */
export interface WatchedCluster {
  readonly cluster: Cluster;
  readonly unseen: readonly KubeObject[];
  readonly because: string;
}

/** A cluster without the objects of namespaces that the implementation is told not to watch. */
export function watchedCluster(objects: readonly KubeObject[], scope: ReadScope, profile: Profile): WatchedCluster {
  const all = clusterOf(objects, scope);
  const watch = watchOf(all, profile);
  if (watch === undefined) return { cluster: all, unseen: [], because: '' };
  const isUnseen = (object: KubeObject): boolean => isWatched(object, watch, profile) && !watch.sees(namespaceOf(object));
  const seen = all.objects.filter((object) => !isUnseen(object));
  return { cluster: clusterOf(seen, scope), unseen: all.objects.filter(isUnseen), because: watch.because };
}

function isWatched(object: KubeObject, { ownKinds }: Watch, { own }: Profile): boolean {
  if (ofGroup(object) && object.kind !== 'GatewayClass') return true;
  // Its own configuration is not read through the API.
  if (object.kind === 'ConfigMap') return [ENVOY_GATEWAY_FILE, MESH].every((key) => texts(object.data)[key] === undefined);
  if (['Service', 'EndpointSlice', 'Secret'].includes(object.kind)) return true;
  return ownKinds && own.some(({ kind, group }) => object.kind === kind && object.apiVersion.startsWith(`${group}/`));
}

function watchOf(cluster: Cluster, profile: Profile): Watch | undefined {
  const { watched } = profile;
  if (watched === undefined) return undefined;
  if (typeof watched === 'object') return watchOfNames(optionsOf(cluster, profile).get(watched.option) ?? [], false);
  const watches = SETTINGS[watched](cluster, profile).map((settings) =>
    (watched === 'meshConfig' ? ofMesh : ofEnvoyGateway)(settings, cluster),
  );
  // Who watches everything, and who has no settings, leaves nothing out.
  const given = watches.filter((one) => one !== undefined);
  if (given.length === 0 || given.length < watches.length) return undefined;
  return {
    sees: (namespace) => given.some(({ sees }) => sees(namespace)),
    because: given.map(({ because }) => because).join(', or '),
    ownKinds: true,
  };
}

function watchOfNames(values: readonly string[], ownKinds: boolean): Watch | undefined {
  const names = values.flatMap((value) => value.split(',')).map((name) => name.trim());
  if (names.every((name) => name === '')) return undefined;
  const because = `namespaces ${names.map((name) => `"${name}"`).join(', ')} alone are watched`;
  return { sees: (namespace) => names.includes(namespace), because, ownKinds };
}

// ---- settings in a ConfigMap

type SettingsReader = (cluster: Cluster, profile: Profile) => readonly Fields[];

const SETTINGS: { readonly [kind in 'envoyGateway' | 'meshConfig']: SettingsReader } = {
  envoyGateway: envoyGatewaySettings,
  meshConfig: meshSettings,
};

/** A revision has a ConfigMap of its own: manifests/charts/istio-control/istio-discovery/templates/configmap.yaml of istio/istio@eed52ebb66ad. */
export function meshSettings(cluster: Cluster): readonly Fields[] {
  // Every rule asks for them.
  let found = MESHES.get(cluster);
  if (found === undefined) {
    found = readMeshSettings(cluster);
    MESHES.set(cluster, found);
  }
  return found;
}

const MESHES = new WeakMap<Cluster, readonly Fields[]>();

function readMeshSettings(cluster: Cluster): readonly Fields[] {
  const all = documentsOf(cluster, MESH).filter(({ name }) => name === 'istio' || name.startsWith('istio-'));
  const usual = all.filter(({ name }) => name === 'istio');
  return (usual.length > 0 ? usual : all).map(({ settings }) => settings);
}

/** The configurations of Envoy Gateway. Another controller may have a name of its own. */
export function envoyGatewaySettings(cluster: Cluster, { controllers }: Profile): readonly Fields[] {
  return documentsOf(cluster, ENVOY_GATEWAY_FILE)
    .map(({ settings }) => settings)
    .filter(({ gateway }) => isAmong(controllers, text(record(gateway).controllerName)));
}

const isAmong = (controllers: readonly string[], name: string): boolean => name === '' || controllers.includes(name);

/** What a key of a ConfigMap holds as YAML. */
function documentsOf(cluster: Cluster, key: string): readonly { readonly name: string; readonly settings: Fields }[] {
  return cluster.objects.flatMap((object) => {
    const document = object.kind === 'ConfigMap' ? texts(object.data)[key] : undefined;
    const settings = document === undefined ? undefined : parsed(document);
    return settings === undefined ? [] : [{ name: object.metadata.name, settings }];
  });
}

/** The program does not start with a document that cannot be read. */
function parsed(document: string): Fields | undefined {
  const { parse } = require('yaml') as typeof import('yaml');
  try {
    return record(parse(document));
  } catch {
    return undefined;
  }
}

/**
 * envoyproxy/gateway@v1.9.1:internal/provider/kubernetes/kubernetes.go (`watchedNamespaces`), internal/provider/kubernetes/controller.go
 * (`byNamespaceSelectorEnabled`), internal/provider/kubernetes/namespace_selector_client.go.
 */
function ofEnvoyGateway({ provider }: Fields, cluster: Cluster): Watch | undefined {
  const { kubernetes, custom } = record(provider);
  const { watch } = record(kubernetes ?? record(record(custom).resource).kubernetes);
  const { type, namespaces, namespaceSelector } = record(watch);
  if (type === 'Namespaces') return watchOfNames(list(namespaces).map(text), true);
  const selector = record(namespaceSelector);
  if (type !== 'NamespaceSelector' || (selector.matchLabels === undefined && list(selector.matchExpressions).length === 0))
    return undefined;
  return watchOfSelectors([selector], cluster);
}

/** istio/istio@eed52ebb66ad:pkg/kube/namespace/filter.go. */
function ofMesh({ discoverySelectors }: Fields, cluster: Cluster): Watch | undefined {
  const selectors = list(discoverySelectors).map(record);
  return selectors.length === 0 ? undefined : watchOfSelectors(selectors, cluster);
}

function watchOfSelectors(selectors: readonly Fields[], { namespaces, complete }: Cluster): Watch {
  const sees = (namespace: string): boolean => {
    const labels = namespaces.get(namespace);
    // One that is not among the manifests is taken to have the labels that are asked for.
    return labels === undefined ? !complete : selectors.some((selector) => selects(selector, labels));
  };
  return {
    sees,
    because: `namespaces that ${selectors.map((one) => JSON.stringify(one)).join(' or ')} selects alone are watched`,
    ownKinds: true,
  };
}
