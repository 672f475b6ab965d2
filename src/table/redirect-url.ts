import type { WrittenPaths } from './codecs/codec';
import type { Context } from './context';
import { fillTemplate, type Way } from './fill-template';
import { replaceMatches } from './match-path';
import type { UrlRedirect } from './routing-table';

/** Where a request is sent, and how; undefined if it goes on. */
export function redirectUrl(
  how: UrlRedirect,
  way: Way,
  context: Context,
): { readonly status: number; readonly location?: string; readonly because: string } | { readonly undecided: string } | undefined {
  const { seen, codec } = context;
  const { target } = seen;
  if (how.from !== undefined && how.from !== seen.scheme) return undefined;
  const text = how.of === 'path' ? way.path : urlOf(how, way, context);
  const replaced = replaceMatches(how.pattern, how.caseSensitive, text, context.regexes, (groups) =>
    fillTemplate(how.substitution, { ...way, groups }, context),
  );
  if (typeof replaced === 'object') return replaced;
  if (replaced === undefined || replaced === text) return undefined;
  if (codec.paths === undefined) return { undecided: 'how the controller writes URLs is not known' };
  const query = how.of === 'path' && target.query ? `?${target.query}` : '';
  const location = writtenUrl(replaced.includes('?') ? replaced : replaced + query, codec.paths);
  if (location === undefined) return { status: how.of === 'path' ? 500 : 502, because: 'the redirect leads to something that is no URL' };
  const status = seen.method === 'GET' ? how.status : how.statusOfOtherMethods;
  return { status, location, because: 'the redirect leads to another URL' };
}

function urlOf({ defaultPort }: UrlRedirect, { path }: Way, { seen, codec }: Context): string {
  const { target, scheme, hostAsSent = '' } = seen;
  const isSent = path === (target.written ?? target.path);
  const uri = isSent ? codec.forwardedTarget(target) : codec.rewrittenTarget(path, target);
  return `${scheme}://${hostOf(hostAsSent, scheme, defaultPort)}${uri}`;
}

function hostOf(sent: string, scheme: string, defaultPort: UrlRedirect['defaultPort']): string {
  if (defaultPort === 'kept') return sent;
  return sent.replace(scheme === 'https' ? /:443$/ : /:80$/, '');
}

/** A URL as net/url of Go writes it once it has read it; undefined if it cannot. golang/go@go1.26.8:src/net/url/url.go `URL.String`. */
function writtenUrl(url: string, paths: WrittenPaths): string | undefined {
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = URL_PARTS.exec(url) ?? [];
  const decoded = paths.unescape(path);
  if (decoded === undefined || !AUTHORITY.test(authority) || CONTROLS.test(url)) return undefined;
  return scheme.toLowerCase() + authority + (paths.isWritten(path) ? path : paths.escape(decoded)) + query + fragment;
}

const URL_PARTS = /^([A-Za-z][A-Za-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/s;

/** Of a host only bytes beyond ASCII and "%" itself may be escaped. */
const AUTHORITY = /^(?:\/\/(?:[^@]*@)?(?:\[[^\]]*\]|(?:[\w.~!$&'()*+,;=<>"\x80-\xff-]|%25|%[89A-Fa-f][\dA-Fa-f])*)(?::\d*)?)?$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const CONTROLS = /[\x00-\x1f\x7f]/;
