import { identity as awsLoadBalancerIdentity } from '../../dialects/aws-load-balancer/identity';
import type * as awsLoadBalancer from '../../dialects/aws-load-balancer/public';
import { readAwsLoadBalancerOptions } from '../../dialects/aws-load-balancer/public/shapes';
import type { DialectName } from '../../dialects/dialect';
import { identity as gatewayApiIdentity } from '../../dialects/gateway-api/identity';
import type * as gatewayApi from '../../dialects/gateway-api/public';
import { readGatewayApiOptions } from '../../dialects/gateway-api/public/shapes';
import { identity as haproxyIdentity } from '../../dialects/haproxy/identity';
import type * as haproxy from '../../dialects/haproxy/public';
import { readHaproxyOptions } from '../../dialects/haproxy/public/shapes';
import { identity } from '../../dialects/ingress-nginx/identity';
import type * as ingressNginx from '../../dialects/ingress-nginx/public';
import { readIngressNginxOptions } from '../../dialects/ingress-nginx/public/shapes';
import { identity as traefikIdentity } from '../../dialects/traefik/identity';
import * as traefik from '../../dialects/traefik/public';
import { readTraefikOptions } from '../../dialects/traefik/public/shapes';

/** The controller that serves the routes, with the install options that only this controller has. */
export class ControllerKind {
  /**
   * The controller of the Kubernetes project, `kubernetes/ingress-nginx`, in its last release, 1.15.1. It is not the controller of
   * NGINX Inc., which has a similar name.
   *
   * The project was retired in March 2026: there will be no more releases, and no fixes of bugs or vulnerabilities. Installed
   * controllers keep working, and charts and images stay available (kubernetes/ingress-nginx@controller-v1.15.1:README.md). Its
   * maintainers advise against new installations, and against any use in a cluster whose users do not trust each other.
   * @param options install options that only ingress-nginx has; not used for a controller that is installed already
   */
  public static ingressNginx(options: ingressNginx.Options = {}): ControllerKind {
    return new ControllerKind(identity.name, identity.version, readIngressNginxOptions(options));
  }

  /**
   * Gateway API v1.6, served by one of its implementations. Routes become HTTPRoutes, and a Gateway is created with listeners for their
   * hosts and certificates. The implementation is not installed: docs/gateway-api.md says how to install it.
   * @param options the implementation, and options that only Gateway API has
   */
  public static gatewayApi(options: gatewayApi.Options): ControllerKind {
    const own = readGatewayApiOptions(options);
    return new ControllerKind(gatewayApiIdentity.name, gatewayApiIdentity.version, own, own.implementation);
  }

  /**
   * The controller of HAProxy Technologies, `haproxytech/kubernetes-ingress`, in release 3.2.11. HAProxy Ingress of jcmoraisjr is a
   * different controller. Some policies become a Backend of `ingress.v3.haproxy.org`, whose CRD must be in the cluster: docs/haproxy.md
   * says which, and how.
   * @param options install options that only HAProxy has; not used for a controller that is installed already
   */
  public static haproxy(options: haproxy.Options = {}): ControllerKind {
    return new ControllerKind(haproxyIdentity.name, haproxyIdentity.version, readHaproxyOptions(options));
  }

  /**
   * The AWS Load Balancer Controller v3.5, `kubernetes-sigs/aws-load-balancer-controller`. Routes become rules of an Application Load
   * Balancer, which sends requests to pods directly; all routes of a controller share one load balancer, unless `awsLoadBalancer: {
   * groupName }` of routes selects another one.
   * @param options install options that only this controller has; for a controller that is installed already, the settings of its
   * IngressClassParams
   */
  public static awsLoadBalancer(options: awsLoadBalancer.Options = {}): ControllerKind {
    return new ControllerKind(awsLoadBalancerIdentity.name, awsLoadBalancerIdentity.version, readAwsLoadBalancerOptions(options));
  }

  /**
   * `traefik/traefik`, v3.7. Routes become IngressRoutes, and the Middlewares and other objects of Traefik that they name.
   * @param options options that only Traefik has; for an installed Traefik, the settings of its command line
   */
  public static traefik(options: traefik.Options = {}): ControllerKind {
    const own = readTraefikOptions(options);
    return new ControllerKind(traefikIdentity.name, traefikIdentity.version, own, own.provider ?? traefik.Provider.CRD);
  }

  /**
   * A Gateway that exists already.
   * @internal
   */
  public static _existingGateway(options: gatewayApi.ExistingGatewayOptions): ControllerKind {
    return new ControllerKind(gatewayApiIdentity.name, gatewayApiIdentity.version, options, options.implementation);
  }

  /** @internal */
  public readonly _dialect: DialectName;

  /** @internal */
  public readonly _options: object;

  /**
   * The implementation, if the dialect covers several.
   * @internal
   */
  public readonly _variant?: string;

  /** The project's own name, such as "ingress-nginx"; with Gateway API the implementation follows, as in "gateway-api/istio". */
  public readonly name: string;

  private constructor(
    dialect: DialectName,
    /** The release that is installed and whose behaviour this library knows, such as "1.15.1". */
    public readonly version: string,
    options: object,
    variant?: string,
  ) {
    this.name = variant === undefined ? dialect : `${dialect}/${variant}`;
    if (variant !== undefined) this._variant = variant;
    this._dialect = dialect;
    this._options = options;
  }
}
