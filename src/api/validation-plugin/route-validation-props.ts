import type { FindingSeverity } from '../finding';

/** Properties of `RouteValidation`: the entries below `properties` in cdk8s.yaml. */
export interface RouteValidationProps {
  /**
   * The lowest severity of a finding that fails the validation: `error`, `warning` or `info`. Findings below it are reported too.
   *
   * @default FindingSeverity.ERROR
   */
  readonly failOn?: FindingSeverity;
  /**
   * The controller that will read the manifests: `ingress-nginx`, or `portable` for what the Ingress API alone promises.
   *
   * @default - the manifests decide: an IngressClass, the name of the class, or annotations of a controller
   */
  readonly controller?: string;
  /**
   * Names of the ingress class of the controller, where no IngressClass is among the manifests. Ingresses that name no class get the
   * first.
   *
   * @default - the class that the manifests show, or the one that the controller has by default
   */
  readonly classes?: string[];
}
