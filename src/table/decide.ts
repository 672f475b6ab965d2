import { askGate, type GateVerdict } from './ask-gate';
import type { Carried, Context } from './context';
import type { Decision, Replacement } from './decision';
import { type Progress, type Taker, wayOf } from './progress';
import { redirectUrl } from './redirect-url';
import { locationChange, redirect, redirectMatch, rewrite } from './rewrite';
import type { Backend, BodyLimit, ErrorPages, Gate, GateStep, Origin, Outcome, Step } from './routing-table';
import { runScript, withTarget } from './run-script';
import { holdAll } from './test-condition';

export type { Assumption, Decision, LocationChange } from './decision';

/** What a candidate that has taken a request does with it. */
export function decide(taker: Taker, context: Context): Decision {
  const {
    seen: { target },
    carried,
  } = context;
  const progress = {
    path: target.written ?? target.path,
    rewritten: carried?.rewritten ?? false,
    // A pattern that takes the path has groups of its own.
    groups: taker.match?.path.kind === 'regex' ? undefined : carried?.groups,
    variables: carried?.variables,
    assuming: undefined,
    taker,
  };
  return (taker.bodyLimit === undefined ? undefined : tooLong(taker.bodyLimit, progress, context)) ?? proceed(0, progress, context);
}

function tooLong({ bytes, status, origin }: BodyLimit, progress: Progress, context: Context): Decision | undefined {
  const { request } = context.seen;
  if (request.headers === undefined || (context.codec.bodyLength(request) ?? 0) <= bytes) return undefined;
  return own({ status, because: `the body has more than ${bytes} bytes`, decidedBy: origin }, progress, context);
}

const NOWHERE: Outcome = { kind: 'undecided', because: 'nothing was asked for' };

/** The same without a candidate. */
export const decideOutcome = (outcome: Outcome, context: Context, errorPages?: ErrorPages): Decision =>
  decide({ steps: [], outcome, origin: undefined, errorPages }, context);

/** The decision of the steps, or, if they decide nothing, the one behind them. */
export const decideFirst = (
  steps: readonly Step[],
  errorPages: ErrorPages | undefined,
  context: Context,
  onward: (context: Context) => Decision,
): Decision => decide({ steps, outcome: NOWHERE, origin: undefined, errorPages, onward }, context);

/** An answer that needs no outcome, or the page in its place. */
export function replaced(answer: Decision, pages: ErrorPages | undefined, context: Context): Decision {
  const page = pages?.pages.find(({ statuses }) => answer.status !== undefined && statuses.includes(answer.status));
  return page === undefined ? answer : decide(page, context);
}

// ---- steps

function proceed(from: number, progress: Progress, given: Context): Decision {
  let context = given;
  const { steps, outcome, origin, service, onward } = progress.taker;
  for (let at = from; at < steps.length; at++) {
    const step = steps[at] as Step;
    if (step.kind === 'anyGate') return passAny(step, step.gates, [], at, progress, context);
    if (step.kind === 'script') {
      const ran = runScript(step.statements, progress, context);
      if (ran.end === 'outcome') return withAssumptions(conclude(ran.outcome, ran.origin, progress, context), progress);
      if (ran.end === 'answer') return withAssumptions(own(ran.answer, progress, context), progress);
      if (ran.end === 'undecided') return withAssumptions(ran.decision, progress);
      context = ran.context;
      if (ran.end === 'skip') at++;
      if (onward !== undefined && !progress.path.startsWith('/')) return withAssumptions(noPath(progress.path, step.origin), progress);
      if (onward === undefined && ran.end === 'lookUp') return withAssumptions(lookUpAgain(step.origin, progress, context), progress);
      continue;
    }
    const decided = takeStep(step, progress, context);
    if (decided !== undefined) return withAssumptions(decided, progress);
  }
  if (onward !== undefined) return withAssumptions(onward(carrying(progress, context)), progress);
  const decision =
    service === undefined || origin === undefined
      ? conclude(outcome, origin, progress, context)
      : toService(service, origin, progress, context);
  return withAssumptions(decision, progress);
}

const withAssumptions = (decision: Decision, { assuming }: Progress): Decision =>
  assuming === undefined ? decision : { ...decision, assuming: [...assuming, ...(decision.assuming ?? [])] };

function takeStep(step: Exclude<Step, { kind: 'anyGate' | 'script' }>, progress: Progress, context: Context): Decision | undefined {
  switch (step.kind) {
    case 'when': {
      const held = holdAll(step.conditions, context);
      if (typeof held === 'object') return { ...held, decidedBy: step.origin };
      context.tracer?.add({ kind: 'step', step, applies: held });
      return held ? conclude(step.outcome, step.origin, progress, context) : undefined;
    }
    case 'rewrite': {
      const failed = rewrite(step.rewrite, progress, context);
      context.tracer?.add({ kind: 'step', step, applies: progress.rewritten, changed: progress.path });
      return failed === undefined ? undefined : own({ ...failed, decidedBy: step.origin }, progress, context);
    }
    case 'redirectUrl': {
      const decided = redirectUrl(step.redirect, wayOf(progress, context), context);
      context.tracer?.add({ kind: 'step', step, applies: decided !== undefined });
      return decided === undefined ? undefined : own({ ...decided, decidedBy: step.origin }, progress, context);
    }
    case 'redirectMatch': {
      const location = redirectMatch(step.redirect, progress, context);
      context.tracer?.add({ kind: 'step', step, applies: location !== undefined });
      return location === undefined ? undefined : own({ ...location, decidedBy: step.origin }, progress, context);
    }
    case 'gate': {
      const answer = passGate(step, progress, context);
      context.tracer?.add({ kind: 'step', step, applies: answer !== undefined });
      return answer;
    }
  }
}

/** So often a candidate may be looked for again. */
const MOST_TIMES = 10;

function lookUpAgain(origin: Origin, progress: Progress, context: Context): Decision {
  const { lookUp, carried } = context;
  if ((carried?.times ?? 0) >= MOST_TIMES) {
    const because = `the path was changed more than ${MOST_TIMES} times`;
    return own({ status: 500, because, decidedBy: origin }, progress, context);
  }
  if (lookUp === undefined) return { undecided: 'the path is changed, and another route may take it', decidedBy: origin };
  if (!progress.path.startsWith('/')) return noPath(progress.path, origin);
  const next = carrying(progress, context);
  return {
    ...lookUp({ ...next, carried: { ...(next.carried as Carried), times: (carried?.times ?? 0) + 1 } }),
    path: context.seen.target.path,
  };
}

const noPath = (path: string, origin: Origin): Decision => ({ undecided: `the path becomes "${path}", which is none`, decidedBy: origin });

/** For a candidate that is looked for with what scripts have made of the request. */
function carrying({ path, rewritten, groups, variables }: Progress, context: Context): Context {
  const { carried } = context;
  if (!rewritten && groups === undefined && variables === carried?.variables) return context;
  const seen = rewritten ? withTarget(context, { path }).seen : context.seen;
  return { ...context, seen, carried: { rewritten, groups, variables, times: carried?.times ?? 0 } };
}

/** An answer of the controller itself. */
const own = (answer: Decision, progress: Progress, context: Context): Decision =>
  replaced(answer, progress.taker.errorPages, progress.variables === undefined ? context : carrying(progress, context));

function passGate({ gate, origin }: GateStep, progress: Progress, context: Context): Decision | undefined {
  const verdict = askGate(gate, context);
  switch (verdict.kind) {
    case 'passes':
    case 'silent':
      return undefined;
    case 'undecided':
      return { undecided: verdict.because, decidedBy: origin };
    case 'refused':
      return conclude(verdict.outcome, origin, progress, context);
    case 'depends':
      assume(gate, origin, verdict, progress, (outcome) => conclude(outcome, origin, progress, aside(context)));
      return undefined;
  }
}

function assume(
  gate: Gate,
  origin: Origin,
  { refusals }: Extract<GateVerdict, { kind: 'depends' }>,
  progress: Progress,
  refused: (outcome: Outcome) => Decision,
): void {
  const otherwise = refusals.map(({ answer, outcome }) => ({ ...(answer === undefined ? {} : { answer }), decision: refused(outcome) }));
  progress.assuming = [...(progress.assuming ?? []), { gate, origin, otherwise }];
}

/** For what might happen, which is no part of the way of a request. */
const aside = (context: Context): Context => ({ ...context, tracer: undefined });

interface Refused {
  readonly outcome: Outcome;
  readonly origin: Origin;
}

/** Asks gates one after the other until one lets the request pass. */
function passAny(
  step: Extract<Step, { kind: 'anyGate' }>,
  gates: readonly GateStep[],
  refusals: readonly Refused[],
  at: number,
  progress: Progress,
  context: Context,
): Decision {
  const [first, ...others] = gates;
  const trace = (applies: boolean): void => context.tracer?.add({ kind: 'step', step, applies });
  if (first === undefined) {
    const refused = step.statuses
      .map((status) => refusals.find(({ outcome }) => statusOf(outcome) === status))
      .find((one) => one !== undefined);
    trace(refused !== undefined);
    if (refused === undefined) return proceed(at + 1, progress, context);
    return withAssumptions(conclude(refused.outcome, refused.origin, progress, context), progress);
  }
  const { gate, origin } = first;
  const refuse = (outcome: Outcome, way: Progress, told: Context): Decision =>
    step.statuses.includes(statusOf(outcome) ?? 0)
      ? passAny(step, others, [...refusals, { outcome, origin }], at, way, told)
      : withAssumptions(conclude(outcome, origin, way, told), way);
  const verdict = askGate(gate, context);
  switch (verdict.kind) {
    case 'silent':
      return passAny(step, others, refusals, at, progress, context);
    case 'undecided':
      return { undecided: verdict.because, decidedBy: origin };
    case 'refused':
      return refuse(verdict.outcome, progress, context);
    case 'depends': {
      const before = { ...progress };
      assume(gate, origin, verdict, progress, (outcome) => refuse(outcome, { ...before }, aside(context)));
      break;
    }
  }
  trace(false);
  return proceed(at + 1, progress, context);
}

const statusOf = (outcome: Outcome): number | undefined => ('status' in outcome ? outcome.status : undefined);

// ---- outcomes

function conclude(outcome: Outcome, decidedBy: Origin | undefined, progress: Progress, context: Context): Decision {
  context.tracer?.add({ kind: 'outcome', outcome, origin: decidedBy });
  switch (outcome.kind) {
    case 'forward':
      return forwarded(outcome, decidedBy, progress, context);
    case 'answer': {
      const answer = { status: outcome.status, because: outcome.because, ...by(decidedBy) };
      return outcome.withBody ? answer : own(answer, progress, context);
    }
    case 'noAnswer':
      return { because: outcome.because, ...by(decidedBy) };
    case 'undecided':
      return {
        undecided: outcome.because,
        ...(outcome.oneOf === undefined ? {} : { oneOf: outcome.oneOf.map((one) => conclude(one, decidedBy, progress, aside(context))) }),
        ...by(decidedBy),
      };
    case 'redirect':
      return own({ ...redirect(outcome.status, outcome.location, progress, context), ...by(decidedBy) }, progress, context);
    case 'weighted':
      return {
        alternatives: outcome.alternatives.map(({ share, outcome: one }) => ({
          share,
          decision: conclude(one, decidedBy, progress, context),
        })),
        ...by(outcome.origin ?? decidedBy),
      };
    case 'conditional':
      for (const branch of outcome.branches) {
        const held = holdAll(branch.conditions, context);
        if (typeof held === 'object') return { ...held, ...by(decidedBy) };
        if (held) return conclude(branch.outcome, branch.origin ?? decidedBy, progress, context);
      }
      return conclude(outcome.otherwise, decidedBy, progress, context);
  }
}

const by = (origin: Origin | undefined): { readonly decidedBy?: Origin } => (origin === undefined ? {} : { decidedBy: origin });

function forwarded(
  { backend, protocol, because }: Extract<Outcome, { kind: 'forward' }>,
  decidedBy: Origin | undefined,
  progress: Progress,
  context: Context,
): Decision {
  const { errorPages, backendLocations } = progress.taker;
  if (
    backend.kind === 'service' &&
    protocol === undefined &&
    because === undefined &&
    decidedBy !== undefined &&
    errorPages === undefined &&
    backendLocations === undefined
  )
    return toService(backend, decidedBy, progress, context);
  const { host } = context.entry;
  const { path } = context.seen.target;
  if (backend.kind === 'builtIn') {
    const { malformedStatus } = backend;
    const refused = malformedStatus !== undefined && !isTarget(upstreamUri(progress, context), context);
    const status = refused ? malformedStatus : backend.status;
    const reason = refused ? 'the rewritten path is no request target' : because;
    const answer = { host, path, status, backend, ...(reason === undefined ? {} : { because: reason }), ...by(decidedBy) };
    return errorPages?.ofBackend ? replaced(answer, errorPages, context) : answer;
  }
  const instead = errorPages === undefined ? [] : replacements(errorPages, context);
  return {
    host,
    path,
    backend,
    upstreamUri: upstreamUri(progress, context),
    ...(protocol === undefined ? {} : { protocol }),
    ...(because === undefined ? {} : { because }),
    ...by(decidedBy),
    ...(instead.length === 0 ? {} : { instead }),
    ...(backendLocations === undefined ? {} : { locations: backendLocations.flatMap((one) => locationChange(one, progress, context)) }),
  };
}

function replacements({ ofBackend, pages, withoutAnswer }: ErrorPages, context: Context): readonly Replacement[] {
  return pages.flatMap((page) => {
    const statuses = ofBackend ? page.statuses : page.statuses.filter((status) => withoutAnswer.includes(status));
    return statuses.length === 0 ? [] : [{ statuses, ofBackend, decision: decide(page, aside(context)) }];
  });
}

/** Most requests come here, so the answer is made in one piece. */
function toService(backend: Backend, decidedBy: Origin, progress: Progress, context: Context): Decision {
  const { host } = context.entry;
  const refused = context.codec.notForwarded?.(context.seen);
  if (refused !== undefined) return { host, path: context.seen.target.path, ...refused, decidedBy };
  return { host, path: context.seen.target.path, backend, upstreamUri: upstreamUri(progress, context), decidedBy };
}

function upstreamUri({ path, rewritten }: Progress, { seen: { target }, codec }: Context): string {
  return rewritten ? codec.rewrittenTarget(path, target) : codec.forwardedTarget(target);
}

/** Whether the controller reads a text as a request target. */
function isTarget(target: string, { codec, seen: { request } }: Context): boolean {
  const host = request.host === null ? undefined : codec.readHost(request.host);
  return 'target' in codec.readRequest({ ...request, target }, host);
}
