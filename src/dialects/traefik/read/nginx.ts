import { type ClusterView, clusterView, itemsOf } from '../../../kinds/cluster-view';
import type { IngressView } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ReadScope } from '../../../kinds/read-scope';
import { CLASS_ANNOTATION } from '../../../model/kubernetes-syntax';
import { originOf } from '../../../table/origin';
import type { Refusal, RoutingTableData } from '../../../table/routing-table';
import { nginx as identity } from '../identity';
import { classNameOf, foreignClass } from './classes';
import { middlewaresOf } from './middlewares';
import { NginxBackends } from './nginx/backends';
import { canariesOf } from './nginx/canaries';
import { NginxConfig } from './nginx/config';
import { locationsOf } from './nginx/locations';
import { lostGuards } from './nginx/lost-guards';
import { routersOf } from './nginx/routers';
import { problemOf } from './nginx/validate';
import { versionFaults } from './nginx/version-faults';
import { type StaticOptions, staticOptions } from './options';
import { certificatesOf, tableOf } from './table';
import { seenObjects, watchedBy } from './watched';

const OPTION = 'providers.kubernetesingressnginx';

/**
 * Ingresses of ingress-nginx, as Traefik reads them.
 *
 * Source: traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/build.go (`build`).
 */
export function readNginx(objects: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData {
  const cluster = clusterView(objects, scope);
  const options = staticOptions(cluster, scope);
  const refused: Refusal[] = [];
  const ignored: Refusal[] = [];
  const watched = watchedBy('kubernetesingressnginx', options, cluster);
  const mine = [...cluster.ingresses].sort(compareAge).filter((view) => {
    const foreign = watched.unseen(view.object) ?? foreignTo(view, cluster, options, scope);
    const problem = foreign === undefined ? problemOf(view, options) : undefined;
    if (foreign !== undefined) ignored.push({ origin: originOf(view, foreign.field), by: 'controller', because: foreign.because });
    if (problem !== undefined) refused.push({ ...problem, by: 'controller' });
    return foreign === undefined && problem === undefined;
  });
  const isCanary = (view: IngressView): boolean => new NginxConfig(view).isOn('canary', false);
  const regular = mine.filter((view) => !isCanary(view));
  const backends = new NginxBackends(cluster, options);
  const beside = canariesOf(mine.filter(isCanary), regular, backends);
  const places = locationsOf(regular, cluster, options, backends, beside.canaries);
  const routers = places.locations.flatMap((location) => routersOf(location, places, { cluster, options }));
  return tableOf(
    identity,
    {
      routers: routers.flatMap((one) => ('invalid' in one ? [] : one)),
      claimed: [
        ...regular.map((view) => ({ origin: originOf(view, ''), as: 'routes' as const })),
        ...[...beside.used].map((view) => ({ origin: originOf(view, ''), as: 'alternatives' as const })),
      ],
      refused: [
        ...refused,
        ...beside.refused,
        ...places.refused,
        ...lostGuards(places, options),
        ...versionFaults({ regular, cluster, options }),
        ...routers.flatMap((one) => ('invalid' in one ? [{ origin: one.origin, by: 'controller' as const, because: one.invalid }] : [])),
      ],
      ignored,
      certificates: regular.flatMap((view) => certificatesOf(view, cluster)),
    },
    options,
    middlewaresOf(seenObjects(objects.flatMap(itemsOf), options, cluster), cluster, options),
  );
}

function foreignTo(view: IngressView, cluster: ClusterView, options: StaticOptions, scope: ReadScope) {
  const because = otherClass(view, cluster, options, scope);
  return because === undefined ? undefined : { field: 'spec.ingressClassName', because };
}

/** `shouldProcess`. */
function otherClass(view: IngressView, cluster: ClusterView, options: StaticOptions, scope: ReadScope): string | undefined {
  const usualName = options.text(`${OPTION}.ingressclass`) ?? 'nginx';
  const controller = options.text(`${OPTION}.controllerclass`) ?? 'k8s.io/ingress-nginx';
  const name = classNameOf(view, cluster);
  const own = [...cluster.classes].some(([, one]) => one.controller === controller);
  if (name !== undefined && (own || !cluster.complete)) {
    const byName = options.isOn(`${OPTION}.ingressclassbyname`, false) && name === usualName;
    return byName ? undefined : foreignClass(name, cluster, scope, { controller, usualName });
  }
  const annotation = view.annotations[CLASS_ANNOTATION];
  if (annotation !== undefined) return annotation === usualName ? undefined : `its annotation ${CLASS_ANNOTATION} is "${annotation}"`;
  return options.isOn(`${OPTION}.watchingresswithoutclass`, false) ? undefined : 'it names no ingress class';
}

/** Oldest first; of the same second, later names first. What is not in a cluster yet is the newest. */
function compareAge(a: IngressView, b: IngressView): number {
  const age = second(a) - second(b);
  if (age !== 0 && !Number.isNaN(age)) return age;
  return a.key > b.key ? -1 : a.key < b.key ? 1 : 0;
}

const second = ({ created }: IngressView): number => (created === undefined ? Number.POSITIVE_INFINITY : Math.floor(created / 1000));
