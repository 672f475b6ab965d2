import type { IngressView, PathView } from '../../../kinds/ingress-view';
import { actionsOf } from './actions';
import { booleanIn } from './annotations';
import { enhancedBackend } from './backends';
import { conditionsOf, type Patterns } from './conditions';
import type { Member } from './groups';
import type { Protocol, Rule } from './load-balancer-model';
import { optimized } from './optimizer';
import { refuse } from './refused';
import { ruleTags } from './tags';
import type { Task } from './task';
import { builtTransforms } from './transforms';

/**
 * The rules of a listener: of each member in order, of each element of its `spec.rules` in order, its paths sorted.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_listener_rules.go.
 */
export function rulesOf(port: number, protocol: Protocol, members: readonly Member[], task: Task): readonly Rule[] {
  const rules = members.flatMap((member) =>
    member.ingress.rules.flatMap(({ host, paths = [] }) => sortedPaths(paths).map((path) => ruleOf(host, path, protocol, member, task))),
  );
  return optimized(port, protocol, rules);
}

function ruleOf(host: string, path: PathView, protocol: Protocol, member: Member, task: Task): Rule {
  const { cluster, settings } = task;
  const backend = enhancedBackend(member.ingress, path.backend, cluster, settings);
  return {
    conditions: conditionsOf(host, path.path === '' ? NO_PATTERNS : patternsOf(path, member.ingress), backend.conditions),
    actions: actionsOf(protocol, member, backend, task),
    transforms: builtTransforms(backend.transforms),
    tags: ruleTags(member, settings),
    member,
    field: path.field,
    ...(backend.actionIn === undefined ? {} : { actionIn: backend.actionIn }),
    ...(backend.auth.type === 'none' ? (backend.jwt === undefined ? {} : { guardedBy: 'jwt-validation' }) : { guardedBy: 'auth-type' }),
  };
}

/** Exact paths first, then prefixes by their length in bytes, then all others; of equal ones the order stays. */
function sortedPaths(paths: readonly PathView[]): readonly PathView[] {
  const of = (type: string): PathView[] => paths.filter((path) => typeOf(path) === type);
  const unknown = paths.find((path) => !TYPES.includes(typeOf(path)));
  if (unknown !== undefined) refuse(`path "${unknown.path}" has the unknown pathType "${unknown.pathType}"`);
  const prefixes = of('Prefix').sort((a, b) => Buffer.byteLength(b.path) - Buffer.byteLength(a.path));
  return [...of('Exact'), ...prefixes, ...of('ImplementationSpecific')];
}

const TYPES = ['Exact', 'Prefix', 'ImplementationSpecific'];
const typeOf = ({ pathType = 'ImplementationSpecific' }: PathView): string => pathType;

const NO_PATTERNS: Patterns = { values: [], regexValues: [] };

function patternsOf(view: PathView, { annotations }: IngressView): Patterns {
  const { path } = view;
  const type = typeOf(view);
  if (type === 'ImplementationSpecific')
    // The slash that Kubernetes asks for is no part of a regular expression.
    return booleanIn(annotations, 'use-regex-path-match') === true
      ? { values: [], regexValues: [path.slice(1)] }
      : { values: [path], regexValues: [] };
  if (type === 'Prefix' && path === '/') return { values: ['/*'], regexValues: [] };
  if (/[*?]/.test(path)) refuse(`path "${path}" of pathType ${type} has a wildcard, which only ImplementationSpecific may have`);
  if (type === 'Exact') return { values: [path], regexValues: [] };
  const prefix = path.replace(/\/$/, '');
  return { values: [prefix, `${prefix}/*`], regexValues: [] };
}
