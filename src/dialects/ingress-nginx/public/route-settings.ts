import type { Annotations } from './annotations';

/** The risk of an annotation for other users of the same controller. */
export enum AnnotationRisk {
  /** A choice among harmless values. */
  LOW = 'Low',
  /** Text that is checked. */
  MEDIUM = 'Medium',
  /** Text that may hold regular expressions, variables or names of other hosts. */
  HIGH = 'High',
  /** Configuration that is not checked, such as snippets. */
  CRITICAL = 'Critical',
}

/** Settings of routes that only ingress-nginx has: its annotations, and the risk that is accepted. */
export interface RouteSettings extends Annotations {
  /**
   * The highest risk of an annotation that is accepted, among these and among `PathIngressProps.annotations`. Snippets are CRITICAL: they must
   * be accepted here, and allowed by the controller.
   *
   * @default AnnotationRisk.HIGH
   */
  readonly acceptedRisk?: AnnotationRisk;
}
