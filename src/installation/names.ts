import type { ObjectMeta } from '../kinds/kube-object';
import type { InstallOptions } from './install-options';

/** Labels as an object carries them. */
export interface Labels {
  readonly [key: string]: string;
}

/** The common input of every installation. */
export interface Installation {
  readonly options: InstallOptions;
  readonly names: Names;
}

/** Names of the objects, which all begin with the prefix, and their metadata. A component is a part with pods of its own. */
export interface Names<Component extends string = 'controller'> {
  readonly prefix: string;
  readonly namespace: string;
  readonly controller: string;
  readonly internalService: string;
  readonly metricsService: string;
  readonly instance: Labels;
  /** Labels by which Services and workloads find the pods of a component. */
  readonly selector: (component: Component) => Labels;
  /** Labels of an object, or of pods. */
  readonly labels: (component?: Component) => Labels;
  /** Metadata of an object in the namespace. */
  readonly meta: (name: string, component: Component) => ObjectMeta;
  /** Metadata of an object of the whole cluster. */
  readonly clusterMeta: (name: string, component?: Component) => ObjectMeta;
}

/** `project` and `version` are those of the controller. */
export function namesOf<Component extends string = 'controller'>(
  { project, version }: { readonly project: string; readonly version: string },
  prefix: string,
  namespace: string,
): Names<Component> {
  const instance: Labels = { 'app.kubernetes.io/instance': prefix, 'app.kubernetes.io/name': project };
  const selector = (component: Component): Labels => ({ ...instance, 'app.kubernetes.io/component': component });
  const labels = (component?: Component): Labels => ({
    ...(component === undefined ? instance : selector(component)),
    'app.kubernetes.io/part-of': project,
    'app.kubernetes.io/version': version,
  });
  return {
    prefix,
    namespace,
    controller: `${prefix}-controller`,
    internalService: `${prefix}-controller-internal`,
    metricsService: `${prefix}-controller-metrics`,
    instance,
    selector,
    labels,
    meta: (name, component) => ({ name, namespace, labels: labels(component) }),
    clusterMeta: (name, component) => ({ name, labels: labels(component) }),
  };
}

/** Metadata with annotations, if there are any. */
export function annotated(metadata: ObjectMeta, annotations: { readonly [key: string]: string } = {}): ObjectMeta {
  return Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations };
}

/** Absent instead of empty. */
export function unlessEmpty<T extends object>(value: T | undefined): T | undefined {
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}
