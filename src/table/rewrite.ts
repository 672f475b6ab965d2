import { bytesOf } from '../regex/pcre2/bytes';
import type { Context } from './context';
import type { Decision, LocationChange } from './decision';
import { fillTemplate } from './fill-template';
import { joinPath } from './join-path';
import { matchPath, matchRegex } from './match-path';
import { decodeUnreserved, normalizePath } from './normalize-path';
import { type Progress, wayOf } from './progress';
import { rewriteWritten } from './rewrite-written';
import type { BackendLocation, RedirectLocation, RegexSubstitution, UpstreamRewrite } from './routing-table';

export function rewrite(how: UpstreamRewrite, progress: Progress, context: Context): Decision | undefined {
  switch (how.kind) {
    case 'replacePath':
      change(progress, bytesOf(how.path));
      return undefined;
    case 'normalize': {
      const { query = '' } = context.seen.target;
      if (how.how.includes('decodeUnreserved') && decodeUnreserved(query) !== query)
        return { undecided: 'whether escapes in the query are decoded is not known' };
      change(progress, normalizePath(progress.path, how.how));
      return undefined;
    }
    case 'replacePrefix': {
      const test = { kind: 'segmentPrefix', path: how.prefix, caseSensitive: how.caseSensitive } as const;
      if (matchPath(test, progress.path, context.regexes).kind !== 'match') return undefined;
      const rest = progress.path.slice(how.prefix === '/' ? 0 : bytesOf(how.prefix).length);
      const path = bytesOf(how.replacement).replace(/\/$/, '') + rest;
      change(progress, path === '' ? '/' : path);
      return undefined;
    }
    case 'replaceBeginning':
      if (progress.path.startsWith(bytesOf(how.beginning)))
        change(progress, bytesOf(how.replacement) + progress.path.slice(bytesOf(how.beginning).length));
      return undefined;
    case 'joinPath': {
      const beginning = bytesOf(how.beginning);
      const rest = progress.path.startsWith(beginning) ? progress.path.slice(beginning.length) : progress.path;
      change(progress, joinPath(bytesOf(how.base), rest) || '/');
      return undefined;
    }
    case 'regexReplace': {
      const filled = substitute(how, progress, context);
      if (filled === undefined || 'undecided' in filled) return filled;
      change(progress, filled.text + progress.path.slice((progress.groups?.[0] ?? '').length));
      return undefined;
    }
    case 'regexReplaceAll': {
      const filled = substitute(how, progress, context);
      if (filled === undefined || 'undecided' in filled) return filled;
      if (filled.text === '' && how.statusIfEmpty !== undefined)
        return { status: how.statusIfEmpty, because: 'the rewritten path is empty' };
      change(progress, filled.text);
      return undefined;
    }
    default: {
      const rewritten = rewriteWritten(how, wayOf(progress, context), context);
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

export function redirectMatch(
  how: RegexSubstitution & { readonly status: number },
  progress: Progress,
  context: Context,
): Decision | undefined {
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
  return fillTemplate(how.substitution, wayOf(progress, context), context, capture);
}

export function redirect(status: number, location: RedirectLocation, progress: Progress, context: Context): Decision {
  const filled = fillTemplate(location.text, wayOf(progress, context), context);
  if ('undecided' in filled) return filled;
  const whole = completed(filled.text, location.pathOnly, context);
  return 'undecided' in whole ? whole : { status, location: whole.text };
}

/** A Location as the client gets it. */
export function completed(
  text: string,
  pathOnly: RedirectLocation['pathOnly'],
  context: Context,
): { readonly text: string } | { readonly undecided: string } {
  if (pathOnly === 'kept' || !text.startsWith('/')) return { text };
  const root = rootOf(context);
  if (root === undefined) return { undecided: 'the Location begins with the address that the client connected to' };
  return { text: `${root}${text}` };
}

const rootOf = ({ seen }: Context): string | undefined => (seen.name === undefined ? undefined : `${seen.scheme}://${seen.name}`);

/** Nothing where it depends on something that is not known. */
export function locationChange({ from, to }: BackendLocation, progress: Progress, context: Context): readonly LocationChange[] {
  const way = wayOf(progress, context);
  const filled = fillTemplate(to.text, way, context);
  const beginning = 'beginning' in from ? fillTemplate(from.beginning, way, context) : undefined;
  if ('undecided' in filled || (beginning !== undefined && 'undecided' in beginning)) return [];
  const root = to.pathOnly === 'completed' ? rootOf(context) : '';
  if (root === undefined) return [];
  return [
    {
      from: beginning === undefined ? (from as Extract<LocationChange['from'], { pattern: string }>) : { beginning: beginning.text },
      to: filled.text,
      root,
    },
  ];
}
