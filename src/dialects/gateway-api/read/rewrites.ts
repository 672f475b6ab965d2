import { text } from '../../../kinds/ingress-view';
import { escapeLiteral } from '../../../model/escape-literal';
import { escapePath } from '../../../table/codecs/go/escape';
import type { UpstreamRewrite } from '../../../table/routing-table';
import type { RedirectFacts, RewriteFacts } from '../profile';
import { type Match, withoutSlash } from './matches';
import type { Fields } from './view';

/** How the path of a URLRewrite becomes another one; `undefined`: it stays as it is. */
export function pathRewrite(modifier: Fields, match: Match, facts: RewriteFacts): UpstreamRewrite | undefined {
  if (modifier.type === 'ReplaceFullPath') return fullPathRewrite(text(modifier.replaceFullPath), facts);
  if (modifier.type !== 'ReplacePrefixMatch') return undefined;
  const replacement = text(modifier.replacePrefixMatch);
  const prefix = match.view.path.value;
  const how = replacement === '' || replacement === '/' ? facts.prefixToRoot : facts.prefix;
  return prefixRewrite(how, prefix, replacement);
}

function fullPathRewrite(path: string, { emptyFullPath, fullPath }: RewriteFacts): UpstreamRewrite | undefined {
  if (path === '') return emptyFullPath === 'noRewrite' ? undefined : { kind: 'replacePath', path: '/' };
  return { kind: 'replacePath', path: fullPath === 'escaped' ? escapePath(Buffer.from(path, 'utf8').toString('latin1')) : path };
}

export function prefixRewrite(
  how: RewriteFacts['prefix'] | RewriteFacts['prefixToRoot'] | RedirectFacts['prefix'] | RedirectFacts['prefixToRoot'],
  prefix: string,
  replacement: string,
): UpstreamRewrite {
  // A prefix is matched without its slash, and the text that was matched is what is replaced.
  const matched = withoutSlash(prefix) || '/';
  switch (how) {
    case 'textWithoutSlash':
      return { kind: 'replaceBeginning', beginning: matched, replacement: withoutSlash(replacement) };
    case 'text':
      return { kind: 'replaceBeginning', beginning: matched, replacement };
    case 'removeWithSlashes':
      return { kind: 'regexReplace', pattern: `^${escapeLiteral(prefix)}/*`, caseSensitive: true, substitution: ['/'] };
    case 'removeTrimmedWithOneSlash':
      return {
        kind: 'regexReplace',
        pattern: `^${escapeLiteral(withoutSlash(prefix))}(/?)(.*)`,
        caseSensitive: true,
        substitution: ['/', { capture: 2 }],
      };
    case 'joined':
      return { kind: 'joinPath', beginning: withoutSlash(prefix), base: escapePath(Buffer.from(replacement, 'utf8').toString('latin1')) };
    case 'bySegments':
      return { kind: 'replacePrefix', prefix: matched, caseSensitive: true, replacement: replacement || '/' };
  }
}
