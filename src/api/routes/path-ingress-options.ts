import type { IIngressController } from '../controller/ingress-controller';
import type { FindingSeverity } from '../finding';

import type { RoutePolicies } from './route-policies';
import type { Tls } from './tls';
import type { TlsPolicyOptions } from './tls-policy';

/** How the certificate of a client is checked. */
export enum ClientCertificateVerification {
  /** A valid certificate is required; without one the answer is 400. */
  ON = 'on',
  /** No certificate is asked for. */
  OFF = 'off',
  /** A certificate is checked if there is one. */
  OPTIONAL = 'optional',
  /** A certificate is passed on if there is one, and not checked against an authority. */
  OPTIONAL_NO_CA = 'optional_no_ca',
}

/** Certificates of clients (mTLS). */
export interface ClientCertificateOptions {
  /** Secret with `ca.crt`, the authority that signs client certificates. */
  readonly secretName: string;
  /**
   * Namespace of that Secret.
   *
   * @default - the namespace of the routes
   */
  readonly secretNamespace?: string;
  /**
   * How the certificate is checked.
   *
   * @default ClientCertificateVerification.ON
   */
  readonly verify?: ClientCertificateVerification;
  /**
   * How long the chain of certificates may be.
   *
   * @default 1
   */
  readonly verifyDepth?: number;
  /**
   * URL that a client without valid certificate is sent to.
   *
   * @default - the answer is 400
   */
  readonly errorPage?: string;
  /**
   * Whether the backend gets the certificate in a header.
   *
   * @default false
   */
  readonly passToBackend?: boolean;
}

/** Options of all routes of a PathIngress. */
export interface PathIngressProps extends RoutePolicies {
  /**
   * The controller that the routes are for.
   *
   * @default - none is named, and only what the Ingress API itself promises is allowed
   */
  readonly controller?: IIngressController;
  /**
   * The name of the IngressClass, if no controller is given.
   *
   * @default - the class of the controller; without one the default class of the cluster
   */
  readonly ingressClassName?: string;
  /**
   * The one host of all routes: a DNS name such as `shop.example.com`, or `*.example.com` for every host one label below. Short for
   * `hosts` with one member; giving both is an error.
   *
   * @default - the routes are for every host
   */
  readonly host?: string;
  /**
   * The hosts of all routes.
   *
   * @default - the one of `host`
   */
  readonly hosts?: string[];
  /**
   * The certificate of the hosts. More are added with `addTls`.
   *
   * @default - no certificate
   */
  readonly tls?: Tls;
  /**
   * Further names for the one host.
   *
   * @default - none
   */
  readonly hostAliases?: string[];
  /**
   * Where `/` redirects to, such as `/app`.
   *
   * @default - `/` is a path like others
   */
  readonly appRoot?: string;
  /**
   * Certificates of clients.
   *
   * @default - not asked for
   */
  readonly clientCertificates?: ClientCertificateOptions;
  /**
   * How clients may speak TLS with the hosts.
   *
   * @default - as the controller is set for all hosts
   */
  readonly tlsPolicy?: TlsPolicyOptions;
  /**
   * Name of the main object, whatever its kind. The names of further objects that the routes need begin or end with it.
   *
   * @default - made by the chart from the path of the construct
   */
  readonly name?: string;
  /**
   * Namespace of the routes and of the Services that they lead to.
   *
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * Labels of every object.
   *
   * @default - those of the chart
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of every object that routes become, for settings without a typed option. Those of the controller are checked as well.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * The lowest severity of a finding that stops synth.
   *
   * @default FindingSeverity.ERROR
   */
  readonly failOn?: FindingSeverity;
}
