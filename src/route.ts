import type { Service } from 'cdk8s-plus-27';
import { readStruct } from './input/struct-shape';
import {
  NAMED_TARGET,
  REDIRECT,
  REDIRECT_NAMES,
  SERVICE_ARGUMENT,
  SERVICE_TARGET,
  TLS_OPTIONS,
  WEIGHTED_TARGET,
} from './input/target-shapes';
import { targetInput } from './input/user-input';
import type { ServiceRef } from './model/neutral-route';
import type { RewriteInput, TargetInput } from './model/normalize';
import type { RoutePolicies, RoutePolicy } from './route-policies';

/** How the path of a route is compared with the path of a request. */
export enum PathType {
  /** The path itself and everything below it, by whole segments: `/foo` takes `/foo`, `/foo/` and `/foo/bar`, not `/foobar`. */
  PREFIX = 'prefix',
  /** Only the path itself, with case and trailing slash. */
  EXACT = 'exact',
  /** What the controller makes of it; written into the manifest as it is. Prefer `PREFIX`, `EXACT` or `REGEX`. */
  IMPLEMENTATION_SPECIFIC = 'implementationSpecific',
  /** A regular expression in the syntax of the controller, anchored at the start of the path and not at its end. It begins with `/`. */
  REGEX = 'regex',
}

/** The scheme of a URL. */
export enum UrlScheme {
  /** Plain http. */
  HTTP = 'http',
  /** http over TLS. */
  HTTPS = 'https',
}

/** Something that a route can lead to: a `RouteTarget`, or a construct that has one. */
export interface IRouteTarget {
  /** Where requests go. */
  asRouteTarget(): RouteTarget;
}

/** Which port of a cdk8s-plus Service requests go to, when it has several. */
export interface ServiceTargetOptions {
  /**
   * Number of the Service's port (not of the container's), from 1 to 65535.
   *
   * @default - the first port of the Service
   */
  readonly port?: number;
}

/** Further properties of a Service that is named. */
export interface NamedTargetOptions {
  /**
   * Namespace of the Service. An Ingress reaches only Services of its own namespace, so another one is an error.
   *
   * @default - the namespace of the routes
   */
  readonly namespace?: string;
}

/** One of several targets that share the requests of a route. */
export interface WeightedTarget {
  /** Where this share goes; a Service. */
  readonly target: IRouteTarget;
  /** The share, a whole number from 0 to 1 000 000; what counts is its part of the sum of all weights. */
  readonly weight: number;
}

/** Where a redirect leads; what is left out stays as it was in the request. */
export interface RedirectOptions {
  /**
   * The new path, beginning with `/`. The path and query of the request are not appended.
   *
   * @default - path and query of the request are kept
   */
  readonly path?: string;
  /**
   * The new host, a DNS name.
   *
   * @default - the host of the request
   */
  readonly hostname?: string;
  /**
   * The new scheme. To send http to https on a whole host use the policy `httpsRedirect`.
   *
   * @default - the scheme of the request
   */
  readonly scheme?: UrlScheme;
  /**
   * The new port, from 1 to 65535.
   *
   * @default - the default port of the scheme
   */
  readonly port?: number;
  /**
   * 301, 302, 303, 307 or 308.
   *
   * @default 302
   */
  readonly status?: number;
}

/** What a route leads to: a Service, several with weights, or a redirect. Holds data only. */
export class RouteTarget implements IRouteTarget {
  /** A Service of this app. */
  public static service(service: Service, options: ServiceTargetOptions = {}): RouteTarget {
    const taker = { owner: 'RouteTarget.service', where: '' };
    readStruct({ service }, SERVICE_ARGUMENT, taker);
    const { port } = readStruct(options, SERVICE_TARGET, { ...taker, words: 'an object such as { port: 80 }' });
    const namespace = service.metadata.namespace;
    return new RouteTarget({
      kind: 'service',
      service: {
        name: service.name,
        // None is an error, which the route raises.
        port: port ?? service.ports[0]?.port ?? (undefined as never),
        createdByApp: true,
        ...(namespace === undefined ? {} : { namespace }),
      },
    });
  }

  /** A Service that something in this app creates, by its name and port number. That nothing creates it is an error at synth. */
  public static named(serviceName: string, servicePort: number, options: NamedTargetOptions = {}): RouteTarget {
    return RouteTarget.byName('named', { name: serviceName, port: servicePort, createdByApp: true }, options);
  }

  /** A Service that something in this app creates, by its name and the name of its port. */
  public static namedPort(serviceName: string, portName: string, options: NamedTargetOptions = {}): RouteTarget {
    return RouteTarget.byName('namedPort', { name: serviceName, port: portName, createdByApp: true }, options);
  }

  /** A Service that is in the cluster but not part of this app; whether it exists is not checked. */
  public static external(serviceName: string, servicePort: number, options: NamedTargetOptions = {}): RouteTarget {
    return RouteTarget.byName('external', { name: serviceName, port: servicePort, createdByApp: false }, options);
  }

  /** Several Services that share the requests by weight. */
  public static weighted(...targets: WeightedTarget[]): RouteTarget {
    return new RouteTarget({
      kind: 'weighted',
      targets: targets.map((one) => {
        const { target, weight } = readStruct(one, WEIGHTED_TARGET, {
          owner: 'RouteTarget.weighted',
          where: '',
          words: 'one object after the other: { target, weight }, { target, weight }',
        });
        return { target: targetInput(target, ''), weight };
      }),
    });
  }

  /** An answer that sends the client elsewhere. */
  public static redirect(options: RedirectOptions): RouteTarget {
    const taker = { owner: 'RouteTarget.redirect', where: '', places: REDIRECT_NAMES, words: 'an object such as { path: "/new" }' };
    return new RouteTarget({ kind: 'redirect', ...readStruct(options, REDIRECT, taker) });
  }

  private static byName(called: string, service: ServiceRef, options: NamedTargetOptions): RouteTarget {
    const given = readStruct(options, NAMED_TARGET, {
      owner: `RouteTarget.${called}`,
      where: '',
      words: 'an object such as { namespace: "shop" }',
    });
    return new RouteTarget({ kind: 'service', service: { ...service, ...given } });
  }

  /** @internal */
  public readonly _input: TargetInput;

  private constructor(input: TargetInput) {
    this._input = input;
  }

  /** The target itself. */
  public asRouteTarget(): RouteTarget {
    return this;
  }
}

/** What becomes of the path of a request before the backend sees it. The query is always kept. Holds data only. */
export class Rewrite {
  /**
   * Removes the path of the route: with `/httpd`, the backend sees `/` for `/httpd` and `/httpd/`, and `/x?y` for `/httpd/x?y`;
   * `/httpdocs` is not a request of that route. For routes of type `PREFIX`.
   */
  public static stripPrefix(): Rewrite {
    return new Rewrite({ kind: 'stripPrefix' });
  }

  /**
   * Puts another path in the place of the route's: with `/v1` and the replacement `/api`, the backend sees `/api/x` for `/v1/x`.
   * For routes of type `PREFIX`.
   *
   * @param replacement begins with `/`; a trailing slash is ignored
   */
  public static replacePrefix(replacement: string): Rewrite {
    return new Rewrite({ kind: 'replacePrefix', replacement });
  }

  /**
   * Puts one path in the place of the whole path: every request of the route arrives there. This is what the classic demo's
   * `rewrite-target: /` does: `/httpd/css/site.css` arrives as `/` too, so pages lose their images and styles. Mostly
   * `stripPrefix` is meant.
   *
   * @param path begins with `/`
   */
  public static replacePath(path: string): Rewrite {
    return new Rewrite({ kind: 'replacePath', path });
  }

  /**
   * Builds the path from captures of the route's regular expression. For routes of type `REGEX`.
   *
   * @param substitution begins with `/` or `$`; `$1` to `$9` are the captures, such as `/items/$2`
   */
  public static regex(substitution: string): Rewrite {
    return new Rewrite({ kind: 'regex', substitution });
  }

  /** @internal */
  public readonly _input: RewriteInput;

  private constructor(input: RewriteInput) {
    this._input = input;
  }
}

/** Hosts that a certificate is for. */
export interface TlsOptions {
  /**
   * Names as in the certificate, such as `shop.example.com` or `*.example.com`. Each must be routed, at least one by this
   * PathIngress and others by any of the app; names in the certificate that nobody routes need not be listed.
   *
   * @default - the hosts of the PathIngress
   */
  readonly hosts?: string[];
}

const CERTIFICATE = { where: '', words: 'an object such as { hosts: ["shop.example.com"] }' };

/** Where the certificate of hosts comes from. Holds data only. */
export class Tls {
  /** The certificate of a Secret of type `kubernetes.io/tls`, in the namespace of the routes. */
  public static secret(secretName: string, options: TlsOptions = {}): Tls {
    const { hosts = [] } = readStruct(options, TLS_OPTIONS, { ...CERTIFICATE, owner: 'Tls.secret' });
    // A missing name, as from an unset variable, must not become the default certificate.
    return new Tls(hosts, secretName ?? '');
  }

  /** The default certificate of the controller. */
  public static controllerDefault(options: TlsOptions = {}): Tls {
    const { hosts = [] } = readStruct(options, TLS_OPTIONS, { ...CERTIFICATE, owner: 'Tls.controllerDefault' });
    return new Tls(hosts);
  }

  private constructor(
    /** Names that the certificate is for; empty: the hosts of the PathIngress. */
    public readonly hosts: string[],
    /** Name of the Secret; absent for the default certificate of the controller. */
    public readonly secretName?: string,
  ) {}
}

/** Which requests go to another Service. Rules are looked at in the order header, cookie, weight; the first that applies decides. */
export interface CanaryOptions {
  /** The other Service. */
  readonly target: IRouteTarget;
  /**
   * Name of a request header. Without `headerValue` and `headerPattern`, the value `always` sends a request to the canary
   * and `never` keeps it away.
   *
   * @default - no header decides
   */
  readonly header?: string;
  /**
   * The value of the header that sends a request to the canary.
   *
   * @default - `always`
   */
  readonly headerValue?: string;
  /**
   * A regular expression; where the header's value matches, the request goes to the canary.
   *
   * @default - no pattern
   */
  readonly headerPattern?: string;
  /**
   * Name of a cookie: `always` sends a request to the canary and `never` keeps it away.
   *
   * @default - no cookie decides
   */
  readonly cookie?: string;
  /**
   * How many of `weightTotal` requests go to the canary.
   *
   * @default - no share
   */
  readonly weight?: number;
  /**
   * What `weight` is a part of.
   *
   * @default 100
   */
  readonly weightTotal?: number;
}

/** How a route treats its requests, besides where they go. */
export interface RouteOptions extends RoutePolicies {
  /**
   * How the path is compared.
   *
   * @default PathType.PREFIX
   */
  readonly pathType?: PathType;
  /**
   * What becomes of the path before the backend sees it.
   *
   * @default - the path arrives as it was sent
   */
  readonly rewrite?: Rewrite;
  /**
   * A second Service for some of the requests.
   *
   * @default - all requests go to the target
   */
  readonly canary?: CanaryOptions;
  /**
   * Policies of the PathIngress that do not hold for this route, such as `RoutePolicy.BASIC_AUTH` for a health check. Other policies that are
   * left out come from the PathIngress. Its `annotations` hold for all routes.
   *
   * @default - all policies of the PathIngress hold
   */
  readonly without?: RoutePolicy[];
  /**
   * The host of this route alone.
   *
   * @default - the hosts of the PathIngress
   */
  readonly host?: string;
}
