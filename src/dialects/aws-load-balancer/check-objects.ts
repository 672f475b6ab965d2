import { ingressView, isIngress, texts } from '../../kinds/ingress-view';
import type { KubeObject } from '../../kinds/kube-object';
import { namespaceOf } from '../../kinds/object-key';
import { annotationField } from '../../table/origin';
import type { ObjectCheck } from '../dialect';
import { ANNOTATION_TABLE } from './annotation-table';
import { checkAnnotations } from './check-annotations';
import { load } from './read/load';

/** What synth says about annotations, about objects that anybody wrote: Ingresses of the controller, and Services, which come before them. */
export const check: ObjectCheck = {
  annotations: ANNOTATION_TABLE.rows,
  findings: (objects, scope, whereOf) => {
    const managed = new Set(load(objects, scope).groups.flatMap(({ members }) => members.map(({ ingress }) => ingress.key)));
    const isRead = (object: KubeObject): boolean =>
      object.kind === 'Service' || (isIngress(object) && managed.has(ingressView(object).key));
    return objects
      .filter(isRead)
      .flatMap((object) =>
        checkAnnotations(texts(object.metadata.annotations), (key) =>
          whereOf({ kind: object.kind, namespace: namespaceOf(object), name: object.metadata.name, field: annotationField(key) }),
        ),
      );
  },
};
