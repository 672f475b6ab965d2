import { escapeLiteral } from '../../../model/escape-literal';
import type { PathMatch, PathRewrite } from '../../../model/neutral-route';
import { wholePath } from '../../../model/written-pattern';
import { literal } from './redirect';

/** A change of the path as a Middleware; undefined if nothing changes. traefik/traefik@v3.7.13:pkg/middlewares/replacepathregex, stripprefix, addprefix. */
export function rewriteSpec(path: PathMatch, rewrite: PathRewrite | undefined): object | undefined {
  switch (rewrite?.kind) {
    case undefined:
      return undefined;
    case 'replacePath':
      return { replacePath: { path: rewrite.path } };
    case 'substitute':
      return {
        replacePathRegex: {
          regex: path.kind === 'regexPrefix' ? wholePath(path.pattern) : '^.*$',
          replacement: captures(rewrite.substitution),
        },
      };
    case 'replacePrefix':
      return path.kind === 'segmentPrefix' ? prefixSpec(path.path, rewrite.replacement) : undefined;
  }
}

function prefixSpec(prefix: string, replacement: string): object | undefined {
  if (prefix === replacement) return undefined;
  if (replacement === '/') return { stripPrefix: { prefixes: [prefix] } };
  if (prefix === '/') return { addPrefix: { prefix: replacement } };
  return { replacePathRegex: { regex: `^${escapeLiteral(prefix)}`, replacement: literal(replacement) } };
}

/** Go reads letters and digits behind a capture as a part of its name. */
const captures = (substitution: string): string =>
  substitution.replace(/\$([0-9])?/g, (_, digit: string | undefined) => (digit === undefined ? '$$' : `\${${digit}}`));
