import { originOf } from '../../../table/origin';
import type { Candidate, Condition, HostEntry, Origin, Outcome, PatternHostEntry, RoutingTableData } from '../../../table/routing-table';
import type { Listener, LoadBalancer, Rule } from '../model/load-balancer-model';
import { effectsOf, gatesOf } from './effects';
import { type HostOfTable, hostCondition, hostsIn, isPattern, otherConditions, pathTests } from './matches';
import { annotationField, type Built } from './objects';
import { outcomeOf, undecided } from './outcomes';
import { rewriteOf } from './rewrites';

/** The hosts of all load balancers. Each has an address of its own: a host is taken to lead to the one that alone has rules for it. */
export function hostsOf(all: readonly Built[]): Pick<RoutingTableData, 'hosts' | 'patterns' | 'fallback'> {
  const owners = new Map<string, Built[]>();
  for (const built of all) for (const name of new Set(namesIn(built))) owners.set(name, [...(owners.get(name) ?? []), built]);
  const names = [...owners.keys()];
  const entry = (host: string): HostEntry => hostEntry(host, owners.get(host) ?? []);
  return {
    hosts: names.filter((name) => !isPattern(name)).map((name) => ({ ...entry(name), names: [name] })),
    patterns: names
      .filter(isPattern)
      .sort((a, b) => b.length - a.length)
      .map((pattern): PatternHostEntry => ({ ...entry(pattern), match: { kind: 'wildcard', pattern } })),
    fallback: hostEntry('', all),
  };
}

/** The hosts with rules; where there are none because of a fault, those of the Ingresses. */
const namesIn = ({ group: { members }, loadBalancer }: Built): readonly string[] =>
  loadBalancer === undefined
    ? members.flatMap(({ ingress: { rules } }) => rules.flatMap(({ host }) => (host === '' ? [] : [host.toLowerCase()])))
    : loadBalancer.listeners.flatMap(({ rules }) => rules.flatMap(hostsIn));

function hostEntry(host: string, owners: readonly Built[]): HostEntry {
  const [first, ...others] = owners;
  if (first === undefined) return bare(host, undecided('there is no load balancer'));
  const { group, loadBalancer, refused = '' } = first;
  const origin = first.origins[0] as Origin;
  if (others.length > 0) {
    const groups = owners.map((one) => `"${one.group.id}"`).join(' or ');
    return { ...bare(host, undecided(`DNS says whether the load balancer of group ${groups} is asked`)), origin };
  }
  if (loadBalancer === undefined)
    return { ...bare(host, undecided(`the load balancer of group "${group.id}" stays as it was: ${refused}`)), origin };
  const of: HostOfTable = host === '' ? 'others' : isPattern(host) ? { pattern: host } : { name: host };
  return {
    ...bare(host, undecided('no listener has this port and scheme, so the connection fails')),
    candidates: candidatesOf(loadBalancer, of, origin),
    origin,
  };
}

const bare = (host: string, otherwise: Outcome): HostEntry => ({ host, names: [], before: [], candidates: [], otherwise });

function candidatesOf(loadBalancer: LoadBalancer, host: HostOfTable, first: Origin): readonly Candidate[] {
  return loadBalancer.listeners.flatMap((listener) => [
    ...listener.rules.flatMap((rule) => ruleCandidates(rule, listener, loadBalancer, host)),
    defaultCandidate(listener, loadBalancer, first),
  ]);
}

const listenerConditions = ({ port, protocol }: Listener): readonly Condition[] => [
  { kind: 'scheme', scheme: protocol === 'HTTPS' ? 'https' : 'http', as: 'received' },
  { kind: 'port', ports: [port] },
];

function ruleCandidates(rule: Rule, listener: Listener, loadBalancer: LoadBalancer, host: HostOfTable): readonly Candidate[] {
  const onHost = hostCondition(rule, host);
  if (onHost === 'never') return [];
  const { actions, transforms, member, field, actionIn } = rule;
  const at = (place: string): Origin => originOf(member.ingress, place);
  const others = otherConditions(rule);
  const rest = {
    effects: effectsOf(actions, transforms, listener, loadBalancer, at),
    // What an annotation does to all requests of a path is its own deed, and not that of the path.
    origin: at(actionIn === undefined || others.length > 0 ? field : annotationField(actionIn)),
  };
  const conditions = [...listenerConditions(listener), ...(onHost === 'always' ? [] : [onHost]), ...others];
  const gates = gatesOf(actions, listener, at);
  const outcome = outcomeOf(actions, listener, loadBalancer);
  return pathTests(rule).map((path) => {
    const rewrite = rewriteOf(transforms, path);
    const match = { path, conditions };
    if (rewrite === undefined) return { match, steps: gates, outcome, ...rest };
    if (rewrite.kind === 'undecided') return { match, steps: gates, outcome: rewrite, ...rest };
    return { match, steps: [...gates, { kind: 'rewrite', rewrite, origin: at(annotationField('transforms')) }], outcome, ...rest };
  });
}

/** What becomes of requests that no rule of a listener takes. */
function defaultCandidate(listener: Listener, loadBalancer: LoadBalancer, first: Origin): Candidate {
  const { defaultActions, defaultBackendOf, redirectsToHttps } = listener;
  const owner = redirectsToHttps ?? defaultBackendOf;
  const field = redirectsToHttps === undefined ? 'spec.defaultBackend' : annotationField('ssl-redirect');
  const origin = owner === undefined ? first : originOf(owner.ingress, field);
  const at = (place: string): Origin => ({ ...origin, field: place });
  return {
    match: { path: { kind: 'always' }, conditions: listenerConditions(listener) },
    steps: gatesOf(defaultActions, listener, at),
    outcome: outcomeOf(defaultActions, listener, loadBalancer),
    effects: effectsOf(defaultActions, [], listener, loadBalancer, at),
    origin,
    ...(owner === undefined ? { because: 'no rule takes it' } : {}),
  };
}
