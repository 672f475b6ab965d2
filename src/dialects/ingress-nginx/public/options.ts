import type { k8s } from 'cdk8s-plus-27';
import { CHECKED_LATER, readStruct, type Shape, struct, TEXT } from '../../../input/struct-shape';
import { IMAGE, RESOURCES } from '../../../installation/container-shapes';
import type { ImageOptions } from '../../../installation/install-options';
import type { Config } from './config';

/**
 * Where ingress-nginx runs. Each member but the last stands for a manifest that the project published with v1.15.1 as
 * `deploy/static/provider/<name>/deploy.yaml`, and installs exactly its objects.
 */
export enum Platform {
  /** Amazon Web Services with a network load balancer. */
  AWS = 'aws',
  /** Amazon Web Services with a network load balancer that terminates TLS; see `Options.awsTlsTermination`. */
  AWS_NLB_WITH_TLS_TERMINATION = 'aws-nlb-with-tls-termination',
  /** Nodes without a cloud: ports of the nodes instead of a load balancer. */
  BAREMETAL = 'baremetal',
  /** Any provider of load balancers, with no settings of one's own. */
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
   * and `udp-services`: what the manifests of release 0.30.0 set up, on the APIs of today.
   */
  AWS_CLASSIC_L4 = 'aws-classic-l4',
}

/** What ingress-nginx alone understands about its installation. */
export interface Options {
  /**
   * Where it runs: the load balancer's settings, and how the controller gets its traffic.
   * @default Platform.CLOUD
   */
  readonly platform?: Platform;

  /**
   * Settings of the controller, as entries of its config map. They are added to those of the platform and win over them.
   * @default - the platform's: proxy protocol on DO, SCW and AWS_CLASSIC_L4; see AWS_NLB_WITH_TLS_TERMINATION for its own
   */
  readonly config?: Config;

  /**
   * What names this controller in the IngressClass (`spec.controller`). A second controller in one cluster needs another value, or each
   * serves the other's Ingresses as well. A domain, a slash and a path.
   * @default "k8s.io/ingress-nginx"
   */
  readonly controllerValue?: string;

  /**
   * The only namespace whose Ingresses are served. Not with `watchNamespaceSelector`: the controller refuses to start with both.
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
   * Which Services get TCP connections, by port of the controller: "namespace/name:port", where the port is a number or a name. A further
   * ":PROXY" expects proxy protocol from the client, a second one sends it to the Service (":PROXY:PROXY", or "::PROXY" for only the
   * second). Ports that the controller itself uses are refused.
   * @default - none
   */
  readonly tcpServices?: { [port: string]: string };

  /**
   * Which Services get UDP packets, by port of the controller: "namespace/name:port", where the port is a number or a name.
   * @default - none
   */
  readonly udpServices?: { [port: string]: string };

  /**
   * What answers requests that no Ingress is for.
   * @default - the controller itself, with status 404
   */
  readonly defaultBackend?: DefaultBackend;

  /**
   * The webhook that lets the API server refuse Ingresses that would break the configuration.
   * @default - installed, with a certificate that Jobs make
   */
  readonly admissionWebhook?: AdmissionWebhookOptions;

  /**
   * How much is logged, from 0 to 10: 2 shows changes of nginx.conf, 3 details of Services, Ingresses and endpoints, 5 puts nginx
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
   * does not know are refused, and those that an option of this library sets.
   * @default - none
   */
  readonly extraArgs?: { [flag: string]: string };

  /**
   * What the platform AWS_NLB_WITH_TLS_TERMINATION must know about its account. Only with that platform.
   * @default - the placeholders of the published manifest, which do not work as they are
   */
  readonly awsTlsTermination?: AwsTlsTerminationOptions;
}

/** What a network load balancer that terminates TLS must know. */
export interface AwsTlsTerminationOptions {
  /** ARN of the certificate in AWS Certificate Manager. */
  readonly certificateArn: string;

  /** Addresses of the VPC as a CIDR: only from them the controller believes who the client is. */
  readonly vpcCidr: string;
}

const DEFAULT_BACKEND: Shape<DefaultBackendOptions> = {
  image: struct(IMAGE),
  replicas: CHECKED_LATER,
  resources: struct(RESOURCES),
};

/** What answers requests that no Ingress is for. */
export class DefaultBackend {
  /**
   * A Service that is there already; its first port is used.
   * @param reference "namespace/name"
   */
  public static service(reference: string): DefaultBackend {
    return new DefaultBackend(reference, {});
  }

  /**
   * A small server of the Kubernetes project, installed beside the controller: it answers with status 404, and with 200 on `/healthz`.
   * @param options how it runs
   */
  public static install(options: DefaultBackendOptions = {}): DefaultBackend {
    const read = readStruct(options, DEFAULT_BACKEND, { owner: 'DefaultBackend.install', where: '' });
    return new DefaultBackend(undefined, read);
  }

  private constructor(
    /** The Service, if it is there already. */
    public readonly reference: string | undefined,
    /** How the server runs that is installed. */
    public readonly options: DefaultBackendOptions,
  ) {}
}

/** How the default backend runs. */
export interface DefaultBackendOptions {
  /**
   * Image of the server; it must answer on port 8080.
   * @default - defaultbackend-amd64 1.5, pinned by digest; for amd64 nodes only
   */
  readonly image?: ImageOptions;

  /**
   * How many pods.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * What its container asks for and may use at most.
   * @default - nothing is stated
   */
  readonly resources?: k8s.ResourceRequirements;
}

/** What happens to an Ingress while the webhook cannot be reached. */
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
   * Where its certificate comes from.
   * @default - `WebhookCertificate.jobs()`
   */
  readonly certificate?: WebhookCertificate;

  /**
   * What happens to an Ingress while the webhook cannot be reached.
   * @default WebhookFailurePolicy.FAIL
   */
  readonly failurePolicy?: WebhookFailurePolicy;

  /**
   * Seconds after which the API server gives up, from 1 to 30.
   * @default - as Kubernetes does it: 10; on DigitalOcean 29
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

/** Where the certificate of the webhook comes from. */
export class WebhookCertificate {
  /**
   * Two Jobs make it once, when the manifest is applied. They run again when it is applied again after they were removed, which
   * happens as soon as they are done.
   * @param options the image of the Jobs
   */
  public static jobs(options: WebhookJobsOptions = {}): WebhookCertificate {
    return new WebhookCertificate(readStruct(options, WEBHOOK_JOBS, { owner: 'WebhookCertificate.jobs', where: '' }), undefined);
  }

  /**
   * cert-manager makes and renews it. The cluster must have cert-manager.
   * @param options who signs
   */
  public static certManager(options: WebhookCertManagerOptions = {}): WebhookCertificate {
    const read = readStruct(options, WEBHOOK_CERT_MANAGER, { owner: 'WebhookCertificate.certManager', where: '' });
    return new WebhookCertificate(undefined, read);
  }

  private constructor(
    /** How the Jobs run, if they make the certificate. */
    public readonly jobsOptions: WebhookJobsOptions | undefined,
    /** Who signs, if cert-manager makes the certificate. */
    public readonly certManagerOptions: WebhookCertManagerOptions | undefined,
  ) {}
}

/** How the Jobs run that make the certificate of the webhook. */
export interface WebhookJobsOptions {
  /**
   * Image of the Jobs.
   * @default - kube-webhook-certgen v1.6.9, pinned by digest
   */
  readonly image?: ImageOptions;
}

/** Who signs the certificate of the webhook. */
export interface WebhookCertManagerOptions {
  /**
   * Name of an issuer that cert-manager knows.
   * @default - an authority of its own, which becomes part of the installation
   */
  readonly issuerName?: string;

  /**
   * Kind of that issuer: "Issuer" in the controller's namespace, or "ClusterIssuer".
   * @default "Issuer"
   */
  readonly issuerKind?: string;
}
