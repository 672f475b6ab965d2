import type { IngressView } from '../../../kinds/ingress-view';
import { integerIn, textIn } from './annotations';
import { type Classified, classify } from './classes';
import type { Cluster } from './cluster';
import type { Parameters } from './parameters';
import { Refused, refuse } from './refused';
import type { Settings } from './settings';

/** The Ingresses of one load balancer, in their order, or why they cannot be loaded. */
export interface Group {
  /** The name of an explicit group; `namespace/name` of the Ingress of an implicit one. */
  readonly id: string;
  readonly members: readonly Member[];
  readonly refused?: string;
}

export interface Member {
  readonly ingress: IngressView;
  readonly parameters?: Parameters;
}

/** What becomes of each Ingress, by `namespace/name`. */
export type Membership =
  | { readonly group: string; readonly kind: 'implicit' | 'explicit' }
  | Extract<Classified, { managed: false }>
  | { readonly error: string };

export interface Groups {
  readonly groups: readonly Group[];
  readonly memberships: ReadonlyMap<string, Membership>;
}

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/group_loader.go. */
export function groupsOf(cluster: Cluster, settings: Settings): Groups {
  const memberships = new Map<string, Membership>();
  const byId = new Map<string, Member[]>();
  let fatal: string | undefined;
  for (const ingress of cluster.ingresses) {
    const classified = isDeleted(ingress) ? LEAVING : classify(ingress, cluster, settings);
    if (classified.managed === 'broken') {
      memberships.set(ingress.key, { error: classified.because });
      if (classified.fatal) fatal = `Ingress ${ingress.key}: ${classified.because}`;
    } else if (classified.managed) {
      const { parameters } = classified;
      const membership = groupOf(ingress, parameters);
      memberships.set(ingress.key, membership);
      if ('error' in membership) continue;
      const members = byId.get(membership.group) ?? [];
      byId.set(membership.group, members);
      members.push({ ingress, ...(parameters === undefined ? {} : { parameters }) });
    } else memberships.set(ingress.key, classified);
  }
  const ids = [...byId.keys()].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return { memberships, groups: ids.map((id) => sorted(id, byId.get(id) as Member[], fatal)) };
}

/** Groups with a name first, then those of one Ingress by its namespace. */
const placeOf = (id: string): string => (id.includes('/') ? `1 ${id.replace('/', ' ')}` : `0 ${id}`);

const LEAVING: Classified = { managed: false, field: 'metadata.deletionTimestamp', because: 'it is being deleted' };

const isDeleted = ({ object }: IngressView): boolean => {
  const { deletionTimestamp } = object.metadata;
  return deletionTimestamp !== undefined && deletionTimestamp !== null;
};

const GROUP_NAME = /^([a-z0-9][-a-z0-9.]*)?[a-z0-9]$/;

function groupOf(ingress: IngressView, parameters: Parameters | undefined): Exclude<Membership, Classified> {
  const name = parameters?.group ?? textIn(ingress.annotations, 'group.name');
  if (name === undefined) return { group: ingress.key, kind: 'implicit' };
  if (!GROUP_NAME.test(name))
    return { error: `group name "${name}" must be lower case letters, digits, "-" and ".", with a letter or digit at both ends` };
  return name.length > 63 ? { error: `group name "${name}" has more than 63 characters` } : { group: name, kind: 'explicit' };
}

/** By `group.order`, then by the text `namespace/name`. */
function sorted(id: string, members: readonly Member[], fatal: string | undefined): Group {
  const byName = [...members].sort((a, b) => (a.ingress.key < b.ingress.key ? -1 : 1));
  if (fatal !== undefined) return { id, members: byName, refused: fatal };
  try {
    const orders = new Map(byName.map((member) => [member, orderOf(member.ingress)]));
    return { id, members: byName.sort((a, b) => (orders.get(a) as number) - (orders.get(b) as number)) };
  } catch (error) {
    if (error instanceof Refused) return { id, members: byName, refused: error.message };
    throw error;
  }
}

function orderOf({ key, annotations }: IngressView): number {
  const order = integerIn(annotations, 'group.order') ?? 0;
  return Math.abs(order) <= 1000 ? order : refuse(`group.order of Ingress ${key} must be within -1000 and 1000, and is ${order}`);
}
