import { Construct, type IConstruct } from 'constructs';
import { fail } from '../../findings/fail';
import { CHECKED_LATER, inWords, type Place, readStruct, required, type Shape, TEXT } from '../../input/struct-shape';
import type { ServiceRef } from '../../model/neutral-route';
import type { TargetInput } from '../../model/normalize';
import { findService, usualPort } from './find-service';
import { targetInput } from './target-input';

/** The scheme of a URL. */
export enum UrlScheme {
  /** Without TLS. */
  HTTP = 'http',
  /** With TLS. */
  HTTPS = 'https',
}

/** A possible target of a route: a `RouteTarget`, or a construct that has one. */
export interface IRouteTarget {
  /** The target of the route. */
  asRouteTarget(): RouteTarget;
}

/** Which Service of a construct requests go to, and to which of its ports, if there are several. */
export interface ServiceTargetOptions {
  /**
   * Port number of the Service (not of the container), from 1 to 65535.
   *
   * @default - the only port of the Service, or of several the one that is called http or is 80, unless `portName` is given
   */
  readonly port?: number;
  /**
   * Name of the Service's port, instead of its number.
   *
   * @default - `port` gives the number
   */
  readonly portName?: string;
  /**
   * Name of the Service (`metadata.name`) in a construct that contains several.
   *
   * @default - the construct must contain exactly one Service
   */
  readonly serviceName?: string;
}

/** Further properties of a Service that is given by name. */
export interface NamedTargetOptions {
  /**
   * Namespace of the Service. With every controller that is configured by Ingresses it must be that of the routes, because an Ingress
   * reaches only Services of its own namespace.
   *
   * @default - the namespace of the routes
   */
  readonly namespace?: string;
}

/** One of several targets that share the requests of a route. */
export interface WeightedTarget {
  /** The Service that gets this share. */
  readonly target: IRouteTarget;
  /** The share, a whole number from 0 to 1 000 000, relative to the sum of all weights. */
  readonly weight: number;
}

/** The target of a redirect. Parts that are left out are those of the request. */
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

/** A response that needs no Service. */
export interface FixedResponseOptions {
  /** 200 to 299, or 400 to 599; a redirect is `RouteTarget.redirect`. */
  readonly status: number;
  /**
   * The body of the response, a text.
   *
   * @default - no body
   */
  readonly body?: string;
  /**
   * The media type of the body.
   *
   * @default "text/plain"
   */
  readonly contentType?: string;
}

/** Shapes of the options of targets. The route checks the values. */

const SERVICE_TARGET: Shape<ServiceTargetOptions> = { port: CHECKED_LATER, portName: CHECKED_LATER, serviceName: TEXT };

const NAMED_TARGET: Shape<NamedTargetOptions> = { namespace: CHECKED_LATER };

const WEIGHTED_TARGET: Shape<WeightedTarget> = {
  target: required(inWords('a Service such as RouteTarget.named("web", 80)', CHECKED_LATER)),
  weight: required(inWords('a whole number', CHECKED_LATER)),
};

const REDIRECT: Shape<RedirectOptions> = {
  path: CHECKED_LATER,
  hostname: CHECKED_LATER,
  scheme: CHECKED_LATER,
  port: CHECKED_LATER,
  status: CHECKED_LATER,
};

const FIXED_RESPONSE: Shape<FixedResponseOptions> = {
  status: required(inWords('a number such as 503', CHECKED_LATER)),
  body: CHECKED_LATER,
  contentType: CHECKED_LATER,
};

/** Names that other libraries use for the members of a redirect. */
const REDIRECT_NAMES: readonly Place[] = [
  { members: { url: CHECKED_LATER }, write: () => 'hostname and path' },
  { members: { code: CHECKED_LATER }, write: () => 'status' },
];

/**
 * The first argument of `RouteTarget.service`. The shape does not check whether it contains a Service, because that needs its whole
 * tree.
 */
const SERVICE_ARGUMENT: Shape<{ readonly service: IConstruct }> = {
  service: required({
    words:
      'a construct that is or contains a Service, of cdk8s-plus or any other library; for a Service of which only the name is known, use RouteTarget.named() or external()',
    accepts: Construct.isConstruct,
  }),
};

/** The target of a route: a Service, several with weights, a redirect, a fixed response, or TLS passthrough. */
export class RouteTarget implements IRouteTarget {
  /**
   * A Service of this app: a `Service` of any version of cdk8s-plus, a `KubeService` that `cdk8s import` wrote, an `ApiObject` of kind
   * Service and apiVersion v1, or a construct that contains exactly one such object, such as a `Chart`, `Include` or `Helm`.
   * `serviceName` chooses one of several.
   */
  public static service(service: IConstruct, options: ServiceTargetOptions = {}): RouteTarget {
    const taker = { owner: 'RouteTarget.service', where: '' };
    readStruct({ service }, SERVICE_ARGUMENT, taker);
    const { port, portName, serviceName } = readStruct(options, SERVICE_TARGET, { ...taker, words: 'an object such as { port: 80 }' });
    if (port !== undefined && portName !== undefined) fail('backend/port-and-port-name', service.node.path, { port, portName });
    const found = findService(service, serviceName);
    const { namespace } = found.metadata;
    return new RouteTarget({
      kind: 'service',
      service: {
        name: found.name,
        // If there is no port, the route raises the error.
        port: port ?? portName ?? usualPort(found) ?? (undefined as never),
        createdByApp: true,
        ...(namespace === undefined ? {} : { namespace }),
      },
    });
  }

  /** A Service that this app creates, by its name and port number. If the app does not create it, synth fails. */
  public static named(serviceName: string, servicePort: number, options: NamedTargetOptions = {}): RouteTarget {
    return RouteTarget.byName('named', { name: serviceName, port: servicePort, createdByApp: true }, options);
  }

  /** A Service that this app creates, by its name and the name of its port. If the app does not create it, synth fails. */
  public static namedPort(serviceName: string, portName: string, options: NamedTargetOptions = {}): RouteTarget {
    return RouteTarget.byName('namedPort', { name: serviceName, port: portName, createdByApp: true }, options);
  }

  /** A Service that exists in the cluster but is not part of this app. Its existence is not checked. */
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

  /** A redirect of the client to another URL. */
  public static redirect(options: RedirectOptions): RouteTarget {
    const taker = { owner: 'RouteTarget.redirect', where: '', places: REDIRECT_NAMES, words: 'an object such as { path: "/new" }' };
    return new RouteTarget({ kind: 'redirect', ...readStruct(options, REDIRECT, taker) });
  }

  /** A response that the controller gives itself, such as a notice during maintenance. */
  public static fixedResponse(options: FixedResponseOptions): RouteTarget {
    const taker = { owner: 'RouteTarget.fixedResponse', where: '', words: 'an object such as { status: 503, body: "Back at noon" }' };
    return new RouteTarget({ kind: 'fixedResponse', ...readStruct(options, FIXED_RESPONSE, taker) });
  }

  /**
   * TLS connections that are passed to a Service without being decrypted, chosen by the host name in the TLS handshake (SNI). Only for
   * the path "/" of a host. Only the Service can decrypt the requests, so policies are refused.
   *
   * @param target a Service that speaks TLS and has the certificate
   */
  public static tlsPassthrough(target: IRouteTarget): RouteTarget {
    return new RouteTarget({ kind: 'tlsPassthrough', target: targetInput(target, '') });
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
