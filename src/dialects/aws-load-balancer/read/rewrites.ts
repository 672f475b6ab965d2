import type { Outcome, PathTest, UpstreamRewrite } from '../../../table/routing-table';
import type { Transform } from '../model/transforms';

/**
 * What a transform of the URL does to the path. It sees path and query, and its regular expressions are not described, so only those are read
 * that mean the same in every language: anchored at both ends, with plain text and one group for the rest, which the replacement puts at its end.
 *
 * Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html.
 */
export function rewriteOf(
  transforms: readonly Transform[],
  path: PathTest,
): UpstreamRewrite | Extract<Outcome, { kind: 'undecided' }> | undefined {
  const [rewrite, ...others] = transforms.flatMap(({ urlRewriteConfig }) => urlRewriteConfig?.rewrites ?? []);
  if (rewrite === undefined) return undefined;
  const { regex, replace } = rewrite;
  const because = `a transform replaces "${regex}" in path and query with "${replace}", in a syntax that is not documented`;
  return (others.length === 0 ? plainRewrite(regex, replace, path) : undefined) ?? { kind: 'undecided', because };
}

function plainRewrite(regex: string, replace: string, path: PathTest): UpstreamRewrite | undefined {
  const [, replacement] = /^([^$\\?#]*)\$1$/.exec(replace) ?? [];
  const [, before] = /^\^(.*)\(\.\*\)\$$/s.exec(regex) ?? [];
  if (replacement === undefined || before === undefined) return undefined;
  if (before === '[^?]*') return { kind: 'replacePath', path: replacement };
  const prefix = prefixOf(path);
  const slash = before.endsWith('/?');
  const beginning = textOf(slash ? before.slice(0, -2) : before);
  if (prefix === undefined || beginning !== prefix.replace(/\/$/, '') || slash !== replacement.endsWith('/')) return undefined;
  return {
    kind: 'replacePrefix',
    prefix,
    caseSensitive: true,
    replacement: replacement.length > 1 ? replacement.replace(/\/$/, '') : replacement,
  };
}

/** The prefix that every path of a rule has as whole segments. */
function prefixOf(path: PathTest): string | undefined {
  if (path.kind === 'segmentPrefix') return path.path;
  return path.kind === 'stringPrefix' && path.path === '/' ? '/' : undefined;
}

/** The text that a regular expression without operators stands for. */
const textOf = (regex: string): string | undefined =>
  /^(?:[\w\-/~%@:!,;='"&<> ]|\\[^\w\s])*$/.test(regex) ? regex.replace(/\\(.)/g, '$1') : undefined;

/** The Host header of a transform that replaces all of it with a text. */
export function hostOf({ hostHeaderRewriteConfig }: Transform): string | undefined {
  const [rewrite, ...others] = hostHeaderRewriteConfig?.rewrites ?? [];
  return rewrite?.regex === '^.*$' && others.length === 0 && /^[\w.-]+$/.test(rewrite.replace) ? rewrite.replace : undefined;
}
