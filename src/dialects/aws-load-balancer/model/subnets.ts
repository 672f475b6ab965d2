import type { Subnet } from './account';
import type { SubnetSelector } from './parameters';
import { refuse } from './refused';
import type { Settings } from './settings';

interface Needs {
  readonly scheme: string;
  readonly ipv6: boolean;
  /** How many zones at least. */
  readonly least: number;
}

/**
 * Checks that the AWS account has subnets for a load balancer, and counts them: those that are named, those that a selector finds, or those of
 * its scheme. Undefined where the account is not known.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/networking/subnet_resolver.go.
 */
export function checkSubnets(wanted: Wanted, needs: Needs, settings: Settings): number | undefined {
  const { account } = settings;
  if (account === undefined) return undefined;
  const named = isList(wanted) ? wanted : wanted?.ids?.length ? wanted.ids : undefined;
  const zones = named === undefined ? foundZones(wanted, account.subnets, needs, settings) : namedZones(named, account.subnets, needs);
  if (zones.length < needs.least) refuse(`there are subnets in ${zones.length} zones, and the load balancer needs ${needs.least}`);
  return zones.length;
}

function foundZones(wanted: Wanted, subnets: readonly Subnet[], needs: Needs, settings: Settings): readonly string[] {
  const found =
    wanted === undefined || isList(wanted)
      ? subnetsOfScheme(subnets, needs, settings)
      : subnets.filter((subnet) => hasTags(subnet, wanted.tags ?? {}));
  return [...new Set(found.filter(({ hasIpv6 }) => hasIpv6 || !needs.ipv6).map(({ zone }) => zone))];
}

function namedZones(names: readonly string[], all: readonly Subnet[], { ipv6 }: Needs): readonly string[] {
  const subnets = names.map((one) => subnetOf(one, all));
  const zones = subnets.map(({ zone }) => zone);
  const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
  if (twice !== undefined) refuse(`several subnets are in zone ${twice}`);
  const without = subnets.find(({ hasIpv6 }) => ipv6 && !hasIpv6);
  if (without !== undefined) refuse(`subnet ${without.id} has no IPv6, which a dualstack load balancer needs`);
  return zones;
}

type Wanted = readonly string[] | SubnetSelector | undefined;

const isList = (wanted: Wanted): wanted is readonly string[] => Array.isArray(wanted);

const subnetOf = (nameOrId: string, subnets: readonly Subnet[]): Subnet =>
  subnets.find(({ id, name }) => nameOrId === (nameOrId.startsWith('subnet-') ? id : name)) ??
  refuse(`there is no subnet "${nameOrId}" in the AWS account`);

function subnetsOfScheme(subnets: readonly Subnet[], { scheme }: Needs, { gates }: Settings): readonly Subnet[] {
  const isPublic = scheme === 'internet-facing';
  const role = isPublic ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb';
  const tagged = subnets.filter(({ tags }) => ['', '1'].includes(tags[role] ?? 'absent'));
  if (tagged.length > 0 || !gates.discoveryByReachability) return tagged;
  return subnets.filter((subnet) => subnet.isPublic === isPublic);
}

const hasTags = (subnet: Subnet, wanted: NonNullable<SubnetSelector['tags']>): boolean =>
  Object.entries(wanted).every(([key, values]) => Object.hasOwn(subnet.tags, key) && values.includes(subnet.tags[key] as string));
