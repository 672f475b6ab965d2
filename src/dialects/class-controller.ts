import { record, text } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { CLASS_ANNOTATION } from '../model/kubernetes-syntax';
import type { Identity } from './dialect';

/** The class that an Ingress names itself, by its field or by the annotation. */
export const classNameOf = ({ metadata, spec }: KubeObject): string | undefined =>
  text(record(spec).ingressClassName) || text(record(metadata.annotations)[CLASS_ANNOTATION]) || undefined;

/** Whether `spec.controller` of an IngressClass is that of a controller, or of another one of the same software in the cluster. */
export const isControllerOf = (
  { ingressClassController: own, furtherIngressClassControllers: further }: Identity,
  controller: string,
): boolean => own !== undefined && (controller === own || further?.test(controller) === true);
