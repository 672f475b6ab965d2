import { bytesOf } from '../regex/pcre2/bytes';
import { isAddressIn } from './client-address';
import type { Context } from './context';
import { fillTemplate } from './fill-template';
import { type Groups, matchPath, matchRegex } from './match-path';
import { redirectUrl } from './redirect-url';
import { rewriteWritten } from './rewrite-written';
import type {
  Backend,
  BackendProtocol,
  Candidate,
  Gate,
  Origin,
  Outcome,
  RedirectLocation,
  RegexSubstitution,
  Step,
  UpstreamRewrite,
} from './routing-table';
import { holdAll } from './test-condition';

export interface Decision {
  /** The host entry that took the request, as manifests write it; absent where none was looked for, empty for the fallback. */
  readonly host?: string;
  /** Decoded and normalized, in bytes; absent where the request is malformed. */
  readonly path?: string;
  /** What the client gets; absent where that is the backend's affair, or was not decided. */
  readonly status?: number;
  readonly backend?: Backend;
  readonly protocol?: BackendProtocol;
  /** The request target as the backend gets it, in bytes. */
  readonly upstreamUri?: string;
  /** The Location header, in bytes. */
  readonly location?: string;
  /** The object and field that decided. */
  readonly decidedBy?: Origin;
  /** Why it is so, where the controller answers by itself. */
  readonly because?: string;
  /** Where chance decides: what may happen, with shares that add up to 1. */
  readonly alternatives?: readonly { readonly share: number; readonly decision: Decision }[];
  /** Why it could not be decided. Then nothing else is said, but for what may happen if that is known. */
  readonly undecided?: string;
  readonly oneOf?: readonly Decision[];
  /** What has to be so for this answer, and cannot be seen in the request. */
  readonly assuming?: readonly Assumption[];
}

export interface Assumption {
  readonly gate: Gate;
  readonly origin: Origin;
}

const NO_GROUPS: Groups = [];

/** What steps do to a request. */
interface Progress {
  path: string;
  rewritten: boolean;
  groups: Groups;
  assuming: Assumption[] | undefined;
}

/** What of a candidate has a say once it has taken a request. */
export interface Taker extends Pick<Candidate, 'steps' | 'outcome' | 'origin'> {
  /** Set where requests go to a Service and nothing else is to be said: where a table has many routes, each object on the way costs. */
  readonly service?: Backend | undefined;
}

export function takerOf(candidate: Candidate): Taker & { readonly candidate: Candidate } {
  const { steps, outcome, origin } = candidate;
  const plain = outcome.kind === 'forward' && outcome.protocol === undefined && outcome.backend.kind === 'service';
  return { steps, outcome, origin, service: plain ? outcome.backend : undefined, candidate };
}

/** What a candidate that has taken a request does with it. */
export function decide({ steps, outcome, origin, service }: Taker, context: Context): Decision {
  const progress: Progress = {
    path: context.seen.target.written ?? context.seen.target.path,
    rewritten: false,
    groups: NO_GROUPS,
    assuming: undefined,
  };
  for (const step of steps) {
    const decided = takeStep(step, progress, context);
    if (decided !== undefined) return withAssumptions(decided, progress);
  }
  const decision = service === undefined ? conclude(outcome, origin, progress, context) : toService(service, origin, progress, context);
  return withAssumptions(decision, progress);
}

/** The same without a candidate. */
export function decideOutcome(outcome: Outcome, context: Context): Decision {
  return conclude(
    outcome,
    undefined,
    { path: context.seen.target.written ?? context.seen.target.path, rewritten: false, groups: NO_GROUPS, assuming: undefined },
    context,
  );
}

const withAssumptions = (decision: Decision, { assuming }: Progress): Decision =>
  assuming === undefined ? decision : { ...decision, assuming };

// ---- steps

function takeStep(step: Step, progress: Progress, context: Context): Decision | undefined {
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
      return failed === undefined ? undefined : { ...failed, decidedBy: step.origin };
    }
    case 'redirectUrl': {
      const decided = redirectUrl(step.redirect, progress, context);
      context.tracer?.add({ kind: 'step', step, applies: decided !== undefined });
      return decided === undefined ? undefined : { ...decided, decidedBy: step.origin };
    }
    case 'redirectMatch': {
      const location = redirectMatch(step.redirect, progress, context);
      context.tracer?.add({ kind: 'step', step, applies: location !== undefined });
      return location === undefined ? undefined : { ...location, decidedBy: step.origin };
    }
    case 'gate': {
      const answer = passGate(step.gate, step.origin, progress, context);
      context.tracer?.add({ kind: 'step', step, applies: answer !== undefined });
      return answer;
    }
  }
}

function passGate(gate: Gate, origin: Origin, progress: Progress, { seen, codec }: Context): Decision | undefined {
  if (gate.kind === 'clientAddress') {
    const { clientAddress } = seen.request;
    if (clientAddress !== undefined) {
      const denied = gate.deny.length > 0 ? isAddressIn(clientAddress, gate.deny) : false;
      const allowed = gate.allow.length > 0 ? isAddressIn(clientAddress, gate.allow) : true;
      if (denied === undefined || allowed === undefined) return { undecided: `whether ${clientAddress} is let in`, decidedBy: origin };
      return !denied && allowed
        ? undefined
        : { status: gate.status, because: `clients from ${clientAddress} are not let in`, decidedBy: origin };
    }
  } else if (gate.kind === 'credentials') {
    if (codec.headerValues(seen.request, 'authorization').length === 0)
      return { status: gate.status, because: 'the request has no credentials', decidedBy: origin };
  } else if (gate.kind === 'clientCertificate' && seen.scheme === 'http') return undefined;
  progress.assuming = [...(progress.assuming ?? []), { gate, origin }];
  return undefined;
}

function rewrite(how: UpstreamRewrite, progress: Progress, context: Context): Decision | undefined {
  switch (how.kind) {
    case 'replacePath':
      change(progress, bytesOf(how.path));
      return undefined;
    case 'replacePrefix': {
      const test = { kind: 'segmentPrefix', path: how.prefix, caseSensitive: how.caseSensitive } as const;
      if (matchPath(test, progress.path, context.regexes).kind !== 'match') return undefined;
      const rest = progress.path.slice(how.prefix === '/' ? 0 : bytesOf(how.prefix).length);
      const path = bytesOf(how.replacement).replace(/\/$/, '') + rest;
      change(progress, path === '' ? '/' : path);
      return undefined;
    }
    case 'regexReplaceAll': {
      const filled = substitute(how, progress, context);
      if (filled === undefined || 'undecided' in filled) return filled;
      if (filled.text === '') return { status: how.statusIfEmpty, because: 'the rewritten path is empty' };
      change(progress, filled.text);
      return undefined;
    }
    default: {
      const rewritten = rewriteWritten(how, progress, context);
      if (typeof rewritten === 'object') return rewritten;
      if (rewritten !== undefined) change(progress, rewritten);
      return undefined;
    }
  }
}

function change(progress: Progress, path: string): void {
  progress.path = path;
  progress.rewritten = true;
}

function redirectMatch(how: RegexSubstitution & { readonly status: number }, progress: Progress, context: Context): Decision | undefined {
  const { codec, seen } = context;
  const { query } = seen.target;
  const filled = substitute(how, progress, context, (text) => codec.locationCapture(text, seen.target));
  if (filled === undefined || 'undecided' in filled) return filled;
  return {
    status: how.status,
    location: codec.location(filled.text) + (query ? `?${query}` : ''),
    because: 'the rewrite leads to another place',
  };
}

/** The substitution, filled with the groups of the pattern; `undefined` if it does not match the path. */
function substitute(how: RegexSubstitution, progress: Progress, context: Context, capture?: (text: string) => string) {
  const verdict = matchRegex(how.pattern, how.caseSensitive, progress.path, context.regexes);
  if (verdict.kind === 'undecided') return { undecided: verdict.because };
  if (verdict.kind === 'none') return undefined;
  progress.groups = verdict.groups;
  return fillTemplate(how.substitution, progress, context, capture);
}

// ---- outcomes

function conclude(outcome: Outcome, decidedBy: Origin | undefined, progress: Progress, context: Context): Decision {
  context.tracer?.add({ kind: 'outcome', outcome, origin: decidedBy });
  switch (outcome.kind) {
    case 'forward':
      return forwarded(outcome.backend, outcome.protocol, decidedBy, progress, context);
    case 'answer':
      return { status: outcome.status, because: outcome.because, ...by(decidedBy) };
    case 'undecided':
      return { undecided: outcome.because, ...by(decidedBy) };
    case 'redirect':
      return { ...redirect(outcome.status, outcome.location, progress, context), ...by(decidedBy) };
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
  backend: Backend,
  protocol: BackendProtocol | undefined,
  decidedBy: Origin | undefined,
  progress: Progress,
  context: Context,
): Decision {
  if (protocol === undefined && decidedBy !== undefined && backend.kind === 'service')
    return toService(backend, decidedBy, progress, context);
  const { host } = context.entry;
  const { path } = context.seen.target;
  const stopped = context.codec.notForwarded?.(context.seen);
  if (stopped !== undefined) return { host, path, ...stopped, ...by(decidedBy) };
  if (backend.kind === 'builtIn') return { host, path, status: backend.status, backend, ...by(decidedBy) };
  return {
    host,
    path,
    backend,
    upstreamUri: upstreamUri(progress, context),
    ...(protocol === undefined ? {} : { protocol }),
    ...by(decidedBy),
  };
}

/** Most requests come here, so the answer is made in one piece. */
function toService(backend: Backend, decidedBy: Origin, progress: Progress, context: Context): Decision {
  const { host } = context.entry;
  const stopped = context.codec.notForwarded?.(context.seen);
  if (stopped !== undefined) return { host, path: context.seen.target.path, ...stopped, decidedBy };
  return { host, path: context.seen.target.path, backend, upstreamUri: upstreamUri(progress, context), decidedBy };
}

function upstreamUri({ path, rewritten }: Progress, { seen: { target }, codec }: Context): string {
  return rewritten ? codec.rewrittenTarget(path, target) : codec.forwardedTarget(target);
}

function redirect(status: number, location: RedirectLocation, progress: Progress, context: Context): Decision {
  const filled = fillTemplate(location.text, progress, context);
  if ('undecided' in filled) return filled;
  const { seen } = context;
  if (location.pathOnly === 'kept' || !filled.text.startsWith('/')) return { status, location: filled.text };
  if (seen.name === undefined) return { undecided: 'the Location begins with the address that the client connected to' };
  return { status, location: `${seen.scheme}://${seen.name}${filled.text}` };
}
