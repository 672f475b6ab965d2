import type { Origin, Statement } from '../../../../table/routing-table';
import { type Directive, readConf, Unreadable } from '../../nginx-conf/parse';
import { bytesOfSize } from '../settings';
import { limitedMethods } from './limited-methods';
import { sendsSecondHost } from './second-host';
import { type Around, isOwn, statementOf, testOf, textOf, undecided } from './statements';
import { touchOf } from './touches';

/** A rule of the access module. */
export interface AccessRule {
  readonly allows: boolean;
  readonly address: string;
}

/** Where a snippet stands. `ownLocation`: in a location that is not one of an Ingress, and has none of the Lua code. */
export type Level = 'http' | 'server' | 'location' | 'ownLocation';

/** What raw text for nginx does to requests, apart from effects that change neither where they go nor what is answered. */
export interface Snippet {
  readonly origin: Origin;
  /** Run in the rewrite phase, in order. */
  readonly statements: readonly Statement[];
  readonly rules: readonly AccessRule[];
  /** The directive because of which it is not known who is let in. */
  readonly access: string | undefined;
  /** The directive because of which it is not known what answers those who are. */
  readonly content: string | undefined;
  /** Why nothing is known. */
  readonly anything: string | undefined;
  /** In lower case: headers of the request that are other ones for the controller; `*` for any. */
  readonly requestHeaders: readonly string[];
  /** Run before everything else in a location: what becomes of methods that the snippet leaves out. */
  readonly limits: readonly Statement[];
  /** Set if the backend gets a Host header beside that of the controller. */
  readonly secondHost: boolean;
  /** 0: none. */
  readonly bodyLimit: number | undefined;
  /** Answers with these statuses have another page, which is not known. */
  readonly pages: { readonly statuses: readonly number[]; readonly because: string } | undefined;
  readonly locations: readonly SnippetLocation[];
}

export interface SnippetLocation {
  /** Empty for a prefix. */
  readonly modifier: '' | '=' | '^~' | '~' | '~*' | '@';
  readonly name: string;
  readonly text: string;
  readonly block: readonly Directive[];
}

const NOTHING: Omit<Snippet, 'origin'> = {
  statements: [],
  rules: [],
  access: undefined,
  content: undefined,
  anything: undefined,
  requestHeaders: [],
  limits: [],
  secondHost: false,
  bodyLimit: undefined,
  pages: undefined,
  locations: [],
};

export function readSnippet(text: string, level: Level, around: Around): Snippet {
  if (text.trim() === '') return { ...NOTHING, origin: around.origin };
  const directives = readConf(text);
  if (directives instanceof Unreadable) return { ...NOTHING, origin: around.origin, anything: `a snippet ${directives.message}` };
  return ofDirectives(directives, level, around);
}

export function ofDirectives(directives: readonly Directive[], level: Level, around: Around): Snippet {
  const statements: Statement[] = [];
  const limits: Statement[] = [];
  const rules: AccessRule[] = [];
  const requestHeaders: string[] = [];
  const statuses: number[] = [];
  const locations: SnippetLocation[] = [];
  let { access, content, anything, bodyLimit }: { -readonly [M in keyof Snippet]?: Snippet[M] } = {};
  for (const directive of directives) {
    const { name, args, block } = directive;
    const statement = name === 'if' ? ifStatement(directive, around) : statementOf(directive, around);
    const limit = level === 'location' && name === 'limit_except' ? limitedMethods(directive, around) : undefined;
    if (statement !== undefined) statements.push(statement);
    else if (limit !== undefined) limits.push(limit);
    else if (name === 'allow' || name === 'deny') rules.push({ allows: name === 'allow', address: args[0] ?? '' });
    else if (name === 'client_max_body_size' && bytesOfSize(args[0] ?? '') !== undefined) bodyLimit = bytesOfSize(args[0] ?? '');
    else if (name === 'error_page') statuses.push(...args.slice(0, -1).filter(isNumber).map(Number));
    else if (name === 'location' && level === 'server' && Array.isArray(block)) locations.push(locationOf(directive, block));
    else if (name === 'server' && level === 'http' && Array.isArray(block) && listensElsewhere(block, around.ports)) continue;
    else {
      const touch = touchOf(name);
      const because = `"${textOf(directive)}" of a snippet`;
      if (touch === 'access') access ??= because;
      else if (touch === 'content') content ??= because;
      else if (touch === 'requestHeaders') requestHeaders.push(...namesOf(args));
      else if (touch === 'anything' || (touch === 'variable' && isOwn(bare(args[0])))) anything ??= `it is not known what ${because} does`;
    }
  }
  const pages = statuses.length === 0 ? undefined : { statuses, because: 'a snippet has a page for it' };
  const secondHost = level === 'location' && directives.some(sendsSecondHost);
  return {
    origin: around.origin,
    statements,
    rules,
    access,
    content,
    anything,
    requestHeaders,
    limits,
    secondHost,
    bodyLimit,
    pages,
    locations,
  };
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

const bare = (variable = ''): string => variable.replace(/^\$/, '').toLowerCase();

/**
 * Only statements are run where the test holds; a directive that touches more than headers and logs makes the requests undecided.
 * nginx/nginx@release-1.27.1:src/http/modules/ngx_http_rewrite_module.c `ngx_http_rewrite_if`.
 */
function ifStatement(directive: Directive, around: Around): Statement {
  const test = testOf(directive, around);
  if ('unknown' in test) return undecided(directive, test.unknown, around);
  const statements: Statement[] = [];
  for (const inner of Array.isArray(directive.block) ? directive.block : []) {
    const statement = statementOf(inner, around);
    const touch = touchOf(inner.name);
    if (statement !== undefined) statements.push(statement);
    else if (touch !== 'nothing' && !(touch === 'variable' && !isOwn(bare(inner.args[0]))))
      statements.push(undecided(inner, 'has an effect that is not known', around));
  }
  return { do: 'if', test, statements, text: textOf(directive), origin: around.origin };
}

function locationOf({ args }: Directive, block: readonly Directive[]): SnippetLocation {
  const text = ['location', ...args].join(' ');
  const [first = '', second] = args;
  if (second !== undefined) return { modifier: first as SnippetLocation['modifier'], name: second, text, block };
  const found = /^(=|\^~|~\*|~|@)(.*)$/s.exec(first);
  return { modifier: (found?.[1] ?? '') as SnippetLocation['modifier'], name: found?.[2] ?? first, text, block };
}

/** Whether a server of a snippet takes no requests from those of the controller. One without `listen` listens on port 80. */
function listensElsewhere(block: readonly Directive[], ports: readonly number[]): boolean {
  const listens = block.filter(({ name }) => name === 'listen').map(({ args }) => args[0] ?? '');
  return listens.length > 0 && listens.every((one) => /^(?:.*:)?(\d+)$/.test(one) && !ports.includes(Number(/\d+$/.exec(one)?.[0])));
}

/** Headers that `more_set_input_headers` and `more_clear_input_headers` name. */
function namesOf(args: readonly string[]): readonly string[] {
  if (args.some((arg) => arg.startsWith('-') || arg.includes('*'))) return ['*'];
  return args.map((arg) => (arg.split(':', 1)[0] as string).trim().toLowerCase());
}
