import { booleanIn, integerOf, listIn, mapIn, textIn } from './annotations';
import type { Member } from './groups';
import { refuse } from './refused';
import { checkSecurityGroups } from './security-groups';
import { checkSubnets } from './subnets';
import { groupTags } from './tags';
import { mergedMaps, sameForAll, type Task } from './task';

/**
 * Checks what the members of a group say about the load balancer itself, and gives its scheme.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_load_balancer.go and the files beside it.
 */
export function checkedScheme(task: Task): string {
  const { members } = task.group;
  const scheme = schemeOf(
    members.map(({ parameters, ingress }) => parameters?.scheme ?? textIn(ingress.annotations, 'scheme')),
    task,
  );
  const ipv6 = supportsIpv6(ipAddressType(task));
  checkLoadBalancerSubnets(scheme, ipv6, task);
  checkLoadBalancerSecurityGroups(task);
  checkAddressPools(members);
  checkAttributes(members);
  groupTags(members, task.settings);
  checkName(members);
  if (task.settings.gates.capacityReservation) checkCapacity(members);
  return scheme;
}

/** The scheme that members state, or the default one. */
export function schemeOf(stated: readonly (string | undefined)[], { settings }: Task): string {
  const scheme = sameForAll(stated, 'scheme') ?? settings.defaultScheme;
  return ['internal', 'internet-facing'].includes(scheme) ? scheme : refuse(`scheme is internal or internet-facing, and not "${scheme}"`);
}

const IP_ADDRESS_TYPES = ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'];

export function ipAddressType({ group: { members } }: Task): string {
  const stated = members.map(({ parameters, ingress }) => parameters?.ipAddressType ?? textIn(ingress.annotations, 'ip-address-type'));
  const type = sameForAll(stated, 'ip-address-type') ?? 'ipv4';
  return IP_ADDRESS_TYPES.includes(type) ? type : refuse(`ip-address-type is one of ${IP_ADDRESS_TYPES.join(', ')}, and not "${type}"`);
}

export const supportsIpv6 = (type: string): boolean => type.startsWith('dualstack');

function checkLoadBalancerSubnets(scheme: string, ipv6: boolean, { group: { members }, settings }: Task): void {
  const ofClass = members.map(({ parameters }) => parameters?.subnets);
  const annotated = members.map(({ parameters, ingress }) =>
    parameters?.subnets === undefined ? listIn(ingress.annotations, 'subnets') : undefined,
  );
  const selector = sameForAll(ofClass, 'subnets', JSON.stringify);
  const names = annotated.filter((list) => list !== undefined);
  if (selector !== undefined && names.length > 0) refuse('members of the group name subnets by IngressClassParams and by annotation');
  const wanted = selector ?? sameForAll(annotated, 'subnets', inAnyOrder);
  checkSubnets(wanted, { scheme, ipv6, least: settings.gates.singleSubnet ? 1 : 2 }, settings);
}

export const inAnyOrder = (texts: readonly string[]): string => [...texts].sort().join(', ');

function checkLoadBalancerSecurityGroups({ group: { members }, settings }: Task): void {
  const named = sameForAll(
    members.map(({ ingress }) => listIn(ingress.annotations, 'security-groups')),
    'security-groups',
    (texts) => texts.join(', '),
  );
  if (named === undefined || named.length === 0) return;
  const managed =
    sameForAll(
      members.map(({ ingress }) => booleanIn(ingress.annotations, 'manage-backend-security-group-rules')),
      'manage-backend-security-group-rules',
    ) ?? settings.manageBackendSecurityGroupRules;
  checkSecurityGroups(named, settings);
  if (managed && !settings.backendSecurityGroup)
    refuse('manage-backend-security-group-rules needs --enable-backend-security-group if security-groups are named');
}

function checkAddressPools(members: readonly Member[]): void {
  const pools = members.map(({ ingress }) => textIn(ingress.annotations, 'customer-owned-ipv4-pool'));
  if (pools.includes('')) refuse('customer-owned-ipv4-pool is empty');
  sameForAll(pools, 'customer-owned-ipv4-pool');
  if (members[0]?.parameters?.hasIpamPool) return;
  sameForAll(
    members.map(({ ingress }) => textIn(ingress.annotations, 'ipam-ipv4-pool-id') || undefined),
    'ipam-ipv4-pool-id',
  );
}

/** IngressClassParams of the first member alone settle what members say differently. */
function checkAttributes(members: readonly Member[]): void {
  mergedMaps(
    members.map(({ ingress }) => mapIn(ingress.annotations, 'load-balancer-attributes') ?? new Map()),
    'load-balancer-attributes',
    members[0]?.parameters?.loadBalancerAttributes,
  );
}

function checkName(members: readonly Member[]): void {
  const stated = members.map(
    ({ parameters, ingress }) => parameters?.loadBalancerName || textIn(ingress.annotations, 'load-balancer-name'),
  );
  const name = sameForAll(stated, 'load-balancer-name') ?? '';
  if (Buffer.byteLength(name) > 32) refuse(`load-balancer-name "${name}" has more than 32 characters`);
}

function checkCapacity(members: readonly Member[]): void {
  if (members[0]?.parameters?.capacityUnits !== undefined) return;
  const capacity = mergedMaps(
    members.map(({ ingress }) => mapIn(ingress.annotations, 'minimum-load-balancer-capacity') ?? new Map()),
    'minimum-load-balancer-capacity',
  );
  for (const [key, value] of capacity) {
    if (key !== 'CapacityUnits') refuse(`minimum-load-balancer-capacity has the key "${key}" instead of CapacityUnits`);
    if (integerOf(value) === undefined) refuse(`minimum-load-balancer-capacity is no number: "${value}"`);
  }
}
