import type { Identity } from './dialect';

/** Whether `spec.controller` of an IngressClass is that of a controller, or of another one of the same software in the cluster. */
export const isControllerOf = (
  { ingressClassController: own, furtherIngressClassControllers: further }: Identity,
  controller: string,
): boolean => own !== undefined && (controller === own || further?.test(controller) === true);
