import { isAddressIn } from '../../table/client-address';
import type { RoutingRequest } from '../../table/request';
import type { Condition, ValueTest } from '../../table/routing-table';

/** All requests, as far as conditions can see a difference between them. */
export interface Profiles {
  /** Without target. */
  readonly requests: readonly Omit<RoutingRequest, 'target'>[];
  /** What could not be followed, so that the requests are only some. */
  readonly incomplete: string | undefined;
}

const MOST_PROFILES = 4096;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'REPORT'];

interface Draft {
  readonly scheme: 'http' | 'https';
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly cookies: readonly string[];
  readonly clientAddress: string | undefined;
}

export function profilesOf(conditions: readonly Condition[], host: string): Profiles {
  let drafts: readonly Draft[] = (['http', 'https'] as const).map((scheme) => ({
    scheme,
    method: 'GET',
    headers: {},
    cookies: [],
    clientAddress: undefined,
  }));
  let incomplete: string | undefined;
  for (const { vary, because } of dimensions(conditions)) {
    incomplete ??= because;
    const more = drafts.flatMap(vary);
    if (more.length > MOST_PROFILES) {
      incomplete = `their conditions tell more than ${MOST_PROFILES} kinds of requests apart`;
      break;
    }
    drafts = more;
  }
  return { requests: drafts.map((draft) => requestOf(draft, host)), incomplete };
}

interface Dimension {
  readonly vary: (draft: Draft) => readonly Draft[];
  readonly because?: string | undefined;
}

/** Conditions that requests are varied for, or that the name of the host decides. */
const VARIED: readonly Condition['kind'][] = ['method', 'scheme', 'header', 'cookie', 'clientAddress', 'certificate', 'not'];

const inner = (condition: Condition): Condition => (condition.kind === 'not' ? inner(condition.condition) : condition);

function dimensions(given: readonly Condition[]): readonly Dimension[] {
  const conditions = given.map(inner);
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
  for (const [name, tests] of testsByName(conditions, 'header'))
    found.push({
      vary: (draft) => [draft, ...valuesOf(tests).map((value) => withHeader(draft, name, value))],
      because: patternIn(tests, `header ${name}`),
    });
  for (const [name, tests] of testsByName(conditions, 'cookie'))
    found.push({
      vary: (draft) => [draft, ...valuesOf(tests).map((value) => ({ ...draft, cookies: [...draft.cookies, `${name}=${value}`] }))],
      because: patternIn(tests, `cookie ${name}`),
    });
  const networks = [...new Set(conditions.flatMap((one) => (one.kind === 'clientAddress' ? one.networks : [])))];
  if (networks.length > 0) {
    const addresses = networks.map((network) => network.trim().split('/')[0] as string);
    found.push({
      vary: (draft) => [elsewhere(draft, networks), ...addresses.map((clientAddress) => ({ ...draft, clientAddress }))],
      because: 'networks of clients are compared at their first addresses',
    });
  }
  return found;
}

/** From an address that is in none of the networks, where one of those for documentation is not. */
function elsewhere(draft: Draft, networks: readonly string[]): Draft {
  const clientAddress = ['192.0.2.77', '198.51.100.77', '203.0.113.77'].find((address) => isAddressIn(address, networks) === false);
  return clientAddress === undefined ? draft : { ...draft, clientAddress };
}

const withHeader = (draft: Draft, name: string, value: string): Draft => ({ ...draft, headers: { ...draft.headers, [name]: value } });

function testsByName(conditions: readonly Condition[], kind: 'header' | 'cookie'): ReadonlyMap<string, readonly ValueTest[]> {
  const found = new Map<string, ValueTest[]>();
  for (const one of conditions) {
    if (one.kind !== kind) continue;
    found.set(one.name, [...(found.get(one.name) ?? []), one.test]);
  }
  return found;
}

function valuesOf(tests: readonly ValueTest[]): readonly string[] {
  const values = new Set(
    tests.flatMap((test) => (test.kind === 'equals' ? [test.value] : test.kind === 'matches' ? [plain(test.pattern)] : [])),
  );
  let other = 'other';
  while (values.has(other)) other += 'x';
  return [...values, other];
}

/** The text that a pattern most likely means; whether it matches is decided by whoever runs it. */
const plain = (pattern: string): string => pattern.replace(/^\^|\$$|\\(?=\W)/g, '').replace(/[^\x20-\x7e]/g, '');

const patternIn = (tests: readonly ValueTest[], what: string): string | undefined =>
  tests.some(({ kind }) => kind === 'matches') ? `patterns for ${what} are compared on some values` : undefined;

function requestOf({ scheme, method, headers, cookies, clientAddress }: Draft, host: string): Omit<RoutingRequest, 'target'> {
  const all = cookies.length === 0 ? headers : { ...headers, Cookie: cookies.join('; ') };
  return {
    scheme,
    method,
    host,
    ...(Object.keys(all).length === 0 ? {} : { headers: all }),
    ...(clientAddress === undefined ? {} : { clientAddress }),
  };
}

/** A path as a client sends it. */
export const targetOf = (path: string): string =>
  path.replace(/[^\w\-.~!$&'()*+,;=:@/]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
