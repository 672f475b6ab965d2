import { checkAnnotations } from '../../annotation-table/check-annotations';
import { checkConfigMap } from '../../annotation-table/config-map';
import type { Finding } from '../../findings/finding';
import type { KubeObject } from '../../kinds/kube-object';
import type { ReadScope } from '../../kinds/read-scope';
import { annotationField, originOf } from '../../table/origin';
import type { Origin } from '../../table/routing-table';
import type { ObjectCheck } from '../dialect';
import { ANNOTATION_TABLE } from './annotation-table';
import { CONFIG_MAP_TABLE } from './config-map';
import { read } from './read';
import { clusterOf, type HaproxyCluster } from './read/backend-resources';
import { whyForeign } from './read/classes';
import { configMapOf, settingsOf } from './read/settings';

/** What synth says about the settings of routes, about objects that anybody wrote: by the same tables. */
function findings(objects: readonly KubeObject[], scope: ReadScope, whereOf: (origin: Origin) => string): readonly Finding[] {
  const cluster = clusterOf(objects, scope);
  const settings = settingsOf(cluster, scope);
  // What the table says of an annotation need not be said again.
  const { refused, frozen } = read(objects, scope);
  const told = new Set([...refused.map(({ origin }) => origin), ...frozen.flatMap(({ origins }) => origins)].map(whereOf));
  const own = cluster.ingresses.filter((view) => whyForeign(view, cluster, settings) === undefined);
  const ofAnnotations = own.flatMap((view) =>
    checkAnnotations(ANNOTATION_TABLE, view.annotations, (key) => whereOf(originOf(view, annotationField(key)))),
  );
  return [...ofAnnotations.filter(({ where }) => !told.has(where)), ...configFindings(cluster, whereOf)];
}

function configFindings(cluster: HaproxyCluster, whereOf: (origin: Origin) => string): readonly Finding[] {
  const config = configMapOf(cluster);
  if (config === undefined) return [];
  const { namespace, name, data } = config;
  return checkConfigMap(CONFIG_MAP_TABLE, data, whereOf({ kind: 'ConfigMap', namespace, name, field: 'data' }));
}

export const check: ObjectCheck = { annotations: ANNOTATION_TABLE.rows, findings };
