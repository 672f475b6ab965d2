import type { Annotations } from './annotations';

/** What an annotation can do to others on the same controller. */
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

/** Settings of routes that ingress-nginx alone understands: its annotations, and which of them are accepted. */
export interface RouteSettings extends Annotations {
  /**
   * The highest risk of an annotation that is accepted, among these and among `PathIngressProps.annotations`. Snippets are CRITICAL: they must
   * be accepted here, and allowed by the controller.
   *
   * @default AnnotationRisk.HIGH
   */
  readonly acceptedRisk?: AnnotationRisk;
}
