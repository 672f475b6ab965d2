import { bytesOf } from '../regex/pcre2/bytes';
import type { WrittenPaths } from './codecs/codec';
import type { Context } from './context';
import { fillTemplate, type Way } from './fill-template';
import { matchRegex, replaceMatches } from './match-path';
import type { WrittenRewrite } from './routing-table';

type Answer = { readonly status: number; readonly because: string } | { readonly undecided: string };

/** The path after a rewrite, the answer instead, or undefined if it does not apply. */
export function rewriteWritten(how: WrittenRewrite, way: Way, context: Context): string | Answer | undefined {
  const { paths } = context.codec;
  if (paths === undefined) return { undecided: 'how the controller writes paths is not known' };
  switch (how.kind) {
    case 'addPrefix':
      return addPrefix(bytesOf(how.prefix), way.path, paths);
    case 'stripPrefix': {
      const decoded = decode(way.path, paths);
      const prefix = how.prefixes.map(bytesOf).find((one) => decoded.startsWith(one));
      return prefix === undefined ? undefined : strip(prefix, way.path, how.slash === true, paths);
    }
    case 'stripPrefixRegex': {
      const decoded = decode(way.path, paths);
      for (const pattern of how.patterns) {
        const verdict = matchRegex(pattern, true, decoded, context.regexes);
        if (verdict.kind === 'undecided') return { undecided: verdict.because };
        const [prefix = ''] = verdict.kind === 'match' ? verdict.groups : [];
        if (prefix !== '' && decoded.startsWith(prefix)) return strip(prefix, way.path, false, paths);
      }
      return undefined;
    }
    case 'replaceMatches':
      return replace(how, way, context, paths);
  }
}

function replace(
  how: Extract<WrittenRewrite, { kind: 'replaceMatches' }>,
  way: Way,
  context: Context,
  paths: WrittenPaths,
): string | Answer | undefined {
  const replaced = replaceMatches(how.pattern, how.caseSensitive, way.path, context.regexes, (groups) =>
    fillTemplate(how.substitution, { ...way, groups }, context),
  );
  if (typeof replaced === 'object') return replaced;
  if (replaced === undefined) return undefined;
  if (replaced === '' && how.statusIfEmpty !== undefined) return { status: how.statusIfEmpty, because: 'the rewritten path is empty' };
  const path = paths.unescape(replaced);
  return path === undefined
    ? { status: 500, because: 'the rewritten path has a broken escape' }
    : cleaned(paths.isWritten(replaced) ? replaced : paths.escape(path), paths);
}

const decode = (written: string, paths: WrittenPaths): string => paths.unescape(written) ?? written;

/** Whether the escapes of a path are those that it gets by default. Then only the decoded path is kept. */
const isDefault = (written: string, paths: WrittenPaths): boolean => written === paths.escape(decode(written, paths));

function addPrefix(prefix: string, written: string, paths: WrittenPaths): string {
  const path = withSlash(prefix + decode(written, paths));
  return isDefault(written, paths) ? paths.escape(path) : joined(withSlash(prefix + written), path, paths);
}

function strip(prefix: string, written: string, slash: boolean, paths: WrittenPaths): string | Answer {
  const begin = (rest: string): string => (slash ? `/${rest.replace(/^\//, '')}` : rest === '' ? rest : withSlash(rest));
  const path = begin(decode(written, paths).slice(prefix.length));
  const kept = isDefault(written, paths) ? paths.escape(path) : joined(begin(afterPrefix(written, prefix.length)), path, paths);
  return cleaned(kept, paths);
}

/** What is behind so many decoded bytes. */
function afterPrefix(written: string, bytes: number): string {
  let at = 0;
  for (let i = 0; i < bytes; i++) at += written.charAt(at) === '%' ? 3 : 1;
  return written.slice(at);
}

/** The escapes are kept if they still stand for the path. */
const joined = (written: string, path: string, paths: WrittenPaths): string =>
  paths.isWritten(written) && paths.unescape(written) === path ? written : paths.escape(path);

const withSlash = (path: string): string => (path.startsWith('/') ? path : `/${path}`);

function cleaned(written: string, paths: WrittenPaths): string | Answer {
  if (written === '') return '';
  const clean = written.startsWith('/') ? paths.clean(written) : paths.clean(`/${written}`).slice(1);
  return decode(clean, paths) === decode(written, paths) ? clean : { status: 400, because: 'the rewritten path has "//" or dot segments' };
}
