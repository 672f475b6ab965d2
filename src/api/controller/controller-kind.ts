import type { DialectName } from '../../dialects/dialect';
import { identity } from '../../dialects/ingress-nginx/identity';
import type * as ingressNginx from '../../dialects/ingress-nginx/public';
import { readIngressNginxOptions } from '../../dialects/ingress-nginx/public/shapes';

/** The controller that serves the routes, with the install options that only this controller has. */
export class ControllerKind {
  /**
   * The controller of the Kubernetes project, `kubernetes/ingress-nginx`, in its last release, 1.15.1. It is not the controller of
   * NGINX Inc., which is called almost the same.
   *
   * The project was retired in March 2026: there will be no more releases, no corrections, and no fixes of vulnerabilities that
   * are found from now on. Installed controllers keep working, and charts and images stay available
   * (kubernetes/ingress-nginx@controller-v1.15.1:README.md). Its maintainers advise against installing it anew; they also
   * advise against it where users who do not trust each other share a cluster.
   * @param options install options that only ingress-nginx has; not used for a controller that is installed already
   */
  public static ingressNginx(options: ingressNginx.Options = {}): ControllerKind {
    return new ControllerKind(identity.name, identity.version, readIngressNginxOptions(options));
  }

  /** @internal */
  public readonly _dialect: DialectName;

  /** @internal */
  public readonly _options: object;

  /** The project's own name, such as "ingress-nginx". */
  public readonly name: string;

  private constructor(
    dialect: DialectName,
    /** The release that is installed, and whose behaviour this library knows: "1.15.1". */
    public readonly version: string,
    options: object,
  ) {
    this.name = dialect;
    this._dialect = dialect;
    this._options = options;
  }
}
