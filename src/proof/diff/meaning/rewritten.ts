import { possiblePart } from '../../../regex/automaton/regular';
import { bytesOf, lowerCase } from '../../../regex/pcre2/bytes';
import { cleanPath } from '../../../table/join-path';
import type { TextTemplate, UpstreamRewrite } from '../../../table/routing-table';
import type { Domain } from '../domain';
import { compiled } from '../language';
import type { Side } from '../side';
import { type Form, type PathForm, REST } from './form';
import { NotKnown, type SymbolicMatch, symbolicMatch } from './symbolic-match';

/** What rewrites have made of all paths of one form. */
export interface Way {
  readonly path: PathForm;
  /** Of the last pattern of a step; absent while there was none. */
  readonly groups: readonly Form[] | undefined;
}

export type Rewritten = Way | { readonly status: number };

/** Throws `NotKnown` where paths of one form come to something else than the same with another rest. */
export function rewritten(how: UpstreamRewrite, way: Way, side: Side, domain: Domain): Rewritten {
  const { path } = way;
  const becoming = (known: string): Way => {
    // An empty rest would be an empty path.
    if (known === '') throw new NotKnown();
    return { ...way, path: { known, open: path.open } };
  };
  switch (how.kind) {
    case 'replacePath':
      return { ...way, path: { known: bytesOf(how.path), open: false } };
    case 'normalize':
      checkNormal(path, domain);
      return way;
    case 'replacePrefix': {
      const known = how.caseSensitive ? path.known : lowerCase(path.known);
      const prefix = how.caseSensitive ? bytesOf(how.prefix) : lowerCase(bytesOf(how.prefix));
      const whole = prefix.endsWith('/') ? prefix : `${prefix}/`;
      const isPrefix = !path.open && known === prefix;
      if (!isPrefix && !startsWith({ known, open: path.open }, whole)) return way;
      const rest = path.known.slice(prefix === '/' ? 0 : prefix.length);
      const becomes = bytesOf(how.replacement).replace(/\/$/, '') + rest;
      return becoming(becomes === '' && !path.open ? '/' : becomes);
    }
    case 'replaceBeginning':
      return startsWith(path, bytesOf(how.beginning))
        ? becoming(bytesOf(how.replacement) + path.known.slice(bytesOf(how.beginning).length))
        : way;
    case 'joinPath': {
      const beginning = bytesOf(how.beginning);
      const rest = startsWith(path, beginning) ? path.known.slice(beginning.length) : path.known;
      checkNormal(path, domain);
      if (!how.base.startsWith('/') || !rest.startsWith('/')) throw new NotKnown();
      return becoming(cleanPath(`${bytesOf(how.base)}/${rest}`));
    }
    case 'regexReplace':
    case 'regexReplaceAll': {
      const found = matched(how.pattern, how.caseSensitive, path, side, domain);
      if (found === undefined) return way;
      const filled = filledWith(how.substitution, found.groups);
      const whole = how.kind === 'regexReplace' ? [...filled, ...found.after] : filled;
      const to = pathFormOf(whole);
      // A rest alone may be empty.
      if (how.kind === 'regexReplaceAll' && how.statusIfEmpty !== undefined && to.known === '') {
        if (to.open) throw new NotKnown();
        return { status: how.statusIfEmpty };
      }
      return { path: to, groups: found.groups };
    }
    case 'stripPrefix': {
      checkNormal(path, domain);
      const prefix = how.prefixes.map(bytesOf).find((one) => startsWith(path, one));
      if (prefix === undefined) return way;
      const rest = path.known.slice(prefix.length);
      if (rest === '' || rest.startsWith('.')) throw new NotKnown();
      if (how.slash === true) return becoming(`/${rest.replace(/^\//, '')}`);
      return becoming(rest.startsWith('/') ? rest : `/${rest}`);
    }
    case 'addPrefix': {
      checkNormal(path, domain);
      if (!/^[\w.~/-]*$/.test(how.prefix)) throw new NotKnown();
      const known = bytesOf(how.prefix) + path.known;
      return becoming(known.startsWith('/') ? known : `/${known}`);
    }
    default:
      throw new NotKnown();
  }
}

export function matched(pattern: string, caseSensitive: boolean, path: PathForm, side: Side, { bytes }: Domain): SymbolicMatch | undefined {
  const regex = compiled(pattern, caseSensitive, side.table.requests.regexSyntax);
  if (regex === undefined || Array.from(path.known).some((char) => !bytes.has(char.charCodeAt(0)))) throw new NotKnown();
  const root = possiblePart(regex.root, bytes);
  return root === undefined ? undefined : symbolicMatch(root, regex.anchored, path, bytes);
}

/** Of letters that no codec escapes, and without segments that are to be resolved. */
function checkNormal({ known }: PathForm, { emptySegments, dotSegments }: Domain): void {
  if (emptySegments || dotSegments || !/^(?:\/[\w~-][\w.~-]*)*\/?$/.test(known)) throw new NotKnown();
}

/** Whether all paths of a form begin with a text. */
function startsWith({ known, open }: PathForm, text: string): boolean {
  if (known.startsWith(text)) return true;
  if (open && text.startsWith(known)) throw new NotKnown();
  return false;
}

/** A template with nothing but texts and groups, filled. */
export function filledWith(template: TextTemplate, groups: readonly Form[]): Form {
  return template.flatMap((part): Form => {
    if (typeof part === 'string') return [bytesOf(part)];
    if ('capture' in part) return groups[part.capture] ?? [];
    throw new NotKnown();
  });
}

/** Nothing may follow the part that is not known. */
function pathFormOf(form: Form): PathForm {
  const at = form.indexOf(REST);
  if (at >= 0 && form.slice(at + 1).some((part) => part !== '')) throw new NotKnown();
  const known = (at < 0 ? form : form.slice(0, at)).join('');
  return { known, open: at >= 0 };
}
