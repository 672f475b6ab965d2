import { ControllerServiceType, ControllerWorkload, ExternalTrafficPolicy } from '../../../installation/install-options';
import * as ingressNginx from '../public';

/**
 * Differences between the platforms. The base is the published manifest "cloud"; each platform lists only its changes.
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:hack/manifest-templates/provider, and for the classic load balancer
 * kubernetes/ingress-nginx@nginx-0.30.0:deploy/static/provider/aws and deploy/static/mandatory.yaml.
 */
export interface Platform {
  readonly workload: ControllerWorkload;
  readonly service: PlatformService;
  /** Ports on which the controller's container listens, beside those of the options. */
  readonly listeners: readonly Listener[];
  /** Entries of the controller's config map. */
  readonly config: { readonly [key: string]: string };
  /** Whether Ingresses report the address of the controller's Service. */
  readonly reportsService: boolean;
  /** The address that Ingresses report instead. */
  readonly reportedAddress?: string;
  readonly watchesWithoutClass: boolean;
  readonly hostPorts?: { readonly http: number; readonly https: number };
  readonly tolerations: readonly object[];
  readonly terminationGraceSeconds: number;
  readonly podAnnotations: { readonly [key: string]: string };
  readonly collectsMetrics: boolean;
  readonly webhookTimeoutSeconds?: number;
  /**
   * Names of the config maps for TCP and UDP services, after the prefix. With `always` they exist even if they are empty, and have a
   * prefix only if the user gave one.
   */
  readonly streams: { readonly tcp: string; readonly udp: string; readonly always: boolean };
}

export interface PlatformService {
  readonly type: ControllerServiceType;
  readonly externalTrafficPolicy?: ExternalTrafficPolicy;
  readonly annotations: { readonly [key: string]: string };
  /** Names of the listeners behind the two ports. */
  readonly targets: { readonly http: string; readonly https: string };
}

export interface Listener {
  readonly name: string;
  readonly port: number;
}

const LOAD_BALANCER = {
  type: ControllerServiceType.LOAD_BALANCER,
  externalTrafficPolicy: ExternalTrafficPolicy.LOCAL,
  targets: { http: 'http', https: 'https' },
} as const;

const BASE: Platform = {
  workload: ControllerWorkload.DEPLOYMENT,
  service: { ...LOAD_BALANCER, annotations: {} },
  listeners: [
    { name: 'http', port: 80 },
    { name: 'https', port: 443 },
  ],
  config: {},
  reportsService: true,
  watchesWithoutClass: false,
  tolerations: [],
  terminationGraceSeconds: 300,
  podAnnotations: {},
  collectsMetrics: false,
  streams: { tcp: 'tcp', udp: 'udp', always: false },
};

/** Values in the published manifest that every user must replace. */
export const PLACEHOLDERS = {
  certificateArn: 'arn:aws:acm:us-west-2:XXXXXXXX:certificate/XXXXXX-XXXXXXX-XXXXXXX-XXXXXXXX',
  vpcCidr: 'XXX.XXX.XXX/XX',
} as const;

/** Where the published manifest contains them. */
export const CERTIFICATE_ANNOTATION = 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert';
export const REAL_IP_SETTING = 'proxy-real-ip-cidr';

const CHANGES: { readonly [P in ingressNginx.Platform]: Partial<Platform> } = {
  [ingressNginx.Platform.CLOUD]: {},
  [ingressNginx.Platform.AWS]: {
    service: {
      ...LOAD_BALANCER,
      annotations: {
        'service.beta.kubernetes.io/aws-load-balancer-backend-protocol': 'tcp',
        'service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled': 'true',
        'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
      },
    },
  },
  [ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION]: {
    service: {
      ...LOAD_BALANCER,
      // Requests at port 443 arrive decrypted. Requests at port 80 are only redirected to HTTPS.
      targets: { http: 'tohttps', https: 'http' },
      annotations: {
        'service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout': '60',
        'service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled': 'true',
        [CERTIFICATE_ANNOTATION]: PLACEHOLDERS.certificateArn,
        'service.beta.kubernetes.io/aws-load-balancer-ssl-ports': 'https',
        'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
      },
    },
    listeners: [
      { name: 'http', port: 80 },
      { name: 'https', port: 80 },
      { name: 'tohttps', port: 2443 },
    ],
    config: {
      'http-snippet': 'server {\n  listen 2443;\n  return 308 https://$host$request_uri;\n}\n',
      [REAL_IP_SETTING]: PLACEHOLDERS.vpcCidr,
      'use-forwarded-headers': 'true',
    },
  },
  [ingressNginx.Platform.BAREMETAL]: {
    service: { type: ControllerServiceType.NODE_PORT, targets: LOAD_BALANCER.targets, annotations: {} },
    reportsService: false,
  },
  [ingressNginx.Platform.DIGITAL_OCEAN]: {
    service: { ...LOAD_BALANCER, annotations: { 'service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol': 'true' } },
    config: { 'use-proxy-protocol': 'true' },
    webhookTimeoutSeconds: 29,
  },
  [ingressNginx.Platform.EXOSCALE]: {
    workload: ControllerWorkload.DAEMON_SET,
    service: {
      ...LOAD_BALANCER,
      annotations: {
        'service.beta.kubernetes.io/exoscale-loadbalancer-description': 'NGINX Ingress Controller load balancer',
        'service.beta.kubernetes.io/exoscale-loadbalancer-service-healthcheck-interval': '10s',
        'service.beta.kubernetes.io/exoscale-loadbalancer-service-healthcheck-mode': 'http',
        'service.beta.kubernetes.io/exoscale-loadbalancer-service-healthcheck-retries': '1',
        'service.beta.kubernetes.io/exoscale-loadbalancer-service-healthcheck-timeout': '3s',
        'service.beta.kubernetes.io/exoscale-loadbalancer-service-healthcheck-uri': '/',
        'service.beta.kubernetes.io/exoscale-loadbalancer-service-strategy': 'source-hash',
      },
    },
  },
  [ingressNginx.Platform.KIND]: {
    service: { type: ControllerServiceType.LOAD_BALANCER, targets: LOAD_BALANCER.targets, annotations: {} },
    reportsService: false,
    reportedAddress: 'localhost',
    watchesWithoutClass: true,
    hostPorts: { http: 80, https: 443 },
    tolerations: [
      { effect: 'NoSchedule', key: 'node-role.kubernetes.io/master', operator: 'Equal' },
      { effect: 'NoSchedule', key: 'node-role.kubernetes.io/control-plane', operator: 'Equal' },
    ],
    terminationGraceSeconds: 0,
  },
  [ingressNginx.Platform.ORACLE]: {
    service: {
      ...LOAD_BALANCER,
      annotations: {
        'service.beta.kubernetes.io/oci-load-balancer-shape': 'flexible',
        'service.beta.kubernetes.io/oci-load-balancer-shape-flex-max': '100',
        'service.beta.kubernetes.io/oci-load-balancer-shape-flex-min': '10',
      },
    },
  },
  [ingressNginx.Platform.SCALEWAY]: {
    service: { ...LOAD_BALANCER, annotations: { 'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2': 'true' } },
    config: { 'use-proxy-protocol': 'true' },
  },
  [ingressNginx.Platform.AWS_CLASSIC_L4]: {
    service: {
      // The client's address comes with the proxy protocol, so any node may take the traffic.
      type: ControllerServiceType.LOAD_BALANCER,
      targets: LOAD_BALANCER.targets,
      annotations: {
        // Must be less than the 75 seconds for which nginx keeps a connection; otherwise the load balancer may use one that nginx has
        // just closed.
        'service.beta.kubernetes.io/aws-load-balancer-connection-idle-timeout': '60',
        'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol': '*',
      },
    },
    config: { 'use-proxy-protocol': 'true' },
    podAnnotations: { 'prometheus.io/port': '10254', 'prometheus.io/scrape': 'true' },
    collectsMetrics: true,
    streams: { tcp: 'tcp-services', udp: 'udp-services', always: true },
  },
};

export function platformOf(platform: ingressNginx.Platform): Platform {
  return { ...BASE, ...CHANGES[platform] };
}
