import { join } from 'node:path';
import { conditionsIn, withoutNot } from '../../../src/proof/diff/conditions-in';
import { diffTables } from '../../../src/proof/diff/diff-tables';
import type { TableDiff } from '../../../src/proof/diff/difference';
import type { RoutingTableData } from '../../../src/table/routing-table';
import { answerCase, tableOf } from '../../truth/harness/answer-case';
import { CONTROLLERS } from '../../truth/harness/controllers';
import { readLines } from '../../truth/harness/read-lines';
import type { RecordedCase, RecordedRequest, RequestAnswer } from '../../truth/harness/recorded-case';
import type { Surroundings } from '../../truth/harness/surroundings';

/**
 * The judge: what real controllers answered. Where the recorded answers of two controllers differ, the comparison of their tables must not say
 * that requests of that kind are treated alike.
 */
const TRUTH = join(__dirname, '../../truth');

interface Answer {
  readonly status: number | null;
  readonly backend: string | null;
  readonly upstreamUri: string | null;
  readonly location: string | null;
}

/** A case with what one controller answered, by request. */
interface Recorded {
  readonly given: RecordedCase;
  readonly surroundings: Surroundings;
  readonly answers: ReadonlyMap<string, Answer>;
}

type Line = { readonly name: string } & { readonly [member: string]: unknown };

/** Who answers by itself, the controller or its default backend, is not seen. */
const answerOf = ({ status = null, backend = null, upstreamUri = null, location = null }: Partial<Answer>): Answer => ({
  status,
  backend: backend === 'default-backend' ? null : backend,
  upstreamUri,
  location,
});

const keyOf = ({
  scheme = 'http',
  method = 'GET',
  host,
  path,
  headers = {},
  sni,
  port,
  httpVersion,
  clientCert,
}: RecordedRequest): string => JSON.stringify([scheme, method, host, path, headers, sni, port, httpVersion, clientCert]);

const surroundingsOf = (controller: string): Surroundings => {
  const found = CONTROLLERS.find((one) => one.controller === controller);
  if (found === undefined) throw new Error(`no surroundings of ${controller}`);
  return found;
};

/** Answers that the library gives as well: what it is known to say otherwise is listed as an exception by the tests of each controller. */
function recorded(given: RecordedCase, surroundings: Surroundings, observed: readonly (Partial<Answer> | undefined)[]): Recorded {
  const mine = answerCase(given, surroundings).requests;
  const answers = new Map<string, Answer>();
  given.requests.forEach((request, index) => {
    const [seen, said] = [observed[index], mine[index]];
    if (seen === undefined || said === undefined || 'undecided' in said) return;
    if (JSON.stringify(answerOf(seen)) === JSON.stringify(answerOf(said as Exclude<RequestAnswer, { undecided: string }>)))
      answers.set(keyOf(request), answerOf(seen));
  });
  return { given, surroundings, answers };
}

const lines = (file: string): readonly Line[] => readLines<Line>(join(TRUTH, file));

function gateway(implementation: string): ReadonlyMap<string, Recorded> {
  const surroundings = surroundingsOf(`gateway-api/${implementation}`);
  const cases = new Map(readLines<RecordedCase>(join(TRUTH, 'gateway-api/cases.jsonl')).map((one) => [one.name, one]));
  return new Map(
    lines(`gateway-api/${implementation}.jsonl`).map(({ name, rejected = [], answers }) => {
      const given = { ...(cases.get(name) as RecordedCase), rejected: rejected as readonly string[] };
      const seen = (answers as readonly (Answer & { readonly or?: unknown })[]).map((one) => (one.or === undefined ? one : undefined));
      return [name, recorded(given, surroundings, seen)] as const;
    }),
  );
}

function ingresses(file: string, controller: string): ReadonlyMap<string, Recorded> {
  const [head] = lines(file);
  const options = head?.options === undefined ? {} : { options: head.options as readonly string[] };
  const cases = lines(file).filter(({ requests }) => requests !== undefined) as unknown as readonly RecordedCase[];
  return new Map(
    cases.map((one) => {
      const seen = one.requests.map((request) => {
        const { observed, unstable, alsoSeen } = request as {
          observed?: Answer & { alsoSeen?: unknown };
          unstable?: unknown;
          alsoSeen?: unknown;
        };
        return unstable === undefined && alsoSeen === undefined && observed?.alsoSeen === undefined ? observed : undefined;
      });
      return [one.name, recorded({ ...options, ...one }, surroundingsOf(controller), seen)] as const;
    }),
  );
}

function ingressNginx(file: string): ReadonlyMap<string, Recorded> {
  const found = new Map<string, Recorded>();
  for (const { results, ...one } of lines(`ingress-nginx-1.15.1/${file}`)) {
    for (const { mode, configOk, requests } of results as readonly { mode: 'enforce'; configOk: boolean; requests: RecordedRequest[] }[]) {
      if (!configOk) continue;
      const given = { ...(one as unknown as RecordedCase), mode, requests };
      const seen = requests.map((request) => (request as { observed?: Answer }).observed);
      found.set(`${one.name} ${mode}`, recorded(given, surroundingsOf('ingress-nginx'), seen));
    }
  }
  return found;
}

// ---- which requests a proof is about

const headerNames = (table: RoutingTableData): readonly string[] =>
  [...table.hosts, ...table.patterns, table.fallback]
    .flatMap(({ before, candidates }) => [...before, ...candidates])
    .flatMap(conditionsIn)
    .map(withoutNot)
    .flatMap((one) => (one.kind === 'header' ? [one.name.toLowerCase()] : one.kind === 'cookie' ? ['cookie'] : []));

/** The requests that the statement about tables of two codecs names, as it is worded. */
function isNamed(request: RecordedRequest, tables: readonly RoutingTableData[], { statement }: TableDiff): boolean {
  const {
    scheme = 'http',
    method = 'GET',
    host,
    path,
    headers = {},
    sni,
    httpVersion = 'HTTP/1.1',
    port = scheme === 'https' ? 443 : 80,
  } = request;
  const [target = '', query] = path.split('?', 2);
  const names = Array.isArray(headers) ? headers.map(([name]) => name as string) : Object.keys(headers);
  const asked = tables.flatMap(headerNames);
  return (
    httpVersion === 'HTTP/1.1' &&
    new RegExp(`(?<!\\d)${port} \\(${scheme}\\)`).test(statement) &&
    ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) &&
    host !== null &&
    /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(host) &&
    (sni === undefined || sni === host) &&
    /^\/(?:(?!\.{1,2}(?:\/|$))[\w.~-]+\/)*(?!\.{1,2}$)[\w.~-]*$/.test(target) &&
    (query === undefined || (/^[\w.~=&-]+$/.test(query) && isEachOnce(query.split('&').map((part) => part.split('=', 1)[0] ?? '')))) &&
    isEachOnce(names.map((name) => name.toLowerCase())) &&
    names.every((name) => asked.includes(name.toLowerCase()))
  );
}

const isEachOnce = (names: readonly string[]): boolean => new Set(names).size === names.length;

// ---- pairs

interface Counts {
  pairs: number;
  same: number;
  different: number;
  undecided: number;
  /** Requests that were answered otherwise, by what the comparison says of them. */
  differ: { named: number; raw: number; undecided: number; missed: number };
  alike: number;
}

function compareAll(pairs: readonly (readonly [Recorded, Recorded])[]): { readonly counts: Counts; readonly missed: readonly unknown[] } {
  const counts: Counts = { pairs: 0, same: 0, different: 0, undecided: 0, differ: { named: 0, raw: 0, undecided: 0, missed: 0 }, alike: 0 };
  const missed: unknown[] = [];
  for (const [one, other] of pairs) {
    const tables = [one, other].map(({ given, surroundings }) => tableOf(given, surroundings)) as [RoutingTableData, RoutingTableData];
    // A table that cannot be loaded is not the one that answered.
    if (tables.some(({ frozen }) => frozen.length > 0)) continue;
    const found = diffTables(...tables);
    counts.pairs++;
    counts[found.verdict]++;
    for (const request of one.given.requests) {
      const [before, after] = [one.answers.get(keyOf(request)), other.answers.get(keyOf(request))];
      if (before === undefined || after === undefined) continue;
      if (JSON.stringify(before) === JSON.stringify(after)) counts.alike++;
      else if (isNamed(request, tables, found)) {
        if (found.verdict === 'different') counts.differ.named++;
        else if (found.verdict === 'undecided') counts.differ.undecided++;
        else {
          counts.differ.missed++;
          missed.push({ cases: [one.given.name, other.given.name], request, before, after, statement: found.statement });
        }
      } else if (found.raw.length > 0) counts.differ.raw++;
      else if (found.verdict === 'different') counts.differ.named++;
      else if (found.verdict === 'undecided') counts.differ.undecided++;
      else {
        counts.differ.missed++;
        missed.push({ cases: [one.given.name, other.given.name], request, before, after, raw: 'nothing' });
      }
    }
  }
  return { counts, missed };
}

const byName = (one: ReadonlyMap<string, Recorded>, other: ReadonlyMap<string, Recorded>): readonly (readonly [Recorded, Recorded])[] =>
  [...one].flatMap(([name, each]) => (other.has(name) ? [[each, other.get(name) as Recorded] as const] : []));

/** Each case of one with the case of the other that has most requests in common, if there are enough. */
function byRequests(
  one: ReadonlyMap<string, Recorded>,
  other: ReadonlyMap<string, Recorded>,
  least: number,
): readonly (readonly [Recorded, Recorded])[] {
  const having = new Map<string, Recorded[]>();
  for (const each of other.values()) for (const key of each.answers.keys()) having.set(key, [...(having.get(key) ?? []), each]);
  return [...one.values()].flatMap((each) => {
    const common = new Map<Recorded, number>();
    for (const key of each.answers.keys()) for (const found of having.get(key) ?? []) common.set(found, (common.get(found) ?? 0) + 1);
    const [best] = [...common].sort(([, a], [, b]) => b - a);
    return best === undefined || best[1] < least ? [] : [[each, best[0]] as const];
  });
}

const IMPLEMENTATIONS = ['envoy-gateway', 'istio', 'contour', 'traefik'] as const;
const gateways = new Map<string, ReadonlyMap<string, Recorded>>();
const gatewayOf = (name: string): ReadonlyMap<string, Recorded> => {
  const known = gateways.get(name) ?? gateway(name);
  gateways.set(name, known);
  return known;
};

type Pairs = () => readonly (readonly [Recorded, Recorded])[];

const nginxFiles = ['cases.jsonl', 'random.jsonl', 'second-cases.jsonl', 'second-random.jsonl'] as const;
let nginx: ReadonlyMap<string, Recorded> | undefined;
const nginxCases = (): ReadonlyMap<string, Recorded> => {
  nginx ??= new Map(nginxFiles.flatMap((file) => [...ingressNginx(file)]));
  return nginx;
};

/** Of the same objects, or of those that were asked for the same. */
const PAIRS: readonly (readonly [name: string, pairs: Pairs])[] = [
  ...IMPLEMENTATIONS.flatMap((one, index) =>
    IMPLEMENTATIONS.slice(index + 1).map((other) => [`${one} and ${other}`, () => byName(gatewayOf(one), gatewayOf(other))] as const),
  ),
  [
    'ingress-nginx and traefik/nginx',
    () =>
      byName(
        new Map(
          [...nginxCases()].flatMap(([name, one]) => (name.endsWith(' enforce') ? [[name.replace(/ enforce$/, ''), one] as const] : [])),
        ),
        ingresses('traefik-3.7.13/providers/nginx-provider.jsonl', 'traefik/nginx'),
      ),
  ],
  [
    'traefik/ingress and haproxy',
    () =>
      ['plain.jsonl', 'plain-random.jsonl'].flatMap((file) =>
        byName(ingresses(`traefik-3.7.13/providers/${file}`, 'traefik/ingress'), ingresses(`haproxy-3.2.11/${file}`, 'haproxy')),
      ),
  ],
  ...IMPLEMENTATIONS.map((one) => [`ingress-nginx and ${one}`, () => byRequests(nginxCases(), gatewayOf(one), 6)] as const),
  [
    'ingress-nginx and traefik/ingress',
    () => byRequests(nginxCases(), ingresses('traefik-3.7.13/providers/plain.jsonl', 'traefik/ingress'), 6),
  ],
  ['ingress-nginx and haproxy', () => byRequests(nginxCases(), ingresses('haproxy-3.2.11/plain.jsonl', 'haproxy'), 6)],
];

test.each(PAIRS)('%s: requests that were answered otherwise are not called the same', (name, pairs) => {
  const { counts, missed } = compareAll(pairs());
  const { pairs: count, same, different, undecided, differ, alike } = counts;
  process.stdout.write(
    `recorded: ${name}: ${count} pairs, ${same} same, ${different} different, ${undecided} undecided; ` +
      `of ${differ.named + differ.raw + differ.undecided + differ.missed} requests that were answered otherwise ${differ.named} are in a pair that ` +
      `is different, ${differ.raw} are of a kind that the statement leaves out and differences are named of, ${differ.undecided} are in a pair ` +
      `that is undecided, ${differ.missed} are called the same; ${alike} were answered alike\n`,
  );
  expect(missed).toEqual([]);
  // Whoever says nothing would say nothing wrong.
  expect(count).toBeGreaterThan(100);
  expect(differ.named).toBeGreaterThan(differ.undecided);
});
