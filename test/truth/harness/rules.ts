import { PARAMETERS } from '../../../src/dialects/aws-load-balancer/kinds';
import type { Account } from '../../../src/dialects/aws-load-balancer/model/account';
import { parametersRefusal, refusalOf } from '../../../src/dialects/aws-load-balancer/model/admission';
import { buildLoadBalancer } from '../../../src/dialects/aws-load-balancer/model/build';
import { type Cluster, clusterOf } from '../../../src/dialects/aws-load-balancer/model/cluster';
import { type Group, groupsOf, type Membership } from '../../../src/dialects/aws-load-balancer/model/groups';
import type { LoadBalancer } from '../../../src/dialects/aws-load-balancer/model/load-balancer-model';
import { type Settings, settingsOf } from '../../../src/dialects/aws-load-balancer/model/settings';
import type { KubeObject } from '../../../src/kinds/kube-object';

/** What holds for all cases of a recording of what the controller builds. */
export interface RuleSurroundings {
  readonly flags: Flags;
  readonly always: readonly KubeObject[];
  readonly account: RecordedAccount;
}

interface Flags {
  readonly [name: string]: unknown;
}

interface RecordedAccount {
  readonly subnets: readonly {
    readonly id: string;
    readonly name: string;
    readonly az: string;
    readonly public: boolean;
    readonly roleTag?: string;
    readonly ipv6: boolean;
    readonly tags?: { readonly [key: string]: string };
  }[];
  readonly securityGroups: Account['securityGroups'];
  readonly acm: readonly { readonly arn: string; readonly sans: readonly string[]; readonly ca?: string }[];
  readonly targetGroups: readonly string[];
  readonly trustStores: readonly string[];
  readonly webACLs: readonly string[];
}

export interface RuleCase {
  readonly name: string;
  readonly flags?: Flags;
  readonly objects: readonly KubeObject[];
}

/** What the controller does with a case, in the schema of the recording. */
export function rulesOf({ objects, flags = {} }: RuleCase, { always, account, flags: usual }: RuleSurroundings): object {
  const settings = settingsOf((name) => flagText({ ...usual, ...flags }[name]), accountOf(account));
  const keys = new Set(objects.map(keyOf));
  const cluster = clusterOf([...always.filter((object) => !keys.has(keyOf(object))), ...objects], true);
  const refusals = new Map([
    ...cluster.ingresses.map((ingress) => [`Ingress ${ingress.key}`, refusalOf(ingress, cluster, settings)] as const),
    ...[...cluster.parameters].map(([name, parameters]) => [`${PARAMETERS} ${name}`, parametersRefusal(parameters)] as const),
  ]);
  const applied: Cluster = {
    ...cluster,
    ingresses: cluster.ingresses.filter(({ key }) => refusals.get(`Ingress ${key}`) === undefined),
    parameters: new Map([...cluster.parameters].filter(([name]) => refusals.get(`${PARAMETERS} ${name}`) === undefined)),
  };
  const isAllowed = [...refusals.values()].every((message) => message === undefined);
  return {
    admission: Object.fromEntries(
      [...refusals].map(([key, message]) => [key, message === undefined ? { allowed: true } : { allowed: false, message }]),
    ),
    ...builtFrom(applied, settings),
    ...(isAllowed ? {} : { ifAdmissionWereOff: builtFrom(cluster, settings) }),
  };
}

function builtFrom(cluster: Cluster, settings: Settings): object {
  const { groups, memberships } = groupsOf(cluster, settings);
  return {
    ingresses: Object.fromEntries([...memberships].map(([key, membership]) => [key, membershipText(membership)])),
    groups: groups.map((group) => groupResult(group, cluster, settings)),
  };
}

/** As the command line has it. */
function flagText(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map((pair) => pair.join('='))
    .join(',');
}

const accountOf = ({ subnets, securityGroups, acm, targetGroups, trustStores, webACLs }: RecordedAccount): Account => ({
  subnets: subnets.map(({ id, name, az, public: isPublic, roleTag, ipv6, tags }) => ({
    id,
    name,
    zone: az,
    isPublic,
    hasIpv6: ipv6,
    tags: { Name: name, ...tags, ...(roleTag === undefined ? {} : { [roleTag]: '1' }) },
  })),
  securityGroups,
  certificates: acm.map(({ arn, sans, ca }) => ({ arn, names: sans, ...(ca === undefined ? {} : { authority: ca }) })),
  targetGroups: new Map(targetGroups.map((name, index) => [name, arnOf(name, index)])),
  trustStores,
  webAcls: webACLs,
});

/** As the pretended account of the recording numbers them. */
const arnOf = (name: string, index: number): string =>
  `arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/${name}/${String(index + 1).padStart(16, '0')}`;

const keyOf = ({ kind, metadata: { namespace = '', name } }: KubeObject): string => `${kind} ${namespace}/${name}`;

const membershipText = (membership: Membership): object => ('managed' in membership ? { managed: false } : membership);

function groupResult(group: Group, cluster: Cluster, settings: Settings): object {
  if (group.refused !== undefined) return { group: group.id, error: group.refused, phase: 'load' };
  const head = { group: group.id, members: group.members.map(({ ingress }) => ingress.key) };
  const built = buildLoadBalancer(group, cluster, settings);
  if ('refused' in built) return { ...head, error: built.refused, phase: 'build' };
  return { ...head, loadBalancers: loadBalancersOf(built) };
}

function loadBalancersOf({ listeners, frontend }: LoadBalancer): readonly object[] {
  const own = {
    id: 'LoadBalancer',
    listeners: listeners.map(({ port, protocol, defaultActions, rules, certificates, sslPolicy }) => ({
      port,
      protocol,
      ...(certificates.length > 0 ? { certificates } : {}),
      ...(sslPolicy === undefined ? {} : { sslPolicy }),
      defaultActions,
      rules: rules.map(({ conditions, actions, transforms, tags }, index) => ({
        priority: index + 1,
        conditions,
        actions,
        ...(transforms.length > 0 ? { transforms } : {}),
        ...(tags.size > 0 ? { tags: Object.fromEntries(tags) } : {}),
      })),
    })),
  };
  if (frontend === undefined) return [own];
  const front = {
    id: 'FrontendNlb',
    listeners: frontend.map(({ port }) => ({
      port,
      protocol: 'TCP',
      defaultActions: [{ type: 'forward', targetGroups: [{ targetGroup: `FrontendNlb-tg-TCP-${port}`, backend: null }] }],
      rules: [],
    })),
  };
  return [own, front];
}
