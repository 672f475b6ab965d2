import type { RoutingRequest } from '../../table/request';
import type { Condition, ValueTest } from '../../table/routing-table';
import { boundaryAddresses } from './boundary-addresses';
import { withoutNot } from './conditions-in';
import type { Syntax } from './language';
import type { Place } from './places';
import { type AskedTest, examplesOf, type ValuePlace } from './values';

/** A request without its path. */
export interface Profile extends Omit<RoutingRequest, 'target'> {
  readonly host: string;
  readonly scheme: 'http' | 'https';
  /** Parameters, as they stand in a query. */
  readonly query: string;
}

/** All requests, as far as conditions can see a difference between them. */
export interface Profiles {
  readonly profiles: readonly Profile[];
  /** What could not be followed, so that the requests are only some. */
  readonly incomplete: string | undefined;
}

/** Conditions of one side, and how its patterns are read. */
export interface AskedConditions {
  readonly conditions: readonly Condition[];
  readonly syntax: Syntax;
}

const MOST_PROFILES = 4096;
/** Those that change nothing first, so that a probe may send them. */
const METHODS = ['GET', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'PROPFIND', 'REPORT'];

interface Draft {
  readonly place: Place;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly cookies: readonly string[];
  readonly parameters: readonly string[];
  readonly clientAddress: string | undefined;
}

interface Dimension {
  readonly vary: (draft: Draft) => readonly Draft[];
  readonly because?: string | undefined;
}

export function profilesOf(asked: readonly AskedConditions[], host: string, places: readonly Place[]): Profiles {
  let drafts: readonly Draft[] = places.map((place) => ({
    place,
    method: 'GET',
    headers: {},
    cookies: [],
    parameters: [],
    clientAddress: undefined,
  }));
  let incomplete: string | undefined;
  for (const { vary, because } of dimensions(asked)) {
    incomplete ??= because;
    const more = drafts.flatMap(vary);
    if (more.length > MOST_PROFILES) {
      incomplete = `their conditions tell more than ${MOST_PROFILES} kinds of requests apart`;
      break;
    }
    drafts = more;
  }
  return { profiles: drafts.map((draft) => profileOf(draft, host)), incomplete };
}

/** Conditions that requests are varied for, or that the host, the place or the path decides. */
const VARIED: readonly Condition['kind'][] = [
  'method',
  'scheme',
  'header',
  'cookie',
  'parameter',
  'query',
  'bodyLength',
  'clientAddress',
  'certificate',
  'port',
  'host',
  'hostName',
  'path',
];

type Plain = Exclude<Condition, { kind: 'not' }>;

function dimensions(asked: readonly AskedConditions[]): readonly Dimension[] {
  const all = asked.flatMap(({ conditions, syntax }) => conditions.map((one) => ({ condition: withoutNot(one), syntax })));
  const conditions = all.map(({ condition }) => condition);
  const found: Dimension[] = conditions
    .filter(({ kind }) => !VARIED.includes(kind))
    .map(({ kind }) => ({ vary: (draft) => [draft], because: `conditions of kind ${kind} are compared on some requests` }));
  const methods = [...new Set(conditions.flatMap((one) => (one.kind === 'method' ? one.methods : [])))];
  if (methods.length > 0) {
    const other = METHODS.find((method) => !methods.includes(method)) ?? 'OTHER';
    found.push({ vary: (draft) => [...methods, other].map((method) => ({ ...draft, method })) });
  }
  if (conditions.some((one) => one.kind === 'scheme' && one.as === 'client'))
    found.push({
      vary: (draft) => [draft, withHeader(draft, 'X-Forwarded-Proto', 'http'), withHeader(draft, 'X-Forwarded-Proto', 'https')],
    });
  found.push(
    ...ofNames(all, 'header', (name) => name.toLowerCase(), withHeader),
    ...ofNames(
      all,
      'cookie',
      (name) => name,
      (draft, name, value) => ({ ...draft, cookies: [...draft.cookies, `${name}=${value}`] }),
    ),
    ...ofNames(all, 'parameter', (name) => name, withParameter),
    ...ofQueries(all),
  );
  const lengths = [...new Set(conditions.flatMap((one) => (one.kind === 'bodyLength' ? one.moreThanBytes : [])))];
  if (lengths.length > 0)
    found.push({
      vary: (draft) => [
        draft,
        ...lengths.flatMap((most) => [most, most + 1]).map((length) => withHeader(draft, 'Content-Length', String(length))),
      ],
    });
  const networks = [...new Set(conditions.flatMap((one) => (one.kind === 'clientAddress' ? one.networks : [])))];
  if (networks.length > 0) {
    const addresses = boundaryAddresses(networks);
    found.push({
      vary: (draft) => [...(addresses ?? []), ...ELSEWHERE].map((clientAddress) => ({ ...draft, clientAddress })),
      because: addresses === undefined ? 'a network of clients cannot be read' : undefined,
    });
  }
  return found;
}

/** Of both families, for networks that reach to the end of all addresses. */
const ELSEWHERE = ['192.0.2.77', '2001:db8::77'];

const withHeader = (draft: Draft, name: string, value: string): Draft => ({ ...draft, headers: { ...draft.headers, [name]: value } });

const withParameter = (draft: Draft, name: string, value: string): Draft => ({
  ...draft,
  parameters: [...draft.parameters, `${name}=${value}`],
});

interface AskedCondition {
  readonly condition: Plain;
  readonly syntax: Syntax;
}

/** `keyOf`: two names with one key are one name. */
function ofNames(
  all: readonly AskedCondition[],
  kind: ValuePlace,
  keyOf: (name: string) => string,
  add: (draft: Draft, name: string, value: string) => Draft,
): readonly Dimension[] {
  const found = new Map<string, { readonly name: string; readonly tests: AskedTest[] }>();
  for (const { condition, syntax } of all) {
    if (condition.kind !== kind) continue;
    const { name, test } = condition as { readonly name: string; readonly test: ValueTest };
    const key = keyOf(name);
    const known = found.get(key);
    if (known === undefined) found.set(key, { name, tests: [{ test, syntax }] });
    else known.tests.push({ test, syntax });
  }
  return [...found.values()].map(({ name, tests }) => {
    const { values, incomplete } = examplesOf(tests, kind);
    const odd = kind === 'parameter' && [name, ...values].some((text) => !/^[\w.~-]*$/.test(text));
    return {
      vary: (draft) => [draft, ...values.map((value) => add(draft, name, value))],
      because: incomplete || odd ? `the tests of ${kind} ${name} are compared on some values` : undefined,
    };
  });
}

/** Of each test of the whole query one parameter may be there, of those that all of them can tell apart. */
function ofQueries(all: readonly AskedCondition[]): readonly Dimension[] {
  const queries = all.flatMap(({ condition, syntax }) =>
    condition.kind === 'query' ? condition.anyOf.map((one) => ({ ...one, syntax })) : [],
  );
  if (queries.length === 0) return [];
  const count = all.filter(({ condition }) => condition.kind === 'query').length;
  const keys = examplesOf(
    queries.flatMap(({ key, syntax }) => (key === undefined ? [] : [{ test: key, syntax }])),
    'parameter',
  );
  const values = examplesOf(
    queries.map(({ value, syntax }) => ({ test: value, syntax })),
    'parameter',
  );
  const odd = [...keys.values, ...values.values].some((text) => !/^[\w.~-]*$/.test(text));
  const pairs = keys.values.flatMap((key) => values.values.map((value) => [key, value] as const));
  const because = keys.incomplete || values.incomplete || odd ? 'the tests of queries are compared on some values' : undefined;
  return Array.from({ length: count }, () => ({
    vary: (draft: Draft) => [draft, ...pairs.map(([key, value]) => withParameter(draft, key, value))],
    because,
  }));
}

function profileOf({ place, method, headers, cookies, parameters, clientAddress }: Draft, host: string): Profile {
  const all = cookies.length === 0 ? headers : { ...headers, Cookie: cookies.join('; ') };
  return {
    ...place,
    method,
    host,
    query: parameters.join('&'),
    ...(Object.keys(all).length === 0 ? {} : { headers: all }),
    ...(clientAddress === undefined ? {} : { clientAddress }),
  };
}

/** `further`: what stands in the query besides parameters that are asked for. */
export function requestOf({ query, ...profile }: Profile, target: string, further = ''): RoutingRequest {
  const all = [query, further].filter((part) => part !== '').join('&');
  return { ...profile, target: all === '' ? target : `${target}?${all}` };
}

/** Ways to send a path, of which a codec may read one as the path itself. */
export const targetsOf = (path: string): readonly string[] => [
  path.replace(/[^\w\-.~!$&'()*+,;=:@/]/g, escapeByte),
  path,
  path.replace(/[^\w\-.~!$&'()*+,;=:@/%]/g, escapeByte),
];

const escapeByte = (byte: string): string => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
