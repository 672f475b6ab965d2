import { checkArgs as checkFlags } from '../../../installation/check-args';
import {
  checkImage,
  checkInstallOptions,
  checkMember,
  checkNamespace,
  checkReference,
  checkReplicas,
  checkScheduling,
  type Raise,
} from '../../../installation/check-install-options';
import { checkPorts } from '../../../installation/check-ports';
import type { ControllerServiceOptions } from '../../../installation/install-options';
import { nodePortsOf } from '../../../installation/services';
import {
  isCidr,
  isDnsLabel,
  isDnsSubdomain,
  isDomainPrefixedPath,
  isLabelSelector,
  isPortName,
  isWholeNumber,
} from '../../../model/kubernetes-syntax';
import { FLAGS } from '../flags';
import * as ingressNginx from '../public';
import { WebhookFailurePolicy } from '../public/options';
import { containerPorts, servicePorts } from './controller';
import { LONGEST_END } from './names';
import type { Plan } from './plan';
import { PLACEHOLDERS } from './platforms';
import { checkProxyProtocol } from './proxy-protocol';
import { RESERVED_PORTS } from './release';

/** Checks the options of the user, each by itself and together with the settings of the platform. */
export function check(plan: Plan, raise: Raise): void {
  const { options, own, names, workload, service } = plan;
  checkInstallOptions(
    options,
    {
      workload,
      serviceType: service.type ?? '',
      hostPorts: plan.hostPorts !== undefined,
      longestEnd: LONGEST_END,
      ownLabels: Object.keys(names.labels('controller')),
    },
    raise,
  );
  checkScope(own, raise);
  checkStreams(plan, raise);
  checkListeners(plan, raise);
  checkWebhook(own, raise);
  checkDefaultBackend(own, raise);
  checkArgs(own, raise);
  checkPlatform(plan, raise);
  checkProxyProtocol(plan, raise);
}

function checkScope({ controllerValue, watchNamespace, watchNamespaceSelector }: ingressNginx.Options, raise: Raise): void {
  if (controllerValue !== undefined && !(isDomainPrefixedPath(controllerValue) && controllerValue.length <= 250))
    raise('controller/value-malformed', {
      option: 'controllerValue',
      value: controllerValue,
      form: 'a domain, "/" and a path, at most 250 characters, such as "example.com/internal"',
    });
  checkNamespace('watchNamespace', watchNamespace, raise);
  if (watchNamespaceSelector !== undefined && !isLabelSelector(watchNamespaceSelector))
    raise('controller/selector-malformed', { option: 'watchNamespaceSelector', value: watchNamespaceSelector });
  if (watchNamespace !== undefined && watchNamespaceSelector !== undefined)
    raise('controller/options-exclude-each-other', {
      first: 'watchNamespace',
      second: 'watchNamespaceSelector',
      why: 'the controller does not start with both',
      fix: 'leave one of them out',
    });
}

/** Source: kubernetes/kubernetes@v1.36.0:pkg/apis/networking/validation/validation.go (ValidateIngressClassSpec). */

function checkStreams({ own, options, platform, webhook }: Plan, raise: Raise): void {
  const all = { tcpServices: own.tcpServices, udpServices: own.udpServices };
  for (const [option, services] of Object.entries(all)) {
    const tcp = option === 'tcpServices';
    const form = tcp ? '"namespace/name:port", with ":PROXY" or ":PROXY:PROXY" after it for proxy protocol' : '"namespace/name:port"';
    for (const [port, value] of Object.entries(services ?? {})) {
      if (!/^[1-9]\d*$/.test(port) || Number(port) > 65535) {
        raise('controller/port-out-of-range', { option, value: port });
        continue;
      }
      const use = RESERVED_PORTS[Number(port)] ?? (tcp ? takenByPlatform(Number(port)) : undefined);
      if (use !== undefined) raise('controller/stream-port-reserved', { option, port: Number(port), use });
      if (!isStreamTarget(value, tcp)) raise('controller/stream-service-malformed', { option, port, value, form });
    }
  }
  for (const option of ['service', 'internalService'] as const) checkStreamNodePorts(option, options[option], own, raise);

  function takenByPlatform(port: number): string | undefined {
    if (webhook && port === 8443) return 'the admission webhook';
    return platform.listeners.some((listener) => listener.port === port) ? 'HTTP' : undefined;
  }
}

/** Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go (getStreamServices). */
function isStreamTarget(text: string, tcp: boolean): boolean {
  const [reference = '', port = '', ...proxy] = text.split(':');
  const [namespace = '', name = '', ...more] = reference.split('/');
  const isPort = isPortName(port) || (/^\d+$/.test(port) && isWholeNumber(Number(port), 1, 65535));
  const isProxy = tcp ? proxy.length <= 2 && proxy.every((part) => /^(PROXY)?$/i.test(part)) && proxy.at(-1) !== '' : proxy.length === 0;
  return isDnsLabel(namespace) && isDnsLabel(name) && more.length === 0 && isPort && isProxy;
}

function checkStreamNodePorts(
  option: string,
  service: ControllerServiceOptions | undefined,
  own: ingressNginx.Options,
  raise: Raise,
): void {
  for (const protocol of ['TCP', 'UDP'] as const) {
    const streams = protocol === 'TCP' ? 'tcpServices' : 'udpServices';
    for (const port of Object.keys(nodePortsOf(service?.nodePorts, protocol)))
      if (own[streams]?.[port] === undefined)
        raise('controller/node-port-without-stream', { option: `${option}.nodePorts.${protocol.toLowerCase()}`, port, streams });
  }
}

/** Services on reserved ports are already reported, so they are left out here. */
function checkListeners({ streams, ...rest }: Plan, raise: Raise): void {
  const plan = { ...rest, streams: streams.filter(({ port }) => RESERVED_PORTS[port] === undefined) };
  const { service, internalService, options } = plan;
  const services = {
    service: servicePorts(plan, service),
    ...(internalService && { internalService: servicePorts(plan, internalService) }),
  };
  checkPorts({ container: containerPorts(plan), services, hostNetwork: options.hostNetwork === true }, raise);
}

function checkWebhook({ admissionWebhook = {} }: ingressNginx.Options, raise: Raise): void {
  const { enabled, timeoutSeconds, certificate, ...selectors } = admissionWebhook;
  for (const name of ['namespaceSelector', 'objectSelector'] as const)
    checkScheduling(`admissionWebhook.${name}`, 'labelSelector', selectors[name], raise);
  if (timeoutSeconds !== undefined && !isWholeNumber(timeoutSeconds, 1, 30))
    raise('controller/number-out-of-range', {
      option: 'admissionWebhook.timeoutSeconds',
      value: timeoutSeconds,
      min: 1,
      max: 30,
      unit: 'seconds',
    });
  checkMember('admissionWebhook.failurePolicy', admissionWebhook.failurePolicy, WebhookFailurePolicy, raise);
  const image = certificate?.jobsOptions?.image;
  if (image) checkImage('admissionWebhook.certificate.image', image, raise);
  const { issuerName, issuerKind } = certificate?.certManagerOptions ?? {};
  if (issuerName !== undefined && !isDnsSubdomain(issuerName))
    raise('controller/name-malformed', { option: 'issuerName', value: issuerName, rule: 'the name of an Issuer or ClusterIssuer' });
  if (issuerKind !== undefined && issuerName === undefined)
    raise('controller/options-exclude-each-other', {
      first: 'issuerKind',
      second: 'no issuerName',
      why: 'issuerKind is the kind of the issuer that issuerName names',
      fix: 'set issuerName too, or leave issuerKind out',
    });
  const others = Object.keys({
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(certificate && { certificate }),
    ...selectors,
  });
  if (enabled === false && others[0] !== undefined)
    raise('controller/options-exclude-each-other', {
      first: `admissionWebhook.${others[0]}`,
      second: 'admissionWebhook.enabled: false',
      why: 'without the webhook this option has no effect',
      fix: 'leave one of them out',
    });
}

function checkDefaultBackend({ defaultBackend }: ingressNginx.Options, raise: Raise): void {
  if (defaultBackend === undefined) return;
  if (defaultBackend.reference !== undefined) checkReference('defaultBackend', defaultBackend.reference, raise);
  checkReplicas('defaultBackend.replicas', defaultBackend.options.replicas, raise);
  if (defaultBackend.options.image) checkImage('defaultBackend.image', defaultBackend.options.image, raise);
}

function checkArgs({ logLevel, publishStatusAddress, extraArgs }: ingressNginx.Options, raise: Raise): void {
  if (logLevel !== undefined && !isWholeNumber(logLevel, 0, 10))
    raise('controller/number-out-of-range', { option: 'logLevel', value: logLevel, min: 0, max: 10, unit: 'steps' });
  if (publishStatusAddress !== undefined && !/^[^\s,]+(,[^\s,]+)*$/.test(publishStatusAddress))
    raise('controller/value-malformed', {
      option: 'publishStatusAddress',
      value: publishStatusAddress,
      form: 'an address or several addresses separated by ","',
    });
  checkFlags(extraArgs, FLAGS, raise);
}

function checkPlatform({ own, config, service }: Plan, raise: Raise): void {
  const terminatesTls = own.platform === ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION;
  const tls = own.awsTlsTermination;
  checkMember('platform', own.platform, ingressNginx.Platform, raise);
  if (tls && !terminatesTls)
    raise('controller/options-exclude-each-other', {
      first: 'awsTlsTermination',
      second: `platform ${own.platform ?? ingressNginx.Platform.CLOUD}`,
      why: 'only platform AWS_NLB_WITH_TLS_TERMINATION installs a load balancer that terminates TLS',
      fix: 'use ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION, or leave awsTlsTermination out',
    });
  if (tls && !/^arn:aws[a-z-]*:(acm|iam):[a-z0-9-]*:\d{12}:(certificate|server-certificate)\/\S+$/.test(tls.certificateArn))
    raise('controller/value-malformed', {
      option: 'awsTlsTermination.certificateArn',
      value: tls.certificateArn,
      form: 'an ARN such as "arn:aws:acm:eu-west-1:123456789012:certificate/..."',
    });
  if (tls && !isCidr(tls.vpcCidr)) raise('controller/cidr-malformed', { option: 'awsTlsTermination.vpcCidr', value: tls.vpcCidr });
  const written = [...Object.values(config), ...Object.values(service.annotations ?? {})];
  if (Object.values(PLACEHOLDERS).some((placeholder) => written.includes(placeholder)))
    raise('controller/placeholder-left', { platform: own.platform ?? ingressNginx.Platform.CLOUD });
}
