import type { RouteValidationProps } from './route-validation-props';
import { readContext, readValidationProps } from './validation-shapes';

/**
 * A validation plugin of cdk8s-cli: `cdk8s synth` then reports errors and surprising behaviour of the routes in the manifests. It reads
 * all manifests of the app, also those not made with this library. An app of any language names it in its cdk8s.yaml:
 *
 *     validations:
 *       - package: cdk8s-ingress
 *         version: 1.2.3
 *         class: RouteValidation
 *         properties:
 *           failOn: warning
 *
 * Throws for unknown properties and for values of the wrong type.
 */
// cdk8s-cli (2.207.60, lib/plugins/_manager.js) loads the class from the main module of the package and from no other module. So it is
// part of the jsii assembly, as all of the main module.
export class RouteValidation {
  private readonly props: RouteValidationProps;

  /** Called by cdk8s-cli, with the `properties` of cdk8s.yaml. */
  public constructor(props: RouteValidationProps = {}) {
    this.props = readValidationProps(props);
  }

  /**
   * Reads the manifests, reports each finding as a violation, and submits the report. cdk8s-cli calls it.
   *
   * @param context the `ValidationContext` of cdk8s-cli, whose types this library does not depend on
   */
  public async validate(context: unknown): Promise<void> {
    // Loaded late, because an app does not need it.
    const { reportRoutes } = require('./report-routes') as typeof import('./report-routes');
    reportRoutes(readContext(context), this.props);
  }
}
