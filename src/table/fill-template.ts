import { bytesOf } from '../regex/pcre2/bytes';
import type { Context } from './context';
import type { RequestVariable, TemplatePart, TextTemplate } from './routing-table';
import type { SetVariables } from './script';

/** How far a request has come. */
export interface Way {
  /** As it is compared, or rewritten. */
  readonly path: string;
  readonly groups: readonly string[];
  /** What scripts have set so far. */
  readonly variables?: SetVariables | undefined;
}

/** A longer text fits into no request. Scripts can double a text with each line. */
const MOST_CHARACTERS = 65_536;

/** `capture`: what is done to a group before it is put in. */
export function fillTemplate(
  template: TextTemplate,
  way: Way,
  context: Context,
  capture: (text: string) => string = (text) => text,
): { readonly text: string } | { readonly undecided: string } {
  let text = '';
  for (const part of template) {
    if (typeof part === 'string') text += bytesOf(part);
    else if ('capture' in part) text += capture(way.groups[part.capture] ?? '');
    else if ('variable' in part) {
      const value = textOf(part.variable, way, context);
      if (value === undefined) return { undecided: 'it depends on the address of the client, which is not known' };
      text += formed(value, part);
    } else if ('value' in part) text += sentValue(part, context);
    else if ('set' in part) {
      const value = way.variables?.get(part.set) ?? { text: '' };
      if ('undecided' in value) return value;
      text += value.text;
    } else if ('ifAny' in part) text += textOf(part.ifAny, way, context) === '' ? '' : bytesOf(part.text);
    else return { undecided: `it depends on ${part.unknown}, which is known only when the request is there` };
    if (text.length > MOST_CHARACTERS) return { undecided: `it is longer than ${MOST_CHARACTERS} characters` };
  }
  return { text };
}

function sentValue({ value, name }: Extract<TemplatePart, { value: unknown }>, { codec, seen }: Context): string {
  switch (value) {
    case 'header':
      return codec.headerValues(seen.request, name)[0] ?? '';
    case 'cookie':
      return codec.cookieValue(seen.request, name) ?? '';
    case 'parameter':
      return codec.queryValues(seen.target, name)[0] ?? '';
  }
}

/** A value in the form that a part asks for. */
function formed(value: string, { withoutEnd, upTo, ifEmpty, escapes }: Extract<TemplatePart, { variable: unknown }>): string {
  if (value === '' && ifEmpty !== undefined) return ifEmpty;
  const cutAtEnd = withoutEnd !== undefined && value.endsWith(withoutEnd) ? value.slice(0, value.length - withoutEnd.length) : value;
  const cut = upTo === undefined ? cutAtEnd : (cutAtEnd.split(upTo, 1)[0] as string);
  return escapes === undefined ? cut : Array.from(cut, (char) => (isEscaped(char, escapes) ? escapeByte(char) : char)).join('');
}

const isEscaped = (char: string, escapes: string): boolean => char <= ' ' || char >= '\x7f' || escapes.includes(char);

const escapeByte = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

function textOf(variable: RequestVariable, { path }: Way, context: Context): string | undefined {
  const { seen, entry } = context;
  const nameless = entry.names[0] ?? '';
  switch (variable) {
    case 'scheme':
      return seen.scheme;
    case 'clientScheme':
      return clientScheme(context);
    case 'clientPort':
      return believed('x-forwarded-port', context) ?? (seen.scheme === 'https' ? '443' : '80');
    case 'host':
      return seen.name ?? nameless;
    case 'hostAsSent':
      return seen.hostAsSent ?? '';
    case 'clientHost':
      return believed('x-forwarded-host', context)?.split(',', 1)[0] ?? seen.hostAsSent ?? seen.name ?? nameless;
    case 'hostnameAsSent':
      return splitPort(seen.hostAsSent ?? '').name;
    case 'portAsSent':
      return splitPort(seen.hostAsSent ?? '').port;
    case 'method':
      return seen.method;
    case 'clientAddress':
      return context.codec.clientAddress(seen.request);
    case 'target':
      return seen.target.sent;
    case 'path':
      return path;
    case 'query':
      return seen.target.query ?? '';
    case 'search':
      return seen.target.query === undefined ? '' : `?${seen.target.query}`;
  }
}

/** A name in brackets may have colons. */
function splitPort(host: string): { readonly name: string; readonly port: string } {
  const colon = host.startsWith('[') ? host.lastIndexOf(']:') + 1 : host.lastIndexOf(':');
  return colon <= 0 ? { name: host, port: '' } : { name: host.slice(0, colon), port: host.slice(colon) };
}

/** The scheme as the client sees it: a header of a proxy before the controller may say another. */
export const clientScheme = (context: Context): string => believed('x-forwarded-proto', context) ?? context.seen.scheme;

const believed = (name: string, { seen, table, codec }: Context): string | undefined =>
  table.requests.trustsForwardedHeaders ? codec.headerValues(seen.request, name)[0] : undefined;
