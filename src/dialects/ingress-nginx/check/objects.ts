import type { Finding } from '../../../findings/finding';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ReadScope } from '../../../kinds/read-scope';
import type { Origin } from '../../../table/routing-table';
import type { ObjectCheck } from '../../dialect';
import { ANNOTATION_TABLE } from '../annotation-table';
import { annotationFindings } from '../check-annotations';
import { checkConfigMap } from '../check-config-map';
import { collect } from '../read/collect';
import { annotationField, originOf } from '../read/ingresses';
import { checkEffects } from './effects';

/** What synth says about the settings of routes, about objects that anybody wrote: by the same tables. */
function findings(objects: readonly KubeObject[], scope: ReadScope, whereOf: (origin: Origin) => string): readonly Finding[] {
  const collected = collect(objects, scope);
  const { cluster, settings, verdicts } = collected;
  const own = verdicts.flatMap(({ view, foreign }) => (foreign === undefined ? [view] : []));
  const config = settings.configMap === undefined ? undefined : cluster.configMaps.get(settings.configMap);
  return [
    ...own.flatMap((view) =>
      annotationFindings(view.annotations, settings.annotationsPrefix, (key) => whereOf(originOf(view, annotationField(key)))),
    ),
    // What nginx does not load is said by the table.
    ...(config === undefined
      ? []
      : checkConfigMap(config.data, whereOf({ kind: 'ConfigMap', namespace: config.namespace, name: config.name, field: 'data' })).filter(
          ({ code }) => code !== 'config/stops-nginx',
        )),
    ...checkEffects(collected, whereOf),
  ];
}

export const check: ObjectCheck = { annotations: ANNOTATION_TABLE.rows, findings };
