import type { DialectName } from '../../dialects/dialect';
import { identity as ingressNginx } from '../../dialects/ingress-nginx/identity';
import type { IngressNginxOptions } from '../../dialects/ingress-nginx/public/options';
import { readIngressNginxOptions } from '../../dialects/ingress-nginx/public/shapes';

/** Which controller serves the routes, and what it alone understands about its installation. */
export class ControllerKind {
  /**
   * The controller of the Kubernetes project, `kubernetes/ingress-nginx`, in its last release, 1.15.1. It is not the controller of
   * NGINX Inc., which is called almost the same.
   *
   * The project was retired in March 2026: there will be no more releases, no corrections, and no fixes of vulnerabilities that
   * are found from now on. What is installed keeps working, and charts and images stay where they are
   * (kubernetes/ingress-nginx@controller-v1.15.1:README.md). Its maintainers advise against installing it anew; they also
   * advise against it where users who do not trust each other share a cluster.
   * @param options what ingress-nginx alone understands; not used for a controller that is installed already
   */
  public static ingressNginx(options: IngressNginxOptions = {}): ControllerKind {
    return new ControllerKind(ingressNginx.name, ingressNginx.version, readIngressNginxOptions(options));
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
