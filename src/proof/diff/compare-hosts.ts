import type { Decision } from '../../table/decide';
import type { RoutingRequest } from '../../table/request';
import type { Candidate } from '../../table/routing-table';
import { gatesOf } from './changed-parts';
import { type Change, classify, classifyEffects, looksAlike, observed } from './classify';
import type { Difference, UndecidedPart } from './difference';
import { decisionText } from './difference-text';
import type { Domain } from './domain';
import { HostCells, type Rows } from './host-cells';
import type { HostPair } from './hosts';
import type { Doubt, Language } from './language';
import { formsOf, type PathForm } from './meaning/form';
import { meaningOf } from './meaning/meaning';
import { stepsText } from './meaning/steps-text';
import { REQUEST_CLASSES } from './request-classes';
import { type Profile, requestOf, targetsOf } from './requests';
import type { Plan, Side } from './side';
import type { Cell } from './walk';
import { withoutOrigins } from './without-origins';

/** Patterns that could not be followed: all ways in which they may match are tried. */
const MOST_OPEN = 6;

/** Paths of a host that are written in unusual ways. */
const MOST_UNUSUAL = 6;
const MOST_GUARDED = 20;

/** A path that other ways to write requests can be made of. */
const PLAIN_PATH = /^\/[\w.~/-]*$/;

export interface HostOptions {
  readonly domain: Domain;
  readonly stateLimit: number;
  /** Whether equal words mean the same, undecided outcomes included. */
  readonly sameController: boolean;
  /** Whether requests are read and written alike, so that equal steps do the same. */
  readonly sameReading: boolean;
}

export interface HostDiff {
  readonly differences: readonly Difference[];
  readonly undecided: readonly UndecidedPart[];
}

/** Compares what two tables do with requests to the hosts of one pair. */
export class HostComparison {
  private readonly all: HostCells;
  private readonly language: Language;
  private readonly found = new Map<string, Difference>();
  private readonly open = new Map<string, UndecidedPart>();
  private readonly texts: readonly [Map<number, string>, Map<number, string>] = [new Map(), new Map()];
  private readonly hosts: readonly string[];
  private readonly host: string;
  /** Requests that both sides treat alike, one for each kind of cell. */
  private readonly alike: (readonly [Profile, string])[] = [];
  /** Requests that both sides guard. */
  private readonly guarded: (readonly [Profile, string])[] = [];

  public constructor(
    private readonly pair: HostPair,
    private readonly sides: readonly [Side, Side],
    private readonly options: HostOptions,
    /** By the way to write a request; a way that is here is not tried again. */
    private readonly raw: Map<string, Difference>,
  ) {
    this.hosts = pair.names;
    this.host = pair.names[0] as string;
    this.all = new HostCells(pair, sides, options.domain);
    this.language = this.all.language;
  }

  public run(): HostDiff {
    const { stateLimit } = this.options;
    const { obstacle } = this.all;
    if (obstacle !== undefined) {
      this.leave(['/'], obstacle, 0);
      return { differences: [], undecided: [...this.open.values()] };
    }
    const { cells, provedLength } = this.all.walk(stateLimit);
    for (const cell of cells) this.compareCell(cell);
    this.compareUnusual();
    const stopped: readonly UndecidedPart[] =
      provedLength === undefined
        ? []
        : [{ hosts: this.hosts, path: undefined, because: `the paths have more than ${stateLimit} states`, compared: 0, provedLength }];
    return { differences: [...this.found.values()], undecided: [...stopped, ...this.open.values()] };
  }

  private compareCell(cell: Cell): void {
    const { before, after, probes, words } = cell;
    const { doubts } = this.language;
    const rows = this.all.rowsOf(cell);
    const conditions = this.all.conditionsAt(rows);
    const obstacle = this.all.obstacleIn(rows);
    if (obstacle !== undefined) {
      this.leave(words, obstacle, 0);
      return;
    }
    if (this.isSameInWords(rows, conditions.flat())) {
      this.remember(words);
      return;
    }
    const patterns = [...new Set([...before, ...after].flatMap((tag) => patternOf(doubts[tag])))];
    if (patterns.length > MOST_OPEN) {
      this.leave(words, `${patterns.length} patterns that could not be followed`, 0);
      return;
    }
    const { profiles, incomplete } = this.all.profilesOf(conditions);
    if (incomplete !== undefined) this.leave(words, incomplete, profiles.length);
    if (this.language.tagOfProbe.includes(undefined)) this.leave(words, 'a pattern in a condition for the path could not be followed', 0);
    for (const profile of profiles) {
      for (let ways = 0; ways < 2 ** patterns.length; ways++) {
        const matches = (tag: number): boolean => {
          const doubt = doubts[tag];
          if (doubt === undefined) return true;
          if (doubt.kind === 'looks' && doubt.looks.some(({ probe, negative }) => probes.includes(probe) === negative)) return false;
          return patternOf(doubt).every((pattern) => (ways & (1 << patterns.indexOf(pattern))) !== 0);
        };
        this.comparePlans(rows, words, profile, matches, patterns);
      }
    }
  }

  /** Whether both sides say the same, so that no request needs to be looked at. */
  private isSameInWords(rows: Rows, conditions: readonly { readonly kind: string }[]): boolean {
    if (!this.options.sameController) return false;
    const [one, other] = this.sides;
    if (conditions.some(({ kind }) => kind === 'certificate') && one.covers(this.host) !== other.covers(this.host)) return false;
    const texts = this.sides.map((side, index) => {
      const { tls, first, errorPages, otherwise } = side.entry;
      return [
        ...(rows[index] as readonly number[]).map((position) => this.textOf(index, position)),
        withoutOrigins([tls, first, errorPages, otherwise]),
      ];
    });
    return texts[0]?.join() === texts[1]?.join();
  }

  private textOf(index: number, position: number): string {
    const texts = this.texts[index] as Map<number, string>;
    let text = texts.get(position);
    if (text === undefined) {
      text = withoutOrigins(this.sides[index]?.candidates[position]);
      texts.set(position, text);
    }
    return text;
  }

  private comparePlans(
    rows: Rows,
    words: readonly string[],
    profile: Profile,
    matches: (tag: number) => boolean,
    patterns: readonly string[],
  ): void {
    const [one, other] = this.sides;
    const known = this.all.requestFor(profile, words);
    const example = known?.request ?? requestOf(profile, targetsOf(words[0] as string)[0] as string);
    const contexts = [one.context(example), other.context(example)] as const;
    if (contexts[0] === undefined || contexts[1] === undefined) {
      const early = this.sides.map((side) => observed(side.resolve(example)));
      if (early[0] !== early[1]) this.leave(words, 'one of the sides answers such a request before it looks for a route', 0);
      return;
    }
    const before = one.plans(rows[0], contexts[0], matches);
    const after = other.plans(rows[1], contexts[1], (position) => matches(position + this.language.split));
    if (typeof before === 'string' || typeof after === 'string') {
      this.leave(words, typeof before === 'string' ? before : String(after), 0);
      return;
    }
    if (known === undefined) {
      if (textOfAll(before) !== textOfAll(after)) this.leave(words, 'no request with such a path is known', 0);
      return;
    }
    const [plan, otherPlan] = [before[0], after[0]];
    if (plan === undefined || otherPlan === undefined) return;
    if (gatesOf(plan.steps).length > 0 && gatesOf(otherPlan.steps).length > 0) this.guarded.push([profile, known.word]);
    if (before.length === 1 && after.length === 1) this.compareEffects([plan, otherPlan], example, patterns, words);
    const proof = this.isSame(before, after, profile, words);
    if (proof === true) {
      this.remember([known.word], profile);
      return;
    }
    if (before.length > 1 || after.length > 1) {
      this.leave(words, 'the order of some routes is left to chance', 0);
      return;
    }
    const compared = this.tryWords([plan, otherPlan], [...words, ...proof], profile);
    if (compared === 0) return;
    const isForm = plan.further === otherPlan.further && plan.bodyLimit === otherPlan.bodyLimit;
    const scripts = [plan, otherPlan].some(({ steps }) => steps.some(({ kind }) => kind === 'script'));
    const rewrites = scripts ? 'scripts that differ' : 'rewrites of another form';
    const form = isForm ? rewrites : 'pages, Location headers or lengths of bodies differ';
    const because = patterns.length > 0 ? `the pattern "${patterns.join('", "')}" could not be followed` : form;
    this.leave(words, because, compared);
  }

  /** Whether plans do the same with every request of the profile; if not, paths that may show it. */
  private isSame(before: readonly Plan[], after: readonly Plan[], profile: Profile, words: readonly string[]): true | readonly string[] {
    const { sameReading, domain } = this.options;
    if (sameReading && textOfAll(before) === textOfAll(after)) return true;
    // Where nothing else is known of a side, its limit is not known either, and the statement says so.
    if (before.concat(after).every(({ effects }) => effects !== undefined) && limitsOf(before) !== limitsOf(after)) return [];
    const [one, other] = this.sides;
    const candidates: (readonly [Candidate | undefined, Side])[] = [
      ...before.map(({ candidate }) => [candidate, one] as const),
      ...after.map(({ candidate }) => [candidate, other] as const),
    ];
    const stepsOf = (plans: readonly Plan[], side: Side): string | undefined => {
      const all = plans.map((plan) => stepsText(plan, side, domain));
      return all.includes(undefined) ? undefined : [...new Set(all)].sort().join('\n');
    };
    const mySteps = stepsOf(before, one);
    if (mySteps !== undefined && mySteps === stepsOf(after, other)) return true;
    const forms = formsOf(candidates);
    const meanings = (plans: readonly Plan[], form: PathForm, side: Side): string | undefined => {
      const all = plans.map((plan) => meaningOf(plan, form, profile, side, domain));
      return all.includes(undefined) ? undefined : [...new Set(all)].sort().join('\n');
    };
    const unproved = forms.filter((form) => {
      if (!form.open && before.length === 1 && after.length === 1) return !this.isAlike(profile, form.known);
      const mine = meanings(before, form, one);
      return mine === undefined || mine !== meanings(after, form, other);
    });
    if (unproved.length === 0) return true;
    return unproved
      .flatMap(({ known, open }) => (open ? ['', 'x', 'x/', 'x/y', '/x'].map((rest) => known + rest) : [known]))
      .filter((word) => !words.includes(word) && (domain.emptySegments || !word.includes('//')));
  }

  /** Whether both sides do the same with a path, whatever its query. */
  private isAlike(profile: Profile, path: string): boolean {
    return ['', 'q=1'].every((query) => {
      const [before, after] = this.sides.map((side) => side.resolve(requestOf(profile, targetsOf(path)[0] as string, query)));
      if (before === undefined || after === undefined || before.undecided !== undefined || after.undecided !== undefined) return false;
      return looksAlike(before, after);
    });
  }

  /** 0 if a difference was found, else the number of requests that were compared. */
  private tryWords(plans: readonly [Plan, Plan], words: readonly string[], profile: Profile): number {
    let compared = 0;
    const known = plans.every(({ effects }) => effects !== undefined);
    const lengths = plans.flatMap(({ candidate }) => (known && candidate?.bodyLimit !== undefined ? [candidate.bodyLimit.bytes + 1] : []));
    const profiles = [
      profile,
      ...lengths.map((length) => ({ ...profile, headers: { ...profile.headers, 'Content-Length': String(length) } })),
    ];
    for (const word of words) {
      for (const one of profiles) {
        for (const query of ['', 'q=1']) {
          const request = requestOf(one, targetsOf(word)[0] as string, query);
          const [before, after] = this.sides.map((side) => side.resolve(request));
          if (before === undefined || after === undefined || before.undecided !== undefined || after.undecided !== undefined) continue;
          compared++;
          if (looksAlike(before, after)) continue;
          this.report(classify(before, after, profile.scheme, [gatesOf(plans[0].steps), gatesOf(plans[1].steps)]), request, plans);
          return 0;
        }
      }
    }
    return Math.max(1, compared);
  }

  private compareEffects(
    plans: readonly [Plan, Plan],
    request: RoutingRequest,
    patterns: readonly string[],
    words: readonly string[],
  ): void {
    const [before, after] = plans.map(({ effects }) => effects);
    if (before === undefined && after === undefined) return;
    const served = plans.map((plan) => plan.text.includes('"kind":"service"'));
    // What happens on the way to a backend is no difference beside the one that none gets it.
    if (served[0] !== served[1]) return;
    if (before === undefined || after === undefined) {
      const isSet = (before ?? after ?? []).some(({ byDefault }) => byDefault !== true);
      if ((isSet || this.options.sameController) && served[0])
        this.leave(words, 'what else happens to such requests is known of one side only', 0);
      return;
    }
    for (const change of classifyEffects(before, after, served[1] === true, this.options.sameController)) {
      if (patterns.length > 0) this.leave(words, `the pattern "${patterns.join('", "')}" could not be followed`, 0);
      else this.report(change, request, plans);
    }
  }

  private report({ kind, what, changes = [] }: Change, request: RoutingRequest, [before, after]: readonly [Plan, Plan]): void {
    const [one, other] = this.sides;
    const origins = [before, after].map(({ candidate }) => withOrigin(candidate));
    const key = JSON.stringify([kind, kind === 'effect' || kind === 'unguarded' ? [what, changes] : '', ...origins]);
    if (this.found.has(key)) return;
    const decisions = [one.resolve(request), other.resolve(request)] as const;
    this.found.set(key, {
      kind,
      what,
      changes,
      request,
      before: decisions[0],
      after: decisions[1],
      beforeBy: decisions[0].decidedBy ?? before.candidate?.origin,
      afterBy: decisions[1].decidedBy ?? after.candidate?.origin,
      hosts: this.hosts,
      routes: 1,
      tests: testsText(before, after),
    });
  }

  private leave(words: readonly string[], because: string, compared: number): void {
    const known = this.open.get(because);
    const path = known?.path ?? words[0];
    this.open.set(because, { hosts: this.hosts, path, because, compared: (known?.compared ?? 0) + compared });
  }

  // ---- requests that are written in an unusual way

  private remember(words: readonly string[], profile?: Profile): void {
    if (this.options.sameController) return;
    // Requests with a header or a parameter are written in more ways.
    const isPlain = profile?.headers === undefined && (profile?.query ?? '') === '';
    if (this.alike.filter(([one]) => (one.headers === undefined && one.query === '') === isPlain).length >= MOST_UNUSUAL) return;
    const word = words.find((one) => PLAIN_PATH.test(one));
    if (word === undefined) return;
    const [place = { scheme: 'http' as const }] = this.pair.places;
    this.alike.push([profile ?? { ...place, host: this.host, query: '' }, word]);
  }

  private compareUnusual(): void {
    if (this.options.sameController) return;
    const plain = this.guarded.filter(([, word]) => PLAIN_PATH.test(word)).slice(0, MOST_GUARDED);
    for (const [profile, word] of plain) this.compareWays(profile, word, ({ unguards }) => unguards === true);
    for (const [profile, word] of this.alike) this.compareWays(profile, word, () => true);
  }

  /** `isDone`: whether a difference that is known of a way to write requests is enough. */
  private compareWays(profile: Profile, word: string, isDone: (known: Difference) => boolean): void {
    const [one, other] = this.sides;
    const usual = requestOf(profile, targetsOf(word)[0] as string, '');
    const differsUsually = differsUnseen(one.resolve(usual), other.resolve(usual));
    for (const { what, write } of REQUEST_CLASSES) {
      const known = this.raw.get(what);
      if (known !== undefined && isDone(known)) continue;
      const request = write(profile, word);
      if (request === undefined) continue;
      const [before, after] = [one.resolve(request), other.resolve(request)];
      if (before.undecided !== undefined || after.undecided !== undefined || looksAlike(before, after)) continue;
      const unguards = isUnguarded(before, after, request);
      // The way in which the request is written adds nothing.
      if (!unguards && differsUsually && differsUnseen(before, after)) continue;
      if (known === undefined || unguards)
        this.raw.set(what, {
          kind: 'raw',
          what,
          changes: [],
          request,
          before,
          after,
          beforeBy: before.decidedBy,
          afterBy: after.decidedBy,
          hosts: this.hosts,
          routes: 1,
          tests: '',
          ...(unguards ? { unguards } : {}),
        });
    }
  }
}

/** Whether two decisions differ, and end alike: in what becomes of somebody who is kept out, or in what the backend answers. */
const differsUnseen = (before: Decision, after: Decision): boolean =>
  !looksAlike(before, after) && decisionText(before) === decisionText(after);

/** Whether something kept out whoever sent the request, and lets it get to a backend now. */
function isUnguarded(before: Decision, after: Decision, { scheme = 'http' }: RoutingRequest): boolean {
  return classify(before, after, scheme, [before.assuming ?? [], after.assuming ?? []]).kind === 'unguarded';
}

const patternOf = (doubt: Doubt | undefined): readonly string[] => (doubt?.pattern === undefined ? [] : [doubt.pattern]);

const testsText = (before: Plan, after: Plan): string =>
  [before, after].map(({ candidate }) => candidate?.match.path.kind ?? 'no route').join(' to ');

const limitsOf = (plans: readonly Plan[]): string => [...new Set(plans.map(({ bodyLimit }) => bodyLimit))].sort().join('\n');

const textOfAll = (plans: readonly Plan[]): string => plans.map(({ text }) => text).join('\n');

const withOrigin = (candidate: Plan['candidate']): string =>
  candidate === undefined ? '' : JSON.stringify([candidate.origin, candidate.match]);
