import type { RoutingRequest } from '../../table/request';
import type { Candidate } from '../../table/routing-table';
import { changesPath, looksUpAgain } from '../../table/script';
import { type Change, classify, classifyEffects, observed } from './classify';
import type { Difference, UndecidedPart } from './difference';
import type { HostPair } from './hosts';
import { type Language, languageOf } from './language';
import { profilesOf, targetOf } from './requests';
import { conditionsIn, conditionsOf, type Plan, type Side } from './side';
import { commonPrefix, inOneForm } from './strip-prefix';
import { type Alphabet, type Cell, walk } from './walk';
import { withoutOrigins } from './without-origins';

/** Patterns that could not be followed: all ways in which they may match are tried. */
const MOST_OPEN = 6;

export interface HostOptions {
  readonly alphabet: Alphabet;
  readonly stateLimit: number;
  /** Whether equal words mean the same, undecided outcomes included. */
  readonly sameController: boolean;
}

export interface HostDiff {
  readonly differences: readonly Difference[];
  readonly undecided: readonly UndecidedPart[];
}

/** Compares what two tables do with requests to the hosts of one pair. */
export class HostComparison {
  private readonly language: Language;
  private readonly found = new Map<string, Difference>();
  private readonly open = new Map<string, UndecidedPart>();

  public constructor(
    private readonly hosts: readonly string[],
    private readonly sides: readonly [Side, Side],
    private readonly options: HostOptions,
  ) {
    const [before, after] = sides;
    const candidates = (side: Side) => ({ list: side.candidates, syntax: side.table.requests.regexSyntax });
    this.language = languageOf([candidates(before), candidates(after)]);
  }

  public run(): HostDiff {
    const { alphabet, stateLimit } = this.options;
    if (this.sides.some(({ entry: { first = [] } }) => first.some((step) => step.kind === 'script' && changesPath(step.statements)))) {
      this.leave(['/'], 'a script changes paths before any route is looked for', 0);
      return { differences: [], undecided: [...this.open.values()] };
    }
    const { cells, provedLength } = walk(this.language, alphabet, stateLimit);
    for (const cell of cells) this.compareCell(cell);
    const [one, other] = this.sides.map(({ entry: { tls, first, errorPages } }) => withoutOrigins({ tls, first, errorPages }));
    if (one !== other) this.leave(['/'], 'what stands before all routes of the host differs', 0);
    const stopped: readonly UndecidedPart[] =
      provedLength === undefined
        ? []
        : [{ hosts: this.hosts, path: undefined, because: `the paths have more than ${stateLimit} states`, compared: 0, provedLength }];
    return { differences: [...this.found.values()], undecided: [...stopped, ...this.open.values()] };
  }

  private compareCell({ before, after, words }: Cell): void {
    const { split, open } = this.language;
    const rows = [before, after.map((tag) => tag - split)] as const;
    const [one, other] = this.sides;
    const texts = this.sides.map((side, index) =>
      withoutOrigins([(rows[index] as readonly number[]).map((position) => side.candidates[position]), side.entry.otherwise]),
    );
    const [host = ''] = this.hosts;
    const conditions = this.sides.flatMap((side, index) => [
      ...(rows[index] as readonly number[]).flatMap((position) => conditionsIn(side.candidates[position] as never)),
      ...conditionsOf(side.entry.otherwise),
    ]);
    const certificateMatters = conditions.some(({ kind }) => kind === 'certificate') && one.covers(host) !== other.covers(host);
    const leads = this.sides.some((side, index) =>
      (rows[index] as readonly number[]).some((at) => leadsElsewhere(side.candidates[at] as Candidate)),
    );
    const known = this.options.sameController || !texts[0]?.includes('"kind":"undecided"');
    if (texts[0] === texts[1] && known && !certificateMatters && !leads) return;
    const patterns = [...new Set([...before, ...after].flatMap((tag) => open[tag] ?? []))];
    if (patterns.length > MOST_OPEN) {
      this.leave(words, `${patterns.length} patterns that could not be followed`, 0);
      return;
    }
    if (leads) {
      this.leave(words, 'a script changes the path and looks for a route again', 0);
      return;
    }
    const profiles = profilesOf(conditions, host);
    if (profiles.incomplete !== undefined) this.leave(words, profiles.incomplete, profiles.requests.length);
    for (const profile of profiles.requests) {
      for (let ways = 0; ways < 2 ** patterns.length; ways++) {
        const matches = (tag: number): boolean => {
          const pattern = open[tag];
          return pattern === undefined || (ways & (1 << patterns.indexOf(pattern))) !== 0;
        };
        this.comparePlans(rows, words, profile, matches, patterns);
      }
    }
  }

  private comparePlans(
    rows: readonly [readonly number[], readonly number[]],
    words: readonly string[],
    profile: Omit<RoutingRequest, 'target'>,
    matches: (tag: number) => boolean,
    patterns: readonly string[],
  ): void {
    const [one, other] = this.sides;
    // Not every text is the normalized path of a request.
    const word = words.find((path) => this.sides.every((side) => side.context(requestFor(profile, path))?.seen.target.path === path));
    const example = requestFor(profile, word ?? (words[0] as string));
    const contexts = [one.context(example), other.context(example)] as const;
    if (contexts[0] === undefined || contexts[1] === undefined) {
      const early = this.sides.map((side) => observed(side.resolve(example)));
      if (early[0] !== early[1]) this.leave(words, 'one of the sides answers such a request before it looks for a route', 0);
      return;
    }
    const before = one.plan(rows[0], contexts[0], matches);
    const after = other.plan(rows[1], contexts[1], (position) => matches(position + this.language.split));
    if (typeof before === 'string' || typeof after === 'string') {
      this.leave(words, typeof before === 'string' ? before : String(after), 0);
      return;
    }
    if (word === undefined) {
      if (before.text !== after.text) this.leave(words, 'no request with such a path is known', 0);
      return;
    }
    this.compareEffects([before, after], [word], profile, patterns);
    if (before.text === after.text || isSameRewrite(before, after)) return;
    const compared = this.tryWords([before, after], words, profile);
    if (compared === 0) return;
    const scripts = [before, after].some(({ steps }) => steps.some(({ kind }) => kind === 'script'));
    const rewrites = scripts ? 'scripts that differ' : 'rewrites of another form';
    const form = before.further === after.further ? rewrites : 'pages, Location headers or lengths of bodies differ';
    const because = patterns.length > 0 ? `the pattern "${patterns.join('", "')}" could not be followed` : form;
    this.leave(words, because, compared);
  }

  /** 0 if a difference was found, else the number of requests that were compared. */
  private tryWords(plans: readonly [Plan, Plan], words: readonly string[], profile: Omit<RoutingRequest, 'target'>): number {
    let compared = 0;
    for (const word of words) {
      for (const query of ['', '?q=1']) {
        const request = { ...profile, target: targetOf(word) + query };
        const [before, after] = this.sides.map((side) => side.resolve(request));
        if (before === undefined || after === undefined || before.undecided !== undefined || after.undecided !== undefined) continue;
        compared++;
        if (observed(before) === observed(after)) continue;
        this.report(classify(before, after, profile.scheme ?? 'http', plans), request, plans);
        return 0;
      }
    }
    return Math.max(1, compared);
  }

  private compareEffects(
    plans: readonly [Plan, Plan],
    words: readonly string[],
    profile: Omit<RoutingRequest, 'target'>,
    patterns: readonly string[],
  ): void {
    const [before, after] = plans.map(({ effects }) => effects);
    if (before === undefined && after === undefined) return;
    const served = plans.map((plan) => plan.text.includes('"kind":"forward"'));
    if (before === undefined || after === undefined) {
      // A request that no backend gets on one side differs in its outcome, if at all.
      if (served[0] && served[1]) this.leave(words, 'what else happens to such requests is known of one side only', 0);
      return;
    }
    const request = requestFor(profile, words[0] as string);
    for (const change of classifyEffects(before, after, served[1] === true)) {
      if (patterns.length > 0) this.leave(words, `the pattern "${patterns.join('", "')}" could not be followed`, 0);
      else this.report(change, request, plans);
    }
  }

  private report({ kind, what }: Change, request: RoutingRequest, [before, after]: readonly [Plan, Plan]): void {
    const [one, other] = this.sides;
    const origins = [before, after].map(({ candidate }) => withOrigin(candidate));
    const key = JSON.stringify([kind, kind === 'effect' || kind === 'unguarded' ? what : '', ...origins]);
    if (this.found.has(key)) return;
    const decisions = [one.resolve(request), other.resolve(request)] as const;
    this.found.set(key, {
      kind,
      what,
      request,
      before: decisions[0],
      after: decisions[1],
      beforeBy: decisions[0].decidedBy ?? before.candidate?.origin,
      afterBy: decisions[1].decidedBy ?? after.candidate?.origin,
      hosts: this.hosts,
    });
  }

  private leave(words: readonly string[], because: string, compared: number): void {
    const known = this.open.get(because);
    const path = known?.path ?? words[0];
    this.open.set(because, { hosts: this.hosts, path, because, compared: (known?.compared ?? 0) + compared });
  }
}

/** Whether the plans differ in nothing but the form of rewrites that replace a prefix. */
function isSameRewrite(before: Plan, after: Plan): boolean {
  const prefix = commonPrefix([before.candidate, after.candidate]);
  if (prefix === undefined || before.further !== after.further) return false;
  const [one, other] = [before, after].map(({ steps, leaf }) => withoutOrigins({ steps: inOneForm(steps, prefix), leaf }));
  // What groups matched is another text in another form.
  return one === other && one?.includes('"capture"') === false;
}

/** Whether a request that the candidate takes may end at another one. */
const leadsElsewhere = ({ steps }: Candidate): boolean => steps.some((step) => step.kind === 'script' && looksUpAgain(step.statements));

const requestFor = (profile: Omit<RoutingRequest, 'target'>, path: string): RoutingRequest => ({ ...profile, target: targetOf(path) });

const withOrigin = (candidate: Plan['candidate']): string =>
  candidate === undefined ? '' : JSON.stringify([candidate.origin, candidate.match]);

export function comparePair(pair: HostPair, sides: readonly [Side, Side], options: HostOptions): HostDiff {
  return pair.same && options.sameController ? { differences: [], undecided: [] } : new HostComparison(pair.names, sides, options).run();
}
