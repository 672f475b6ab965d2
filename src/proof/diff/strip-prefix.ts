import type { Candidate, Step, TextTemplate, UpstreamRewrite } from '../../table/routing-table';

/** The prefix that every path of both candidates begins with, as a whole segment and in this case; `undefined` if none is known. */
export function commonPrefix(candidates: readonly (Candidate | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    const path = candidate?.match.path;
    // Letters alone mean in a regular expression what they are.
    if (path?.kind === 'segmentPrefix' && path.caseSensitive && /^(?:\/[\w-]+)+$/.test(path.path)) return path.path;
  }
  return undefined;
}

/** The same steps, with a rewrite that only replaces the prefix written in one way. A second rewrite gets paths that may not have the prefix. */
export function inOneForm(steps: readonly Step[], prefix: string): readonly Step[] {
  if (steps.filter(({ kind }) => kind === 'rewrite').length !== 1) return steps;
  return steps.map((step) => (step.kind === 'rewrite' ? { ...step, rewrite: rewriteInOneForm(step.rewrite, prefix) } : step));
}

/**
 * On paths below the prefix the leftmost match of these patterns begins the path, and `.*` takes all the rest, so the result is known. Paths
 * have no newline.
 */
function rewriteInOneForm(rewrite: UpstreamRewrite, prefix: string): UpstreamRewrite {
  if (rewrite.kind === 'replacePrefix') return rewrite.prefix === prefix ? replacing(prefix, rewrite.replacement) : rewrite;
  if (rewrite.kind !== 'regexReplaceAll') return rewrite;
  const pattern = rewrite.pattern.replace(/^\^/, '').replace(/(?<=\))\$$/, '');
  const result = textOf(rewrite.substitution);
  if (pattern === `${prefix}(/|$)(.*)`) {
    if (result === '/$2') return replacing(prefix, '/');
    const kept = /^((?:\/[\w-]+)+)\$1\$2$/.exec(result ?? '')?.[1];
    if (kept !== undefined) return replacing(prefix, kept);
  }
  return pattern === `${prefix}/?(.*)` && result === '/$1' ? replacing(prefix, '/') : rewrite;
}

const replacing = (prefix: string, replacement: string): UpstreamRewrite => ({
  kind: 'replacePrefix',
  prefix,
  caseSensitive: true,
  replacement: replacement === '/' ? '' : replacement,
});

/** `undefined` if a part is neither text nor a group. */
function textOf(template: TextTemplate): string | undefined {
  let text = '';
  for (const part of template) {
    if (typeof part === 'string') text += part.includes('$') ? '\0' : part;
    else if ('capture' in part) text += `$${part.capture}`;
    else return undefined;
  }
  return text;
}
