import { image } from '../../../installation/images';
import type { ControllerServiceOptions, HostPorts, InstallOptions } from '../../../installation/install-options';
import type { Installation } from '../../../installation/names';
import type { FurtherPort } from '../../../installation/services';
import { identity } from '../identity';
import * as ingressNginx from '../public';
import type { WebhookCertManagerOptions } from '../public/options';
import { type Names, namesOf, PROJECT } from './names';
import { CERTIFICATE_ANNOTATION, type Platform, platformOf, REAL_IP_SETTING } from './platforms';
import { CERTGEN_IMAGE } from './release';

/** Options and platform merged, with all defaults applied. All objects are made from this. */
export interface Plan extends Installation {
  readonly own: ingressNginx.Options;
  readonly platform: Platform;
  readonly names: Names;
  readonly ingressClassName: string;
  readonly controllerValue: string;
  readonly workload: string;
  /** Entries of the config map. */
  readonly config: { readonly [key: string]: string };
  readonly service: ControllerServiceOptions;
  readonly internalService: ControllerServiceOptions | undefined;
  readonly streams: readonly Stream[];
  readonly hostPorts: HostPorts | undefined;
  readonly collectsMetrics: boolean;
  /** Absent: no webhook. */
  readonly webhook: WebhookPlan | undefined;
}

/** A TCP or UDP service. */
interface Stream extends FurtherPort {
  /** The target, as the config map names it. */
  readonly target: string;
}

export interface WebhookPlan {
  readonly failurePolicy: string;
  readonly timeoutSeconds: number | undefined;
  readonly namespaceSelector: object | undefined;
  readonly objectSelector: object | undefined;
  /** Image of the Jobs, if they create the certificate. */
  readonly jobsImage: string | undefined;
  readonly certManager: WebhookCertManagerOptions | undefined;
}

/** `config` holds the typed settings as text. */
export function plan(options: InstallOptions, own: ingressNginx.Options, config: { readonly [key: string]: string }): Plan {
  const tls = own.awsTlsTermination;
  const published = platformOf(own.platform ?? ingressNginx.Platform.CLOUD);
  const platform = tls === undefined ? published : withEachPortOnce(published);
  const { type, externalTrafficPolicy, annotations } = platform.service;
  const service = {
    type,
    // A ClusterIP Service gets no traffic from outside the cluster, and Kubernetes refuses the field.
    ...(externalTrafficPolicy === undefined || options.service?.type === 'ClusterIP' ? {} : { externalTrafficPolicy }),
    ...options.service,
    annotations: {
      ...annotations,
      ...(tls && { [CERTIFICATE_ANNOTATION]: tls.certificateArn }),
      ...options.service?.annotations,
    },
  };
  return {
    options,
    own,
    platform,
    names: namesOf(options.namePrefix ?? PROJECT, options.namespace ?? PROJECT),
    ingressClassName: options.ingressClassName ?? identity.className,
    controllerValue: own.controllerValue ?? identity.ingressClassController,
    workload: options.workload ?? platform.workload,
    config: { ...platform.config, ...(tls && { [REAL_IP_SETTING]: tls.vpcCidr }), ...config },
    service,
    internalService: options.internalService && { type: service.type, ...options.internalService },
    streams: [...streams('TCP', own.tcpServices), ...streams('UDP', own.udpServices)],
    hostPorts: options.hostPorts ?? platform.hostPorts,
    collectsMetrics: platform.collectsMetrics || options.metrics !== undefined,
    webhook: webhook(options, own, platform),
  };
}

/**
 * The published manifest for this platform names one container port twice, which a server-side apply refuses. The duplicate is kept
 * only if no option is set: that manifest cannot be deployed anyway.
 */
function withEachPortOnce(platform: Platform): Platform {
  const listeners = platform.listeners.filter(({ port }, index, all) => all.findIndex((other) => other.port === port) === index);
  return { ...platform, listeners };
}

function streams(protocol: 'TCP' | 'UDP', services: { readonly [port: string]: string } = {}): Stream[] {
  return Object.entries(services)
    .map(([port, target]) => ({ protocol, port: Number(port), target, portName: `${port}-${protocol.toLowerCase()}` }))
    .sort((a, b) => a.port - b.port);
}

function webhook(options: InstallOptions, own: ingressNginx.Options, platform: Platform): WebhookPlan | undefined {
  const {
    enabled = true,
    certificate,
    failurePolicy = 'Fail',
    timeoutSeconds,
    namespaceSelector,
    objectSelector,
  } = own.admissionWebhook ?? {};
  if (!enabled) return undefined;
  const certManager = certificate?.certManagerOptions;
  return {
    failurePolicy,
    timeoutSeconds: timeoutSeconds ?? platform.webhookTimeoutSeconds,
    namespaceSelector,
    objectSelector,
    certManager,
    jobsImage: certManager ? undefined : image(CERTGEN_IMAGE, options, certificate?.jobsOptions?.image),
  };
}
