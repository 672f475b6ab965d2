import { type IntendedRoute, type Intent, type MeantBackend, meantPath } from '../model/intent';
import type { LiteralShape } from '../regex/pcre2/literal-shape';
import { shapeOf } from '../regex/pcre2/syntax';
import { LiteralIndex } from '../table/literal-index';
import type { Backend, Candidate, PathTest, RequestRules, Step, TextTemplate } from '../table/routing-table';

/** A host that has just the paths that are meant, each of which does just that: no request need be asked there. Most hosts are like that. */
export interface Mirror {
  /** Where paths are compared without regard to case: the candidate of each route, which takes more than its own for that reason alone. */
  readonly caseless?: ReadonlyMap<IntendedRoute, Candidate>;
}

/** Undefined if the host is no mirror of what is meant, or if only requests can tell. */
export function mirrorOf(
  host: string,
  candidates: readonly Candidate[],
  intent: Intent,
  syntax: RequestRules['regexSyntax'],
): Mirror | undefined {
  // The catch-all of a controller takes what is nobody's.
  const asked = candidates.filter(({ match, because }) => because === undefined || !isRoot(match.path));
  if (asked.length !== intent.sizeOf(host)) return undefined;
  if (LiteralIndex.of(candidates) !== undefined)
    return asked.every((candidate) => literalRouteOf(candidate, host, intent) !== undefined) ? {} : undefined;
  return syntax === 'pcre2' ? mirrorOfPatterns(host, candidates, intent) : undefined;
}

/** Request lines of 8000 bytes are taken by every proxy (RFC 9112, section 3). Whether a longer path is, has to be asked. */
const LONGEST_TAKEN = 4000;

/** Whether a path takes all that is left of a host. */
const isRoot = (path: PathTest): boolean => {
  if (path.kind !== 'regex') return (path.kind === 'segmentPrefix' || path.kind === 'stringPrefix') && path.path === '/';
  const shape = shapeOf(path.pattern);
  return shape !== undefined && isRootShape(shape);
};

const isRootShape = ({ literal, after }: LiteralShape): boolean => literal === '/' && after === 'anything';

function literalRouteOf(candidate: Candidate, host: string, intent: Intent): IntendedRoute | undefined {
  const { path } = candidate.match;
  if (!('path' in path) || path.path.length > LONGEST_TAKEN) return undefined;
  const route = intent.routeAt(host, isRoot(path) ? 'segmentPrefix' : path.kind, path.path);
  return route !== undefined &&
    route.meaning.kind === 'forward' &&
    route.meaning.rewrite === undefined &&
    forwards(route, candidate) &&
    candidate.steps.every(letsPass)
    ? route
    : undefined;
}

/** Patterns that are literals with a boundary behind them, the more precise before the less precise. */
function mirrorOfPatterns(host: string, candidates: readonly Candidate[], intent: Intent): Mirror | undefined {
  const routes = new Map<IntendedRoute, Candidate>();
  /** The literals so far without a slash at the end, by the same in lower case. */
  const bases = new Map<string, string>();
  let isLast = false;
  for (const candidate of candidates) {
    const { path, conditions } = candidate.match;
    if (path.kind !== 'regex' || path.caseSensitive || conditions !== undefined || !path.pattern.startsWith('^')) return undefined;
    const shape = shapeOf(path.pattern);
    // What takes all that is left must come last.
    if (shape === undefined || isLast || shape.literal.length > LONGEST_TAKEN) return undefined;
    isLast = isRootShape(shape);
    if (candidate.because !== undefined) {
      if (!isLast) return undefined;
      continue;
    }
    const base = withoutSlash(shape.literal);
    const folded = base.toLowerCase();
    if (bases.has(folded) || above(folded, bases).length > 0) return undefined;
    bases.set(folded, base);
    const route = patternRouteOf(candidate, shape, host, intent);
    if (route === undefined) return undefined;
    routes.set(route, candidate);
  }
  // A path whose letters differ from those of the path above takes requests that are nobody's.
  const agrees = ([folded, base]: readonly [string, string]) => above(folded, bases).every((one) => base.startsWith(one));
  return [...bases].every(agrees) ? { caseless: routes } : undefined;
}

const withoutSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path);

/** The paths above one, by whole segments. */
function above(folded: string, bases: ReadonlyMap<string, string>): readonly string[] {
  const found: string[] = [];
  for (let slash = folded.lastIndexOf('/'); slash >= 0; slash = slash === 0 ? -1 : folded.lastIndexOf('/', slash - 1)) {
    const base = bases.get(folded.slice(0, slash));
    if (base !== undefined) found.push(base);
  }
  return found;
}

function patternRouteOf(candidate: Candidate, shape: LiteralShape, host: string, intent: Intent): IntendedRoute | undefined {
  const isSegment = shape.after === 'boundary' ? !shape.literal.endsWith('/') : isRootShape(shape);
  if (!isSegment && shape.after !== 'end') return undefined;
  const route = intent.routeAt(host, isSegment ? 'segmentPrefix' : 'exact', shape.literal);
  if (route === undefined || route.meaning.kind !== 'forward' || !forwards(route, candidate)) return undefined;
  const others = candidate.steps.filter((step) => !(step.kind === 'when' && isForHttp(step)));
  if (route.meaning.rewrite === undefined) return others.length === 0 ? route : undefined;
  const [step] = others;
  return step !== undefined && others.length === 1 && rewritesAsMeant(step, route, shape) ? route : undefined;
}

/** What may follow the path of a prefix. Its captures are known without a match. */
const RESTS = ['', '/', '/x', '/~9.x/Y_-'];

function rewritesAsMeant(step: Step, route: IntendedRoute, { literal, after }: LiteralShape): boolean {
  if (step.kind !== 'rewrite' || step.rewrite.kind !== 'regexReplaceAll' || after !== 'boundary') return false;
  const { pattern, caseSensitive, substitution } = step.rewrite;
  const shape = shapeOf(pattern);
  if (shape === undefined || caseSensitive || shape.after !== 'boundary' || shape.literal !== literal) return false;
  return RESTS.every((rest) => {
    const made = fill(substitution, shape, rest);
    return made !== undefined && made !== '' && made === meantPath(route, literal + rest);
  });
}

function fill(template: TextTemplate, { slashGroup, restGroup }: LiteralShape, rest: string): string | undefined {
  let text = '';
  for (const part of template) {
    if (typeof part === 'string') text += part;
    else if (!('capture' in part)) return undefined;
    else if (part.capture === slashGroup) text += rest.slice(0, 1);
    else if (part.capture === restGroup) text += rest.slice(1);
    else return undefined;
  }
  return text;
}

/** Whether a candidate sends to the one Service that a route means. */
const forwards = ({ meaning }: IntendedRoute, { outcome }: Candidate): boolean =>
  meaning.kind === 'forward' &&
  meaning.backends.length === 1 &&
  outcome.kind === 'forward' &&
  isBackend(outcome.backend, meaning.backends[0] as MeantBackend);

/** Whether a step does nothing to any of the requests that are asked. */
const letsPass = (step: Step): boolean => step.kind === 'gate' || step.kind === 'anyGate' || (step.kind === 'when' && isForHttp(step));

const isForHttp = ({ conditions }: Extract<Step, { kind: 'when' }>): boolean =>
  conditions.some((one) => one.kind === 'scheme' && one.scheme === 'http');

export function isBackend(backend: Backend | undefined, meant: MeantBackend): boolean {
  if (backend?.kind !== 'service' || backend.service !== meant.name || backend.namespace !== meant.namespace) return false;
  // A port may be named in one place and numbered in the other.
  return backend.port === meant.port || backend.routePort === meant.port || typeof backend.port !== typeof meant.port;
}
