import { type Annotations, booleanIn, integerIn, integerOf, listIn, mapIn, textIn } from './annotations';
import type { Member } from './groups';
import type { PortConfigs } from './listen-ports';
import { inAnyOrder, ipAddressType, schemeOf, supportsIpv6 } from './load-balancer';
import type { FrontendListener } from './load-balancer-model';
import { refuse } from './refused';
import { checkSecurityGroups } from './security-groups';
import { checkSubnets } from './subnets';
import { sameForAll, type Task } from './task';

/**
 * The listeners of a network load balancer in front of the load balancer; undefined if nobody asks for one.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_frontend_nlb.go.
 */
export function frontendOf(ports: ReadonlyMap<Member, PortConfigs>, task: Task): readonly FrontendListener[] | undefined {
  const { members } = task.group;
  const annotations = members.map(({ ingress }) => ingress.annotations);
  if (
    !sameForAll(
      annotations.map((one) => booleanIn(one, 'enable-frontend-nlb')),
      'enable-frontend-nlb',
    )
  )
    return undefined;
  const scheme = schemeOf(
    annotations.map((one) => textIn(one, 'frontend-nlb-scheme')),
    task,
  );
  checkNetworks(annotations, scheme, task);
  checkAttributes(annotations);
  sameForAll(
    annotations.map((one) => mapIn(one, 'frontend-nlb-tags')),
    'frontend-nlb-tags',
    mapText,
  );
  return mergedListeners([...ports].flatMap(([{ ingress }, configs]) => listenersOf(ingress.annotations, configs)));
}

function checkNetworks(annotations: readonly Annotations[], scheme: string, task: Task): void {
  const { settings } = task;
  const groups = sameForAll(
    annotations.map((one) => listIn(one, 'frontend-nlb-security-groups')),
    'frontend-nlb-security-groups',
    (texts) => texts.join(', '),
  );
  if (groups !== undefined) checkSecurityGroups(groups, settings);
  const subnets = sameForAll(
    annotations.map((one) => listIn(one, 'frontend-nlb-subnets')),
    'frontend-nlb-subnets',
    inAnyOrder,
  );
  const available = checkSubnets(subnets, { scheme, ipv6: supportsIpv6(ipAddressType(task)), least: 1 }, settings);
  const addresses = annotations.map((one) => listIn(one, 'frontend-nlb-eip-allocations'));
  if (addresses.some((one) => one !== undefined) && scheme !== 'internet-facing')
    refuse('frontend-nlb-eip-allocations are for scheme internet-facing alone');
  const count = sameForAll(addresses, 'frontend-nlb-eip-allocations', inAnyOrder)?.length ?? 0;
  if (count > 0 && available !== undefined && count !== available)
    refuse(`there are ${count} frontend-nlb-eip-allocations for ${available} subnets`);
}

const ROUTING_POLICIES = ['availability_zone_affinity', 'partial_availability_zone_affinity', 'any_availability_zone'];

/** Compared with the first that is stated: a member after it that states none conflicts. */
function checkAttributes(annotations: readonly Annotations[]): void {
  const stated = annotations.map((one) => mapIn(one, 'frontend-nlb-attributes'));
  const first = stated.find((one) => one !== undefined);
  if (first === undefined) return;
  if (stated.slice(stated.indexOf(first)).some((one) => one === undefined || mapText(one) !== mapText(first)))
    refuse('members of the group have different frontend-nlb-attributes, or none after a member that has some');
  const policy = first.get('dns_record.client_routing_policy');
  if (policy !== undefined && !ROUTING_POLICIES.includes(policy))
    refuse(`dns_record.client_routing_policy is one of ${ROUTING_POLICIES.join(', ')}, and not "${policy}"`);
}

const mapText = (map: ReadonlyMap<string, string>): string => inAnyOrder([...map].map(([key, value]) => `${key}=${value}`));

// ---- listeners

interface Asked extends FrontendListener {
  /** What the annotations say about health checks; undefined: nothing. */
  readonly healthCheck: readonly (string | undefined)[];
}

const HEALTH_CHECK = ['port', 'protocol', 'path', 'success-codes'].map((name) => `frontend-nlb-healthcheck-${name}`);
const HEALTH_CHECK_NUMBERS = ['interval-seconds', 'timeout-seconds', 'healthy-threshold-count', 'unhealthy-threshold-count'].map(
  (name) => `frontend-nlb-healthcheck-${name}`,
);

function listenersOf(annotations: Annotations, configs: PortConfigs): readonly Asked[] {
  const mapping = portMapping(annotations);
  const pairs = mapping.length > 0 ? mapping.filter(([, to]) => configs.has(to)) : [...configs.keys()].map((port) => [port, port] as const);
  if (pairs.length === 0) return [];
  const healthCheck = [
    ...HEALTH_CHECK.map((suffix) => textIn(annotations, suffix)),
    ...HEALTH_CHECK_NUMBERS.map((suffix) => integerIn(annotations, suffix)?.toString()),
  ];
  const [port = 'traffic-port', protocol = 'HTTP'] = healthCheck;
  if (port !== 'traffic-port' && integerOf(port, 64) === undefined) refuse(`frontend-nlb-healthcheck-port is no number: "${port}"`);
  if (!['HTTP', 'HTTPS'].includes(protocol)) refuse(`frontend-nlb-healthcheck-protocol is HTTP or HTTPS, and not "${protocol}"`);
  return pairs.map(([from, to]) => ({ port: from, targetPort: to, healthCheck }));
}

function portMapping(annotations: Annotations): readonly (readonly [number, number])[] {
  return [...(mapIn(annotations, 'frontend-nlb-listener-port-mapping') ?? [])].map(([from, to]) => {
    const [port, target] = [integerOf(from), integerOf(to)];
    if (port === undefined || target === undefined)
      return refuse(`frontend-nlb-listener-port-mapping has "${from}=${to}", which are no ports`);
    return [port, target];
  });
}

function mergedListeners(asked: readonly Asked[]): readonly FrontendListener[] {
  const ports = [...new Set(asked.map(({ port }) => port))].sort((a, b) => a - b);
  return ports.map((port) => {
    const same = asked.filter((one) => one.port === port);
    const targetPort = sameForAll(
      same.map((one) => one.targetPort),
      `targets of frontend port ${port}`,
    ) as number;
    for (const [index, suffix] of [...HEALTH_CHECK, ...HEALTH_CHECK_NUMBERS].entries())
      sameForAll(
        same.map(({ healthCheck }) => healthCheck[index]),
        suffix,
      );
    return { port, targetPort };
  });
}
