import { clusterView } from '../../../kinds/cluster-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ReadScope } from '../../../kinds/read-scope';
import { originOf } from '../../../table/origin';
import type { Refusal } from '../../../table/routing-table';
import { identity } from '../identity';
import { PARAMETERS } from '../kinds';
import { parametersRefusal, refusalOf } from '../model/admission';
import { type Cluster, clusterOf } from '../model/cluster';
import { type Groups, groupsOf } from '../model/groups';
import type { Settings } from '../model/settings';
import { flagsOf } from './flags';

/** What the controller gets of the objects: without those that its webhooks refuse, and divided into groups. */
export interface Loaded extends Groups {
  readonly cluster: Cluster;
  readonly settings: Settings;
  readonly refused: readonly Refusal[];
}

export function load(objects: readonly KubeObject[], scope: ReadScope): Loaded {
  const settings = flagsOf(clusterView(objects, scope), scope);
  const given = withAssumedClasses(clusterOf(objects, scope.complete === true), scope);
  const { cluster, refused } = admitted(given, settings, scope);
  return { cluster, settings, refused, ...groupsOf(cluster, settings) };
}

/** Where no IngressClass is among the manifests, those that the user names stand for the controller's. */
function withAssumedClasses(cluster: Cluster, { ingressClasses = [] }: ReadScope): Cluster {
  const named = ingressClasses.filter((name) => !cluster.classes.has(name));
  const assumed = named.map((name) => [name, { name, controller: identity.ingressClassController, isDefault: false }] as const);
  return { ...cluster, classes: new Map([...cluster.classes, ...assumed]) };
}

/** Without the objects that the webhooks refuse. */
function admitted(
  cluster: Cluster,
  settings: Settings,
  { admission }: ReadScope,
): { readonly cluster: Cluster; readonly refused: readonly Refusal[] } {
  const refused: Refusal[] = [];
  const isRefused = (origin: Refusal['origin'], because: string | undefined, there: boolean): boolean => {
    if (because === undefined) return false;
    refused.push({ origin, by: 'admission', because, ...(there ? { applied: true as const } : {}) });
    return !there;
  };
  const bypassed = admission === 'bypass';
  const ingresses = cluster.ingresses.filter(
    (ingress) =>
      !isRefused(originOf(ingress, ''), refusalOf(ingress, cluster, settings), bypassed || (admission === undefined && ingress.admitted)),
  );
  const parameters = [...cluster.parameters].filter(
    ([name, one]) => !isRefused({ kind: PARAMETERS, namespace: '', name, field: 'spec' }, parametersRefusal(one), bypassed),
  );
  return { cluster: { ...cluster, ingresses, parameters: new Map(parameters) }, refused };
}
