import { isIP } from 'node:net';
import { escapeLiteral } from '../../../../model/escape-literal';
import { regexOf } from '../../../../regex/re2/regex';
import type { Condition, PathTest } from '../../../../table/routing-table';
import { exactPath, stringPrefix } from '../rule';
import type { Rule } from './parse-rule';

/** One way for a request to match a rule: everything must hold. */
export interface Way {
  /** Names, and `*.` with a domain, any of them. Absent: every host. */
  readonly hosts?: readonly string[];
  readonly path: PathTest;
  readonly conditions: readonly Condition[];
}

type Literal = Extract<Rule, { kind: 'matcher' }> & { readonly negated: boolean };

/** More ways than this have no rule that people write. */
const MOST_WAYS = 200;

/**
 * All ways to match a rule, or why Traefik does not take it.
 * traefik/traefik@v3.7.13:pkg/muxer/http/matcher.go, pkg/muxer/http/mux.go (`addRule`), pkg/rules/parser.go (`CheckRule`, `invert`).
 */
export function waysOf(rule: Rule): readonly Way[] | { readonly invalid: string } | { readonly undecided: string } {
  const invalid = problemIn(rule);
  if (invalid !== undefined) return { invalid };
  const ways = conjunctions(rule, false);
  if (ways === undefined) return { undecided: 'its rule has very many alternatives' };
  return ways.map(wayOf).filter((way) => way !== undefined);
}

/** The rule as alternatives of literals; undefined if they are too many. */
function conjunctions(rule: Rule, negated: boolean): readonly (readonly Literal[])[] | undefined {
  if (rule.kind === 'matcher') return [[{ ...rule, negated }]];
  if (rule.kind === 'not') return conjunctions(rule.rule, !negated);
  const left = conjunctions(rule.left, negated);
  const right = conjunctions(rule.right, negated);
  if (left === undefined || right === undefined) return undefined;
  const isBoth = (rule.kind === 'and') !== negated;
  const networks = isBoth ? undefined : networksOf(left, right);
  if (networks !== undefined) return networks;
  const ways = isBoth ? left.flatMap((one) => right.map((other) => [...one, ...other])) : [...left, ...right];
  return ways.length > MOST_WAYS ? undefined : ways;
}

/** Either of two networks is one condition, so that all addresses together are every client. */
function networksOf([left, ...more]: readonly (readonly Literal[])[], [right, ...others]: readonly (readonly Literal[])[]) {
  if (left?.length !== 1 || right?.length !== 1 || more.length > 0 || others.length > 0) return undefined;
  const literals = [...left, ...right];
  if (!literals.every(({ name, negated }) => name === 'ClientIP' && !negated)) return undefined;
  return [[{ kind: 'matcher', name: 'ClientIP', values: literals.flatMap(({ values }) => values), negated: false } as const]];
}

const COUNTS: { readonly [matcher: string]: readonly number[] } = { Header: [2], HeaderRegexp: [2], Query: [1, 2], QueryRegexp: [1, 2] };

function problemIn(rule: Rule): string | undefined {
  if (rule.kind === 'not') return problemIn(rule.rule);
  if (rule.kind !== 'matcher') return problemIn(rule.left) ?? problemIn(rule.right);
  const { name, values } = rule;
  const [value = ''] = values;
  if (values.length === 0 || values.includes('')) return `${name} has an empty value`;
  if (!((Object.hasOwn(COUNTS, name) ? COUNTS[name] : undefined) ?? [1]).includes(values.length))
    return `${name} has ${values.length} values`;
  if ((name === 'Host' || name === 'HostRegexp') && /[^\p{ASCII}]/u.test(value)) return `${name} has characters beyond ASCII`;
  if ((name === 'Path' || name === 'PathPrefix') && !value.startsWith('/')) return `path "${value}" does not begin with "/"`;
  if (name === 'ClientIP' && !isNetwork(value)) return `"${value}" is neither an address nor a network`;
  if (!name.endsWith('Regexp') || (name === 'QueryRegexp' && values.length === 1)) return undefined;
  const regex = regexOf(values.at(-1) as string, true);
  return regex.kind === 'refused' ? `"${values.at(-1)}" is no regular expression: ${regex.because}` : undefined;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  return family !== 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}

/** Undefined if nothing can match it. */
function wayOf(literals: readonly Literal[]): Way | undefined {
  let hosts: readonly string[] | undefined;
  const paths: PathTest[] = [];
  const conditions: Condition[] = [];
  for (const literal of literals) {
    const { name, values, negated } = literal;
    const [value = ''] = values;
    if (name === 'Host' && !negated) {
      if (value === '*') continue;
      const host = value.toLowerCase().replace(/\.$/, '');
      hosts = hosts === undefined ? [host] : meet(hosts, host);
      if (hosts.length === 0) return undefined;
    } else if (isPath(name) && !negated) paths.push(pathTest(name, value));
    else {
      const condition = conditionOf(literal);
      conditions.push(negated ? { kind: 'not', condition } : condition);
    }
  }
  const [path = { kind: 'always' } as const, ...others] = paths.sort((a, b) => rank(b) - rank(a));
  return {
    ...(hosts === undefined ? {} : { hosts }),
    path,
    conditions: [...others.map((one): Condition => ({ kind: 'path', path: one })), ...conditions],
  };
}

/** A name that both allow. */
function meet(hosts: readonly string[], host: string): readonly string[] {
  return hosts.flatMap((one) => {
    if (one === host) return one;
    if (covers(one, host)) return host;
    return covers(host, one) ? one : [];
  });
}

const covers = (wildcard: string, host: string): boolean => wildcard.startsWith('*.') && host.replace(/^[^.]*/, '*') === wildcard;

const isPath = (name: string): boolean => name === 'Path' || name === 'PathPrefix' || name === 'PathRegexp';

function pathTest(name: string, value: string): PathTest {
  if (name === 'Path') return exactPath(value).test;
  return name === 'PathPrefix' ? stringPrefix(value).test : { kind: 'regex', pattern: value, caseSensitive: true };
}

/** The test that leaves the least is looked up, and the others are conditions. */
const rank = (test: PathTest): number => (test.kind === 'exact' ? Number.POSITIVE_INFINITY : 'path' in test ? test.path.length : 0);

function conditionOf({ name, values }: Literal): Condition {
  const [first = '', second = ''] = values;
  switch (name) {
    case 'Host':
      return { kind: 'host', pattern: hostPattern(first) };
    case 'HostRegexp':
      return { kind: 'host', pattern: first };
    case 'Method':
      return { kind: 'method', methods: [first.toUpperCase()] };
    case 'ClientIP':
      return { kind: 'clientAddress', networks: values };
    case 'Header':
      return { kind: 'header', name: first, test: { kind: 'equals', value: second } };
    case 'HeaderRegexp':
      return { kind: 'header', name: first, test: { kind: 'matches', pattern: second, caseSensitive: true } };
    case 'Query':
      return { kind: 'parameter', name: first, test: { kind: 'equals', value: second } };
    case 'QueryRegexp':
      return {
        kind: 'parameter',
        name: first,
        test: values.length === 1 ? { kind: 'equals', value: '' } : { kind: 'matches', pattern: second, caseSensitive: true },
      };
    default:
      return { kind: 'path', path: pathTest(name, first) };
  }
}

function hostPattern(given: string): string {
  if (given === '*') return '';
  const host = given.toLowerCase().replace(/\.$/, '');
  const quoted = escapeLiteral(host);
  return `^${host.startsWith('*.') ? `[^.]*${quoted.slice(2)}` : quoted}\\.?$`;
}
