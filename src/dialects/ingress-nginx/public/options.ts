import type { k8s } from 'cdk8s-plus-27';
import { CHECKED_LATER, readStruct, type Shape, struct, TEXT } from '../../../input/struct-shape';
import { IMAGE, RESOURCES } from '../../../installation/container-shapes';
import type { ImageOptions } from '../../../installation/image-options';
import type { Config } from './config';

/**
 * The environment in which ingress-nginx runs. Each member except the last installs exactly the objects of the manifest that the
 * project published with v1.15.1 as `deploy/static/provider/<name>/deploy.yaml`.
 */
export enum Platform {
  /** Amazon Web Services with a network load balancer. */
  AWS = 'aws',
  /** Amazon Web Services with a network load balancer that terminates TLS; see `Options.awsTlsTermination`. */
  AWS_NLB_WITH_TLS_TERMINATION = 'aws-nlb-with-tls-termination',
  /** Nodes without a cloud provider: ports of the nodes instead of a load balancer. */
  BAREMETAL = 'baremetal',
  /** Any cloud provider with load balancers, without specific settings. */
  CLOUD = 'cloud',
  /** DigitalOcean, with proxy protocol; the published folder is `do`. */
  DIGITAL_OCEAN = 'digital-ocean',
  /** Exoscale: a DaemonSet. */
  EXOSCALE = 'exoscale',
  /** A kind cluster: ports 80 and 443 of the node. */
  KIND = 'kind',
  /** Oracle Cloud Infrastructure with a flexible load balancer. */
  ORACLE = 'oracle',
  /** Scaleway, with proxy protocol; the published folder is `scw`. */
  SCALEWAY = 'scaleway',
  /**
   * Amazon Web Services with a classic load balancer on layer 4 and proxy protocol on both ends, plus the config maps `tcp-services`
   * and `udp-services`: the setup of the manifests of release 0.30.0, with current API versions.
   */
  AWS_CLASSIC_L4 = 'aws-classic-l4',
}

/** Install options that only ingress-nginx has. */
export interface Options {
  /**
   * The environment: settings of the load balancer, and how the controller gets its traffic.
   * @default Platform.CLOUD
   */
  readonly platform?: Platform;

  /**
   * Settings of the controller, as entries of its config map. They are added to those of the platform and override them.
   * @default - the platform's: proxy protocol on DIGITAL_OCEAN, SCALEWAY and AWS_CLASSIC_L4; AWS_NLB_WITH_TLS_TERMINATION has further ones
   */
  readonly config?: Config;

  /**
   * The name of this controller in the IngressClass (`spec.controller`): a domain, a slash and a path. A second controller in one
   * cluster needs another value; otherwise each also serves the Ingresses of the other.
   * @default "k8s.io/ingress-nginx"
   */
  readonly controllerValue?: string;

  /**
   * The only namespace whose Ingresses are served. Not with `watchNamespaceSelector`: the controller does not start with both.
   * @default - all namespaces
   */
  readonly watchNamespace?: string;

  /**
   * Selects the namespaces whose Ingresses are served by their labels, such as "team=shop,stage!=test".
   * @default - all namespaces
   */
  readonly watchNamespaceSelector?: string;

  /**
   * Whether Ingresses without any class are served too.
   * @default - the platform's: true on kind, false elsewhere
   */
  readonly watchIngressWithoutClass?: boolean;

  /**
   * Services that get TCP connections, by port of the controller: "namespace/name:port", where the port is a number or a name. A
   * further ":PROXY" expects proxy protocol from the client, a second one sends it to the Service (":PROXY:PROXY", or "::PROXY" for
   * only the second). Ports that the controller itself uses are refused.
   * @default - none
   */
  readonly tcpServices?: { [port: string]: string };

  /**
   * Services that get UDP packets, by port of the controller: "namespace/name:port", where the port is a number or a name.
   * @default - none
   */
  readonly udpServices?: { [port: string]: string };

  /**
   * The server that answers requests that no Ingress matches.
   * @default - the controller itself, with status 404
   */
  readonly defaultBackend?: DefaultBackend;

  /**
   * The webhook that lets the API server refuse Ingresses that would break the configuration.
   * @default - installed, with a certificate that Jobs create
   */
  readonly admissionWebhook?: AdmissionWebhookOptions;

  /**
   * Verbosity of the log, from 0 to 10: 2 shows changes of nginx.conf, 3 details of Services, Ingresses and endpoints, 5 puts nginx
   * into debug mode (kubernetes/ingress-nginx@controller-v1.15.1:docs/troubleshooting.md).
   * @default - 0
   */
  readonly logLevel?: number;

  /**
   * Address, or addresses separated by commas, that Ingresses report instead of the Service's.
   * @default - the platform's: that of the Service, but "localhost" on kind, and the nodes' on bare metal
   */
  readonly publishStatusAddress?: string;

  /**
   * Further flags of the controller without the two dashes, such as `{ "enable-ssl-passthrough": "true" }`. Flags that the controller
   * does not know, and flags that an option of this library sets, are refused.
   * @default - none
   */
  readonly extraArgs?: { [flag: string]: string };

  /**
   * Settings of the AWS account for platform AWS_NLB_WITH_TLS_TERMINATION. Only with that platform.
   * @default - the placeholders of the published manifest, which must be replaced
   */
  readonly awsTlsTermination?: AwsTlsTerminationOptions;
}

/** Settings of a network load balancer that terminates TLS. */
export interface AwsTlsTerminationOptions {
  /** ARN of the certificate in AWS Certificate Manager. */
  readonly certificateArn: string;

  /** Addresses of the VPC as a CIDR: the controller trusts forwarded client addresses only from these. */
  readonly vpcCidr: string;
}

const DEFAULT_BACKEND: Shape<DefaultBackendOptions> = {
  image: struct(IMAGE),
  replicas: CHECKED_LATER,
  resources: struct(RESOURCES),
};

/** The server that answers requests that no Ingress matches. */
export class DefaultBackend {
  /**
   * A Service that exists already; its first port is used.
   * @param reference "namespace/name"
   */
  public static service(reference: string): DefaultBackend {
    return new DefaultBackend(reference, {});
  }

  /**
   * A small server of the Kubernetes project, installed beside the controller: it answers with status 404, and with 200 on `/healthz`.
   * @param options settings of the server
   */
  public static install(options: DefaultBackendOptions = {}): DefaultBackend {
    const read = readStruct(options, DEFAULT_BACKEND, { owner: 'DefaultBackend.install', where: '' });
    return new DefaultBackend(undefined, read);
  }

  private constructor(
    /** The Service, if it exists already. */
    public readonly reference: string | undefined,
    /** Settings of the server, if it is installed. */
    public readonly options: DefaultBackendOptions,
  ) {}
}

/** Settings of a default backend that is installed. */
export interface DefaultBackendOptions {
  /**
   * Image of the server; it must answer on port 8080.
   * @default - defaultbackend-amd64 1.5, pinned by digest; for amd64 nodes only
   */
  readonly image?: ImageOptions;

  /**
   * Number of pods.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Resource requests and limits of its container.
   * @default - none
   */
  readonly resources?: k8s.ResourceRequirements;
}

/** What the API server does with an Ingress while the webhook cannot be reached. */
export enum WebhookFailurePolicy {
  /** It is refused. */
  FAIL = 'Fail',
  /** It is accepted unchecked. */
  IGNORE = 'Ignore',
}

/** The webhook that checks Ingresses. */
export interface AdmissionWebhookOptions {
  /**
   * Whether it is installed. Without it a wrong Ingress is accepted, and the controller logs an error.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The source of its certificate.
   * @default - `WebhookCertificate.jobs()`
   */
  readonly certificate?: WebhookCertificate;

  /**
   * What the API server does with an Ingress while the webhook cannot be reached.
   * @default WebhookFailurePolicy.FAIL
   */
  readonly failurePolicy?: WebhookFailurePolicy;

  /**
   * Timeout of a call by the API server, from 1 to 30 seconds.
   * @default - the default of Kubernetes: 10; on DigitalOcean 29
   */
  readonly timeoutSeconds?: number;

  /**
   * Namespaces whose Ingresses are checked.
   * @default - all
   */
  readonly namespaceSelector?: k8s.LabelSelector;

  /**
   * Ingresses that are checked.
   * @default - all
   */
  readonly objectSelector?: k8s.LabelSelector;
}

const WEBHOOK_JOBS: Shape<WebhookJobsOptions> = { image: struct(IMAGE) };

const WEBHOOK_CERT_MANAGER: Shape<WebhookCertManagerOptions> = { issuerName: TEXT, issuerKind: TEXT };

/** The source of the certificate of the webhook. */
export class WebhookCertificate {
  /**
   * Two Jobs create it when the manifest is applied. They are removed as soon as they are done, so they run again when the manifest is
   * applied again.
   * @param options the image of the Jobs
   */
  public static jobs(options: WebhookJobsOptions = {}): WebhookCertificate {
    return new WebhookCertificate(readStruct(options, WEBHOOK_JOBS, { owner: 'WebhookCertificate.jobs', where: '' }), undefined);
  }

  /**
   * cert-manager creates and renews it. The cluster must have cert-manager.
   * @param options the issuer that signs
   */
  public static certManager(options: WebhookCertManagerOptions = {}): WebhookCertificate {
    const read = readStruct(options, WEBHOOK_CERT_MANAGER, { owner: 'WebhookCertificate.certManager', where: '' });
    return new WebhookCertificate(undefined, read);
  }

  private constructor(
    /** Settings of the Jobs, if they create the certificate. */
    public readonly jobsOptions: WebhookJobsOptions | undefined,
    /** The issuer, if cert-manager creates the certificate. */
    public readonly certManagerOptions: WebhookCertManagerOptions | undefined,
  ) {}
}

/** Settings of the Jobs that create the certificate of the webhook. */
export interface WebhookJobsOptions {
  /**
   * Image of the Jobs.
   * @default - kube-webhook-certgen v1.6.9, pinned by digest
   */
  readonly image?: ImageOptions;
}

/** The issuer of the certificate of the webhook. */
export interface WebhookCertManagerOptions {
  /**
   * Name of an issuer of cert-manager.
   * @default - a self-signed CA, which is part of the installation
   */
  readonly issuerName?: string;

  /**
   * Kind of that issuer: "Issuer" in the controller's namespace, or "ClusterIssuer".
   * @default "Issuer"
   */
  readonly issuerKind?: string;
}
