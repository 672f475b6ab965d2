import { CertificateIndex, HostIndex } from '../../table/host-index';
import { ListenerIndex } from '../../table/listener-index';
import { RegexCache } from '../../table/regex-cache';
import type { Candidate, Condition, HostEntry, PathTest, RoutingTableData, ValueTest } from '../../table/routing-table';
import { conditionsIn, conditionsOf, conditionsOfSteps, withoutNot } from './conditions-in';
import type { Domain } from './domain';
import { languageOf, type Probe, type Syntax } from './language';
import type { Place } from './places';
import { walk } from './walk';
import { withoutOrigins } from './without-origins';

/** Hosts that both sides treat by the same two entries. */
export interface HostPair {
  /** The first is an example for all; a shortest one. */
  readonly names: string[];
  readonly places: readonly Place[];
  readonly before: HostEntry;
  readonly after: HostEntry;
  /** Whether both sides say the same about every request, as they say it in the same words. */
  readonly same: boolean;
}

export interface HostPairs {
  readonly pairs: readonly HostPair[];
  /** Why the hosts are not all. */
  readonly undecided: readonly string[];
}

/** One name for every class of hosts that the tables can tell apart: every name and domain, with one and two labels more. */
export function hostPairs(before: RoutingTableData, after: RoutingTableData, places: readonly Place[], { kind }: Domain): HostPairs {
  const tables = [before, after];
  const finders = tables.map((table) => new EntryFinder(table));
  const pairs = new Map<string, HostPair>();
  const undecided = new Set<string>();
  const known = new HostTests(tables, kind === 'plain');
  const ofPatterns = known.namesOfPatterns();
  if (ofPatterns === undefined)
    for (const { pattern } of known.patterns)
      undecided.add(`hosts that match "${pattern}" are not compared beyond the names in the tables`);
  for (const name of new Set([...known.names(), ...(ofPatterns ?? [])])) {
    const at = new Map<string, { readonly places: Place[]; readonly entries: readonly [HostEntry, HostEntry] }>();
    for (const place of places) {
      const [one, other] = finders.map((finder) => finder.find(name, place));
      if (typeof one !== 'object' || typeof other !== 'object') {
        for (const found of [one, other]) if (typeof found === 'string') undecided.add(`host ${name}: ${found}`);
        continue;
      }
      // Nobody can send a request there.
      if (one.otherwise.kind === 'noAnswer' && other.otherwise.kind === 'noAnswer' && isEmpty(one) && isEmpty(other)) continue;
      const key = `${finders[0]?.textOf(one)}\n${finders[1]?.textOf(other)}`;
      const places = at.get(key)?.places;
      if (places === undefined) at.set(key, { places: [place], entries: [one, other] });
      else places.push(place);
    }
    for (const [texts, { places: some, entries }] of at) {
      const covered = finders.map((finder) => finder.covers(name));
      // Whoever asks for the name in a condition tells apart what the entries do not.
      const key = JSON.stringify([texts, some, covered, ...(entries.some(asksForName) ? [name] : [])]);
      const pair = pairs.get(key);
      if (pair !== undefined) pair.names.push(name);
      else {
        const [text, otherText] = texts.split('\n');
        const [one, other] = entries;
        pairs.set(key, { names: [name], places: some, before: one, after: other, same: text === otherText && covered[0] === covered[1] });
      }
    }
  }
  return { pairs: [...pairs.values()], undecided: [...undecided] };
}

const isEmpty = ({ before, candidates }: HostEntry): boolean => before.length + candidates.length === 0;

/** Finds the entry of a table for the name of a host at a place. */
class EntryFinder {
  private readonly index: HostIndex | ListenerIndex<{ readonly hosts: HostIndex }>;
  private readonly certificates: CertificateIndex;
  private readonly texts = new Map<HostEntry, string>();
  private readonly closed = new Map<string, HostEntry>();

  public constructor(table: RoutingTableData) {
    const regexes = new RegexCache(table.requests.regexSyntax);
    const { listeners } = table;
    this.index =
      listeners === undefined ? new HostIndex(table, regexes) : new ListenerIndex({ ...table, listeners }, regexes, (hosts) => ({ hosts }));
    this.certificates = new CertificateIndex(table);
  }

  /** A text if it cannot be decided. */
  public find(name: string, { scheme, port }: Place): HostEntry | string {
    let { index } = this;
    if (index instanceof ListenerIndex) {
      const place = index.find({ scheme, host: name, target: '/', ...(port === undefined ? {} : { port }) });
      if ('because' in place) return this.closedBecause(place.because);
      index = place.hosts;
    }
    const found = index.find(name);
    return found.how === 'undecided' ? found.because : found.entry;
  }

  public covers(name: string): boolean {
    return this.certificates.covers(name);
  }

  /** In one line. */
  public textOf(entry: HostEntry): string {
    let text = this.texts.get(entry);
    if (text === undefined) {
      const { host: _, names: __, listener: ___, ...rest } = entry;
      text = withoutOrigins(rest);
      this.texts.set(entry, text);
    }
    return text;
  }

  private closedBecause(because: string): HostEntry {
    let entry = this.closed.get(because);
    if (entry === undefined) {
      entry = { host: '', names: [], before: [], candidates: [], otherwise: { kind: 'noAnswer', because } };
      this.closed.set(because, entry);
    }
    return entry;
  }
}

const allConditions = ({ first = [], before, candidates, otherwise }: HostEntry): readonly Condition[] => [
  ...conditionsOfSteps(first),
  ...[...before, ...candidates].flatMap((candidate: Candidate) => conditionsIn(candidate)),
  ...conditionsOf(otherwise),
];

const asksForName = (entry: HostEntry): boolean => allConditions(entry).some((one) => ['host', 'hostName'].includes(withoutNot(one).kind));

/** Bytes of names of hosts, as a domain registry takes them (RFC 1123, section 2.1). */
const HOST_BYTES: ReadonlySet<number> = new Set(Array.from('abcdefghijklmnopqrstuvwxyz0123456789-.', (char) => char.charCodeAt(0)));
const VALID = '^[a-z0-9-]+(\\.[a-z0-9-]+)*$';
const MOST_TESTS = 400;
const MOST_STATES = 20_000;

/** What the tables compare the names of hosts with. */
class HostTests {
  /** Patterns that names cannot simply be derived from. */
  public readonly patterns: { readonly pattern: string; readonly probe: Probe }[] = [];
  private readonly found = new Set<string>();
  private readonly domains = new Set<string>();
  private readonly beginnings = new Set<string>();

  /** `withoutDot`: names with a dot at their end, which is no other host for some codecs, are left out. */
  public constructor(
    tables: readonly RoutingTableData[],
    private readonly withoutDot: boolean,
  ) {
    for (const { hosts, patterns, fallback, certificates, listeners = [], requests } of tables) {
      const syntax = requests.regexSyntax;
      for (const { names } of hosts) for (const name of names) this.add(name);
      for (const { host } of certificates) this.add(host);
      for (const { serverName } of listeners) if (serverName !== undefined) this.add(serverName);
      for (const { match } of patterns) {
        if (match.kind === 'oneLabel' || match.kind === 'anyDepth') this.add(`*.${match.domain}`);
        else if (match.kind === 'anyEnding') this.beginnings.add(match.beginning);
        else if (match.kind !== 'any') this.addPattern({ caseSensitive: false, ...match }, syntax);
      }
      for (const entry of [...hosts, ...patterns, fallback])
        for (const condition of allConditions(entry).map(withoutNot)) {
          if (condition.kind === 'hostName') this.addTest(condition.test, syntax);
          if (condition.kind === 'host') this.addPattern({ kind: 'regex', pattern: condition.pattern, caseSensitive: true }, syntax);
        }
    }
  }

  public names(): readonly string[] {
    const found = new Set(this.found);
    // A label that no manifest has.
    const label = freeLabel([...this.domains]);
    for (const domain of this.domains) for (const more of ['', `${label}.`, `${label}.${label}.`]) found.add(more + domain);
    for (const beginning of this.beginnings)
      for (const end of [label, `${label}.${label}`, ...this.domains])
        for (const name of [`${beginning}.${end}`, `${beginning}.${label}.${end}`]) found.add(name);
    found.add(`${label}.invalid`);
    return [...found];
  }

  /** A name for each way in which patterns, names and domains can match, all together; undefined if that cannot be followed. */
  public namesOfPatterns(): readonly string[] | undefined {
    if (this.patterns.length === 0) return [];
    const regex = (pattern: string): Probe => ({ test: { kind: 'regex', pattern, caseSensitive: true }, syntax: 'pcre2' });
    const probes: readonly Probe[] = [
      regex(VALID),
      ...this.patterns.map(({ probe }) => probe),
      ...[...this.found].map((name): Probe => ({ test: { kind: 'exact', path: name, caseSensitive: true }, syntax: 'pcre2' })),
      ...[...this.domains].map(escaped).flatMap((domain) => [regex(`^[^.]+\\.${domain}$`), regex(`^[^.]+\\..+\\.${domain}$`)]),
      ...[...this.beginnings].map((beginning) => regex(`^${escaped(beginning)}\\.`)),
    ];
    if (probes.length > MOST_TESTS) return undefined;
    const language = languageOf([NONE, NONE], probes, HOST_BYTES);
    const [valid] = language.tagOfProbe;
    if (language.tagOfProbe.includes(undefined)) return undefined;
    const { cells, provedLength } = walk(language, { bytes: HOST_BYTES }, MOST_STATES);
    if (provedLength !== undefined) return undefined;
    return cells.filter((cell) => cell.probes.includes(valid as number)).flatMap(({ words }) => words.slice(0, 1));
  }

  private add(host: string): void {
    const name = host.replace(/^\*\./, '').toLowerCase();
    if (name === '' || name === '_' || (this.withoutDot && name.endsWith('.'))) return;
    if (!host.startsWith('*.')) this.found.add(name);
    for (let rest = name; rest !== ''; rest = rest.includes('.') ? rest.slice(rest.indexOf('.') + 1) : '') this.domains.add(rest);
  }

  private addTest(test: ValueTest, syntax: Syntax): void {
    if (test.kind === 'equals') this.add(test.value);
    else if (test.kind === 'anyOf') for (const one of test.tests) this.addTest(one, syntax);
    else if (test.kind !== 'present')
      this.addPattern(
        { kind: test.kind === 'wildcard' ? 'wildcard' : 'regex', pattern: test.pattern, caseSensitive: test.caseSensitive },
        syntax,
      );
  }

  /** `*` in front of a domain is any number of labels, of which one and two stand for all. */
  private addPattern(test: Extract<PathTest, { kind: 'wildcard' | 'regex' }>, syntax: Syntax): void {
    const { pattern } = test;
    if (/^\*\.[\w.-]+$/.test(pattern)) this.add(pattern);
    else this.patterns.push({ pattern, probe: { test, syntax } });
  }
}

const NONE = { list: [], syntax: undefined } as const;

const escaped = (text: string): string => text.replace(/[^a-z0-9]/g, (char) => `\\${char}`);

function freeLabel(domains: readonly string[]): string {
  let label = 'other';
  while (domains.some((domain) => domain.split('.').includes(label))) label += 'x';
  return label;
}
