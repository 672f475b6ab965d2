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
   * The controller that will read the manifests, by the name that `--controller` takes, such as `ingress-nginx`, `traefik/crd` or
   * `gateway-api/istio`; `portable` for the guarantees of the Ingress API alone.
   *
   * @default - found from the manifests: by an IngressClass, the name of the class, or annotations of a controller
   */
  readonly controller?: string;
  /**
   * Names of the ingress classes of the controller, if no IngressClass is among the manifests. Ingresses without a class get the first.
   *
   * @default - the class in the manifests, or the default class of the controller
   */
  readonly classes?: string[];
}
