import { type Annotations, booleanIn, integerIn, integerOf, mapIn, merged, textIn } from './annotations';
import type { Service, ServicePort } from './cluster';
import type { Member } from './groups';
import { ipAddressType, supportsIpv6 } from './load-balancer';
import type { Protocol, TargetGroup } from './load-balancer-model';
import { refuse } from './refused';
import { checkTargetGroupTags } from './tags';
import type { Task } from './task';

/**
 * The target group of a Service: one for each Ingress, Service and port as written.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_target_group.go.
 */
export function targetGroup(
  member: Member,
  service: string,
  port: number | string,
  task: Task,
): { readonly targetGroup: string; readonly backend: string } {
  const { namespace, key } = member.ingress;
  const id = `${key}-${service}:${port}`;
  if (!task.targetGroups.has(id)) task.targetGroups.set(id, builtTargetGroup(member, service, port, task));
  return { targetGroup: id, backend: `${namespace}/${service}:${port}` };
}

function builtTargetGroup(member: Member, name: string, port: number | string, task: Task): TargetGroup {
  const { namespace, annotations: own } = member.ingress;
  const service = task.cluster.services.get(`${namespace}/${name}`);
  const annotations = merged(service?.annotations ?? {}, own);
  const targetType = targetTypeOf(annotations, member, task);
  const protocol = oneOf<Protocol>(annotations, 'backend-protocol', ['HTTP', 'HTTPS'], 'HTTP');
  const protocolVersion = oneOf(annotations, 'backend-protocol-version', ['HTTP1', 'HTTP2', 'GRPC'], 'HTTP1');
  oneOf(annotations, 'healthcheck-protocol', ['HTTP', 'HTTPS'], protocol);
  for (const number of HEALTH_CHECK_NUMBERS) integerIn(annotations, number);
  const attributes = mapIn(annotations, 'target-group-attributes') ?? new Map<string, string>();
  if (integerIn(annotations, `target-control-port.${name}.${port}`) !== undefined && targetType === 'instance')
    refuse('target-control-port is not for target type instance');
  if (targetType === 'instance') mapIn(annotations, 'target-node-labels');
  if (booleanIn(own, 'multi-cluster-target-group') !== true) booleanIn(service?.annotations ?? {}, 'multi-cluster-target-group');
  checkTargetGroupTags(member, service?.annotations ?? {}, task.settings);
  if (service !== undefined) checkService(service, port, targetType, annotations, task);
  const found = service && portOf(service, port);
  return {
    namespace,
    service: name,
    port: found?.port ?? port,
    ...(service === undefined ? { assumed: true } : {}),
    ...(service?.ready === false ? { empty: true } : {}),
    targetType,
    protocol,
    protocolVersion,
    attributes,
  };
}

const HEALTH_CHECK_NUMBERS = [
  'healthcheck-interval-seconds',
  'healthcheck-timeout-seconds',
  'healthy-threshold-count',
  'unhealthy-threshold-count',
];

function targetTypeOf(annotations: Annotations, { parameters }: Member, { settings }: Task): string {
  const type = parameters?.targetType || (textIn(annotations, 'target-type') ?? settings.defaultTargetType);
  if (type !== 'instance' && type !== 'ip') refuse(`target-type is instance or ip, and not "${type}"`);
  if (type === 'ip' && !settings.gates.ipTargets) refuse('target-type ip is switched off, by the gate EnableIPTargetType');
  return type;
}

function oneOf<T extends string>(annotations: Annotations, suffix: string, values: readonly T[], usual: T): T {
  const text = textIn(annotations, suffix) ?? usual;
  return values.find((value) => value === text) ?? refuse(`${suffix} is one of ${values.join(', ')}, and not "${text}"`);
}

const portOf = ({ ports }: Service, wanted: number | string): ServicePort | undefined =>
  ports.find(({ name, port }) => (typeof wanted === 'string' ? name === wanted : port === wanted));

function checkService(service: Service, wanted: number | string, targetType: string, annotations: Annotations, task: Task): void {
  const text = `Service ${service.namespace}/${service.name}`;
  const port = portOf(service, wanted) ?? refuse(`${text} has no port ${wanted}`);
  checkHealthCheckPort(service, targetType, annotations);
  if (service.hasIpv6 && !supportsIpv6(ipAddressType(task))) refuse(`${text} has IPv6, and the load balancer is not dualstack`);
  if (targetType === 'instance' && (port.nodePort ?? 0) === 0)
    refuse(`${text} has no node port, which target type instance needs: its type must be NodePort or LoadBalancer`);
  if (targetType === 'ip' && port.targetPort === 0) refuse(`port ${wanted} of ${text} has no target port`);
}

function checkHealthCheckPort(service: Service, targetType: string, annotations: Annotations): void {
  const text = textIn(annotations, 'healthcheck-port') ?? 'traffic-port';
  if (text === 'traffic-port' || integerOf(text, 64) !== undefined) return;
  const port = portOf(service, text) ?? refuse(`healthcheck-port is "${text}", which is no port of the Service`);
  if (targetType === 'ip' && typeof port.targetPort === 'string')
    refuse(`healthcheck-port is "${text}", whose target port is a name too, which target type ip cannot have`);
}
