import type { NeutralRoute, PathMatch, PathRewrite } from '../../../model/neutral-route';
import { plainFormat } from './config-text';

/**
 * The annotation `path-rewrite` for the rewrite of a route. It is asked only for requests that the row of the route takes, so it need not
 * repeat the path: as many segments as the path has are replaced, and routes with equally many share an Ingress.
 */
export function rewriteText({ action, path }: NeutralRoute): string | undefined {
  if (action.kind !== 'forward' || action.rewrite === undefined) return undefined;
  const { rewrite } = action;
  switch (rewrite.kind) {
    case 'replacePath':
      return plainFormat(rewrite.path);
    case 'replacePrefix':
      return prefixText(path, rewrite);
    case 'substitute':
      // Only a path that is a pattern has captures, and `answers.ts` has none.
      return undefined;
  }
}

function prefixText({ kind, ...match }: PathMatch, { replacement }: Extract<PathRewrite, { kind: 'replacePrefix' }>): string | undefined {
  if (kind !== 'segmentPrefix') return undefined;
  const { path } = match as { readonly path: string };
  const beginning = segments(path === '/' ? 0 : path.split('/').length - 1);
  if (replacement !== '/') return `^${beginning}(.*) ${plainFormat(replacement)}\\1`;
  return beginning === '' ? undefined : `^${beginning}/?(.*) /\\1`;
}

const segments = (count: number): string => (count === 0 ? '' : count === 1 ? '/[^/]*' : `(?:/[^/]*){${count}}`);
