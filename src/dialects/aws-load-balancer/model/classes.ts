import type { IngressView } from '../../../kinds/ingress-view';
import { selects } from '../../../kinds/label-selector';
import { CLASS_ANNOTATION } from '../../../model/kubernetes-syntax';
import { annotationField } from '../../../table/origin';
import { identity } from '../identity';
import { GROUP, PARAMETERS } from '../kinds';
import type { Cluster, IngressClass } from './cluster';
import type { Parameters } from './parameters';
import type { Settings } from './settings';

/** Whether an Ingress is the controller's, and by which parameters. */
export type Classified =
  | { readonly managed: true; readonly parameters?: Parameters }
  /** `field`: what says so. */
  | { readonly managed: false; readonly field: string; readonly because: string }
  /** The class is unusable. `fatal`: so much that no group can be loaded. */
  | { readonly managed: 'broken'; readonly because: string; readonly fatal?: true };

/**
 * The annotation comes before `spec.ingressClassName`, and with it no parameters are read.
 *
 * Sources: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/group_loader.go (`classifyIngress`), class_loader.go,
 * class_annotation_matcher.go; pkg/config/runtime_config.go (`BuildRuntimeOptions`): its cache has the watched namespace alone.
 */
export function classify(ingress: IngressView, cluster: Cluster, settings: Settings): Classified {
  const { watchNamespace } = settings;
  if (watchNamespace !== '' && ingress.namespace !== watchNamespace)
    return { managed: false, field: 'metadata.namespace', because: `the controller watches namespace "${watchNamespace}" alone` };
  const annotated = classAnnotation(ingress);
  if (annotated !== undefined)
    return isOwnAnnotation(annotated, settings)
      ? { managed: true }
      : { managed: false, field: annotationField(CLASS_ANNOTATION), because: `its class is "${annotated}"` };
  const found = classOf(ingress, cluster);
  if (found === undefined)
    return settings.ingressClass === ''
      ? { managed: true }
      : { managed: false, field: 'spec.ingressClassName', because: 'it has no class' };
  if ('because' in found) return { managed: 'broken', ...found };
  if (found.controller !== identity.ingressClassController)
    return { managed: false, field: 'spec.ingressClassName', because: `its class "${found.name}" is of controller "${found.controller}"` };
  return parametersFor(ingress, found, cluster);
}

export const classAnnotation = ({ annotations }: IngressView): string | undefined =>
  Object.hasOwn(annotations, CLASS_ANNOTATION) ? annotations[CLASS_ANNOTATION] : undefined;

export const isOwnAnnotation = (text: string, { ingressClass }: Settings): boolean =>
  text === ingressClass || (ingressClass === '' && text === 'alb');

/** The class that an Ingress names, or the default one; undefined if there is neither. */
export function classOf(
  { className }: IngressView,
  { classes, complete }: Cluster,
): IngressClass | { readonly because: string; readonly fatal?: true } | undefined {
  const defaults = [...classes.values()].filter(({ isDefault }) => isDefault);
  if (className === undefined && defaults.length > 1) return { because: 'several IngressClasses are marked as the default', fatal: true };
  const named = className ?? defaults[0]?.name;
  if (named === undefined) return undefined;
  const found = classes.get(named);
  if (found !== undefined) return found;
  if (complete) return { because: `there is no IngressClass "${named}"` };
  // Where the classes are not among the manifests, the usual name stands for the controller's.
  return { name: named, controller: named === identity.className ? identity.ingressClassController : '', isDefault: false };
}

function parametersFor(ingress: IngressView, { name, parameters: reference }: IngressClass, cluster: Cluster): Classified {
  if (reference === undefined) return { managed: true };
  if (reference.apiGroup !== GROUP || reference.kind !== PARAMETERS)
    return { managed: 'broken', because: `IngressClass "${name}" has parameters that are no ${PARAMETERS} of ${GROUP}` };
  const parameters = cluster.parameters.get(reference.name);
  if (parameters === undefined)
    return cluster.complete ? { managed: 'broken', because: `there is no ${PARAMETERS} "${reference.name}"` } : { managed: true };
  const { namespaceSelector } = parameters;
  if (namespaceSelector !== undefined && !selectsNamespace(namespaceSelector, ingress.namespace, cluster))
    return { managed: 'broken', because: `namespaceSelector of ${PARAMETERS} "${reference.name}" does not select its namespace` };
  return { managed: true, parameters };
}

/** A namespace that is not there is selected by none. */
function selectsNamespace(selector: { readonly [member: string]: unknown }, namespace: string, { namespaces, complete }: Cluster): boolean {
  const labels = namespaces.get(namespace);
  return labels === undefined ? !complete : selects(selector, labels);
}
