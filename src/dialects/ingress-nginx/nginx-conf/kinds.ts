import { isAddressOrNetwork } from '../../../model/kubernetes-syntax';
import { pcre } from '../pcre';
import { cipherProblem, curveProblem } from './ciphers';
import { sizeInBytes, timeIn, wholeNumber } from './measures';
import type { Directive } from './parse';
import { isFixed, variableProblem } from './variables';

/** What checks of arguments ask the configuration around them. */
export interface Surroundings {
  readonly knows: (name: string) => boolean;
  /** The longest key that a table of `map` takes. */
  readonly longestMapKey: number;
}

/** Says why nginx refuses the arguments of a directive; `bounds` is what stands in parentheses behind the kind. */
type Check = (directive: Directive, around: Surroundings, bounds: string) => string | undefined;

/** Kinds of arguments; the names are those of the tables of directives. */
export const KINDS: { readonly [kind: string]: Check } = {
  // ---- any text: `once` may stand once, as all kinds below may that `REPEATABLE` does not name
  any: () => undefined,
  once: () => undefined,
  str: () => undefined,
  list: () => undefined,
  luaHandler: () => undefined,
  defines: () => undefined,

  // ---- numbers, sizes, times: src/core/ngx_conf_file.c (`ngx_conf_set_*_slot`)
  flag: ({ args: [text = ''] }) => (/^(?:on|off)$/i.test(text) ? undefined : `"${text}" is neither "on" nor "off"`),
  num: ({ args: [text = ''] }, _, bounds) => {
    const number = wholeNumber(text);
    if (number === undefined) return `"${text}" is no number`;
    const [low, high] = bounds.split('..');
    return low !== undefined && high !== undefined && (number < BigInt(low) || number > BigInt(high))
      ? `"${text}" is not between ${low} and ${high}`
      : undefined;
  },
  workerConnections: ({ args: [text = ''] }) =>
    (wholeNumber(text) ?? 0n) < 6n ? `"${text}" is no number above the 5 sockets that the controller listens on at least` : undefined,
  positive: ({ args: [text = ''] }) => ((wholeNumber(text) ?? 0n) === 0n ? `"${text}" is no number above 0` : undefined),
  size: ({ args: [text = ''] }) => sizeProblem(text),
  off: ({ args: [text = ''] }) => sizeProblem(text, true),
  msec: ({ args: [text = ''] }) => timeProblem(text, 'milliseconds'),
  sec: ({ args: [text = ''] }) => timeProblem(text, 'seconds'),
  bufs: ({ args: [number = '', size = ''] }) =>
    (wholeNumber(number) ?? 0n) === 0n
      ? `"${number}" is no number above 0`
      : (sizeProblem(size) ?? (sizeInBytes(size) === 0n ? `"${size}" is no size above 0` : undefined)),
  enum: ({ args: [text = ''] }, _, bounds) => wordProblem([text], bounds),
  mask: ({ args }, _, bounds) => wordProblem(args, bounds),
  workerProcesses: ({ args: [text = ''] }) =>
    text === 'auto' || wholeNumber(text) !== undefined ? undefined : `"${text}" is neither "auto" nor a number`,
  cpuAffinity: ({ args }) => {
    if (args[0] === 'auto' && args.length > 2) return 'one mask may stand behind "auto"';
    const wrong = args.slice(args[0] === 'auto' ? 1 : 0).find((mask) => !/^[01 ]*$/.test(mask));
    return wrong === undefined ? undefined : `"${wrong}" is neither "auto" nor a mask of 0 and 1`;
  },
  keepaliveTimeout: ({ args: [timeout = '', header = '0'] }) => timeProblem(timeout, 'milliseconds') ?? timeProblem(header, 'seconds'),

  // ---- tables: src/core/ngx_hash.c (`ngx_hash_init`); a table with a bucket that takes no name, or without a size, cannot be built
  hashSize: (directive, around) =>
    KINDS.num?.(directive, around, '') ?? (directive.args[0] === '0' ? 'a table of size 0 holds nothing' : undefined),
  bucketSize: (directive, around) =>
    KINDS.num?.(directive, around, '') ??
    (wholeNumber(directive.args[0] ?? '') === 0n ? 'a bucket of size 0 holds nothing' : undefined) ??
    ((wholeNumber(directive.args[0] ?? '') ?? 0n) > 65_472n ? 'a bucket is at most 65472 bytes' : undefined),

  // ---- text with variables: src/http/ngx_http_script.c
  complex: ({ args }, { knows }) => firstProblem(args, knows),
  complexes: ({ args }, { knows }) => firstProblem(args, knows),
  tryFiles: ({ args }, { knows }) => firstProblem(args, knows),
  complexSize: ({ args: [text = ''] }, { knows }) => (text.includes('$') ? variableProblem(text, knows) : sizeProblem(text)),
  setHeader: ({ args: [, value = ''] }, { knows }) => variableProblem(value, knows),
  param: ({ args: [, value = ''] }, { knows }) => variableProblem(value, knows),
  setVariable: ({ args: [variable = '', ...values] }, { knows }) => {
    if (!/^\$./.test(variable)) return `"${variable}" is no name of a variable`;
    return isFixed(variable.slice(1)) ? `nginx itself sets "${variable}"` : firstProblem(values, knows);
  },
  addHeader: ({ args: [, value = '', always = 'always'] }, { knows }) =>
    variableProblem(value, knows) ?? (always === 'always' ? undefined : `"${always}" is not "always"`),
  expires: ({ args }, { knows }) => {
    const text = args[args.length - 1] ?? '';
    if (text.includes('$')) return variableProblem(text, knows);
    if (args.length === 1 && /^(?:epoch|max|off)$/.test(text)) return undefined;
    return timeProblem(text.replace(/^[-+@]/, ''), 'seconds');
  },

  // ---- requests: src/http/modules/ngx_http_rewrite_module.c, src/http/ngx_http_core_module.c
  return: ({ args: [code = '', text] }, { knows }) => {
    if (wholeNumber(code) === undefined) {
      if (text !== undefined || !/^(?:https?:\/\/|\$scheme)/.test(code)) return `"${code}" is no status`;
      return variableProblem(code, knows);
    }
    return Number(code) > 999 ? `"${code}" is no status` : text === undefined ? undefined : variableProblem(text, knows);
  },
  rewrite: ({ args: [pattern = '', replacement = '', flag = 'last'] }, { knows }) =>
    patternProblem(pattern) ??
    (replacement === '' ? 'the replacement is empty' : undefined) ??
    (/^(?:last|break|redirect|permanent)$/.test(flag) ? undefined : `"${flag}" is no flag of a rewrite`) ??
    variableProblem(replacement, knows),
  if: ({ args }, { knows }) => conditionProblem(args.join(' '), args, knows),
  location: ({ args }) => {
    const [modifier = '', name] = args.length === 1 ? splitModifier(args[0] as string) : args;
    if (name === undefined) return undefined;
    if (!['=', '^~', '~', '~*'].includes(modifier)) return `"${modifier}" is no modifier of a location`;
    return modifier.startsWith('~') ? patternProblem(name) : undefined;
  },
  errorPage: ({ args }, { knows }) => {
    const codes = args.slice(0, -1);
    const last = codes[codes.length - 1] as string;
    if (last.startsWith('=')) {
      codes.pop();
      if (codes.length === 0 || !/^=\d*$/.test(last)) return `"${last}" is no status`;
    }
    const wrong = codes.find((code) => !/^[345]\d\d$/.test(code) || code === '499');
    return wrong === undefined
      ? variableProblem(args[args.length - 1] as string, knows)
      : `"${wrong}" is no status from 300 to 599 except 499`;
  },
  aio: ({ args: [text = ''] }) => (/^(?:on|off|threads(?:=.+)?)$/.test(text) ? undefined : `"${text}" is not "on", "off" or "threads"`),
  regexes: ({ args }) => args.map((pattern) => (pattern === 'msie6' ? undefined : patternProblem(pattern))).find(Boolean),
  accessRule: ({ args: [text = ''] }) =>
    text === 'all' || text === 'unix:' || isNetwork(text) ? undefined : `"${text}" is neither an address nor a network`,
  listen: ({ args: [text = ''] }) => {
    const host = /^(\[.*\]|[^:]*)(?::\d+)?$/.exec(text)?.[1] ?? text;
    const bare = host.replace(/^\[(.*)\]$/, '$1');
    return /^(?:\d+|\*|unix)$/.test(host) || isNetwork(bare) || isHostName(bare) ? undefined : `"${text}" is no address`;
  },
  // A name is looked up when the configuration is loaded; one without a dot is hardly ever found.
  realIpFrom: ({ args: [text = ''] }) =>
    text === 'unix:' || isNetwork(text) || isHostName(text) ? undefined : `"${text}" is neither an address nor a network`,
  map: ({ args, block }, { knows, longestMapKey }) => {
    const source = variableProblem(args[0] ?? '', knows);
    if (source !== undefined || block === undefined || block === 'lua') return source;
    const keys = new Set<string>();
    for (const { name, args: values } of block) {
      const problem = mapProblem(name, values, keys, longestMapKey, knows);
      if (problem !== undefined) return problem;
    }
    return undefined;
  },
  geo: ({ block }) => {
    if (block === undefined || block === 'lua') return undefined;
    const words = ['default', 'ranges', 'delete', 'proxy', 'proxy_recursive', 'include', 'volatile'];
    const wrong = block.find(({ name }) => !words.includes(name) && !isNetwork(name) && !/^[\da-f.:]+-[\da-f.:]+$/i.test(name));
    return wrong === undefined ? undefined : `"${wrong.name}" is neither an address nor a network`;
  },

  // ---- limits: src/http/modules/ngx_http_limit_req_module.c, ngx_http_limit_conn_module.c
  limitReqZone: ({ args: [key = '', ...rest] }, { knows }) => variableProblem(key, knows) ?? rest.map(zoneProblem).find(Boolean),
  limitConnZone: ({ args: [key = '', ...rest] }, { knows }) => variableProblem(key, knows) ?? rest.map(zoneProblem).find(Boolean),
  limitReq: ({ args }) => {
    const wrong = args.find((arg) => !/^(?:zone=.+|nodelay)$/.test(arg) && !isAbove0(/^(?:burst|delay)=(.*)$/.exec(arg)?.[1] ?? ''));
    if (wrong !== undefined) return `"${wrong}" is no parameter of a limit`;
    return args.some((arg) => arg.startsWith('zone=')) ? undefined : 'no zone is named';
  },
  limitConn: ({ args: [, number = ''] }) => {
    const connections = wholeNumber(number) ?? 0n;
    return connections < 1n || connections > 65_535n ? `"${number}" is not between 1 and 65535` : undefined;
  },

  // ---- logs: src/http/modules/ngx_http_log_module.c, src/core/ngx_log.c
  logFormat: ({ args: [, ...texts] }, { knows }) => {
    const [first = '', ...rest] = texts;
    if (!first.startsWith('escape=')) return texts.map((text) => variableProblem(text, knows, false)).find(Boolean);
    return /^escape=(?:default|json|none)$/.test(first)
      ? rest.map((text) => variableProblem(text, knows, false)).find(Boolean)
      : `"${first}" is no escaping`;
  },
  accessLog: ({ args: [path = '', format = 'combined', ...parameters] }, { knows }) => {
    if (path === 'off') return parameters.length > 0 || format !== 'combined' ? '"off" stands alone' : undefined;
    if (format.includes('=')) return `there is no format "${format}"`;
    if (path.startsWith('syslog:')) return syslogProblem(path) ?? parameters.map((one) => logParameterProblem(one, knows)).find(Boolean);
    const wrong = parameters.map((one) => logParameterProblem(one, knows)).find(Boolean);
    const flushes = parameters.some((one) => one.startsWith('flush='));
    const buffers = parameters.some((one) => /^(?:buffer=|gzip)/.test(one));
    const variables = variableProblem(path, knows);
    if (flushes && !buffers) return 'a log with "flush" needs "buffer"';
    return wrong ?? variables ?? (buffers && path.includes('$') ? 'a log with "buffer" has no variables in its path' : undefined);
  },
  errorLog: ({ args: [path = '', ...levels] }) => {
    const known = /^(?:emerg|alert|crit|error|warn|notice|info|debug|debug_(?:core|alloc|mutex|event|http|mail|stream))$/;
    const wrong = levels.find((level) => !known.test(level));
    if (wrong !== undefined) return `"${wrong}" is no level of a log`;
    return path.startsWith('syslog:') ? syslogProblem(path) : undefined;
  },

  // ---- backends: src/http/modules/ngx_http_proxy_module.c
  pass: () => undefined,
  proxyPass: ({ args: [url = ''] }, { knows }) => {
    if (url.includes('$')) return variableProblem(url, knows);
    if (!/^https?:\/\//i.test(url)) return `"${url}" does not begin with "http://" or "https://"`;
    return upstreamProblem(url.replace(/^https?:\/\//i, ''));
  },
  proxyRedirect: ({ args: [from = '', to] }, { knows }) =>
    to === undefined
      ? /^(?:default|off)$/.test(from)
        ? undefined
        : `"${from}" is not "default" or "off", and has no replacement`
      : pairProblem(from, to, knows),
  proxyCookie: ({ args: [from = '', to] }, { knows }) =>
    to === undefined ? (from === 'off' ? undefined : `"${from}" is not "off", and has no replacement`) : pairProblem(from, to, knows),
  cacheValid: ({ args }) => {
    const codes = args.slice(0, -1);
    const wrong = codes.find((code) => code !== 'any' && !/^[1-5]\d\d$/.test(code));
    return (
      timeProblem(args[args.length - 1] ?? '', 'seconds') ?? (wrong === undefined ? undefined : `"${wrong}" is no status from 100 to 599`)
    );
  },

  upstream: ({ block }) =>
    block === undefined || block === 'lua' || block.some(({ name }) => name === 'server') ? undefined : 'it has no server',

  // ---- TLS: src/http/modules/ngx_http_ssl_module.c, src/event/ngx_event_openssl.c
  ciphers: ({ args: [list = ''] }) => cipherProblem(list),
  curves: ({ args: [list = ''] }) => curveProblem(list),
  sslSessionCache: ({ args }) => {
    for (const arg of args) {
      if (/^(?:off|none|builtin)$/.test(arg)) continue;
      const [, kind, size = ''] = /^(builtin|shared):(?:[^:]+:)?(.*)$/.exec(arg) ?? [];
      if (kind === undefined) return `"${arg}" is no cache of sessions`;
      if (kind === 'shared' && (sizeInBytes(size) ?? 0n) < 32_768n) return `"${size}" is no size of 32k or more`;
    }
    return undefined;
  },

  // ---- openresty/lua-nginx-module@v0.10.28:src/ngx_http_lua_directive.c (`ngx_http_lua_shared_dict`)
  luaSharedDict: ({ args: [, size = ''] }) => ((sizeInBytes(size) ?? 0n) <= 8191n ? `"${size}" is no size above 8191 bytes` : undefined),
};

/** Kinds that may stand several times in one block; a second of any other kind is refused. */
export const REPEATABLE: ReadonlySet<string> = new Set(
  `any listen list mask complexes setHeader param setVariable addHeader return rewrite if location upstream errorPage regexes accessRule realIpFrom map geo
  limitReqZone limitConnZone limitReq limitConn logFormat accessLog errorLog proxyRedirect proxyCookie cacheValid luaSharedDict
  defines`.split(/\s+/),
);

const isAbove0 = (text: string): boolean => (wholeNumber(text) ?? 0n) > 0n;

const sizeProblem = (text: string, gigabytes = false): string | undefined =>
  sizeInBytes(text, gigabytes) === undefined ? `"${text}" is no size` : undefined;

const timeProblem = (text: string, unit: 'seconds' | 'milliseconds'): string | undefined =>
  timeIn(unit, text) === undefined ? `"${text}" is no time` : undefined;

/** Words are compared without regard to case. */
function wordProblem(words: readonly string[], bounds: string): string | undefined {
  const wrong = words.find((word) => !bounds.toLowerCase().split('|').includes(word.toLowerCase()));
  return wrong === undefined ? undefined : `"${wrong}" is none of ${bounds.split('|').join(', ')}`;
}

const firstProblem = (texts: readonly string[], knows: Surroundings['knows']): string | undefined =>
  texts.map((text) => variableProblem(text, knows)).find(Boolean);

export function patternProblem(pattern: string): string | undefined {
  const syntax = pcre(pattern);
  return syntax.kind === 'refused' ? `"${pattern}" is no regular expression: ${syntax.because}` : undefined;
}

/** `ngx_ptocidr` takes what the API server takes, and zeros before a number. */
const isNetwork = (text: string): boolean => isAddressOrNetwork(/^[\d.]+(?:\/\d+)?$/.test(text) ? text.replace(/\b0+(?=\d)/g, '') : text);

/** A name with a dot, which may be found. */
const isHostName = (text: string): boolean => /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*\.?$/i.test(text);

const splitModifier = (text: string): readonly string[] => /^(=|\^~|~\*|~)(.+)$/s.exec(text)?.slice(1) ?? [text];

/** A cookie or a Location header and its replacement; "~" stands before a regular expression, "~*" before one without regard to case. */
function pairProblem(from: string, to: string, knows: Surroundings['knows']): string | undefined {
  const pattern = from.startsWith('~') ? patternProblem(from.replace(/^~\*?/, '')) : variableProblem(from, knows);
  return pattern ?? variableProblem(to, knows);
}

function zoneProblem(text: string): string | undefined {
  if (text.startsWith('rate=')) return /^rate=0*[1-9]\d*(?:r\/[sm])?$/.test(text) ? undefined : `"${text}" is no rate`;
  const size = /^zone=[^:]+:(.*)$/.exec(text)?.[1];
  return size === undefined || (sizeInBytes(size) ?? 0n) < 32_768n ? `"${text}" is no zone of 32k or more` : undefined;
}

function logParameterProblem(text: string, knows: Surroundings['knows']): string | undefined {
  const [, name, value = ''] = /^(buffer|flush|gzip|if)(?:=(.*))?$/s.exec(text) ?? [];
  switch (name) {
    case 'buffer':
      return (sizeInBytes(value) ?? 0n) === 0n ? `"${value}" is no size of a buffer` : undefined;
    case 'flush':
      return (timeIn('milliseconds', value) ?? 0n) === 0n ? `"${value}" is no time` : undefined;
    case 'gzip':
      return text === 'gzip' || /^[1-9]$/.test(value) ? undefined : `"${value}" is no level of compression`;
    case 'if':
      return variableProblem(value, knows);
    default:
      return `"${text}" is no parameter of a log`;
  }
}

/** One line of a `map`. Source: nginx/nginx@release-1.27.1:src/http/modules/ngx_http_map_module.c. */
function mapProblem(
  name: string,
  values: readonly string[],
  keys: Set<string>,
  longest: number,
  knows: Surroundings['knows'],
): string | undefined {
  if (values.length === 0 && /^(?:hostnames|volatile)$/.test(name)) return undefined;
  if (values.length !== 1) return `"${[name, ...values].join(' ')}" is not one value and its result`;
  if (name === 'include') return (values[0] as string).startsWith('/') ? undefined : `there is no file "${values[0]}"`;
  const problem = variableProblem(values[0] as string, knows);
  if (problem !== undefined || name.startsWith('~')) return problem ?? patternProblem(name.replace(/^~\*?/, ''));
  const key = name === 'default' ? name : name.replace(/^\\/, '').toLowerCase();
  if (keys.has(key)) return `"${name}" stands there twice`;
  keys.add(key);
  return Buffer.byteLength(key) > longest ? `"${name}" is longer than the table takes, which is ${longest} bytes` : undefined;
}

/** `(variable)`, `(variable = text)`, `(variable ~ pattern)`, `(-f file)`. */
function conditionProblem(whole: string, args: readonly string[], knows: Surroundings['knows']): string | undefined {
  const inner = /^\((.*)\)$/s.exec(whole)?.[1];
  if (inner === undefined) return `"${whole}" is no condition in parentheses`;
  const words = [...args];
  words[0] = (words[0] as string).slice(1);
  words.push((words.pop() as string).slice(0, -1));
  const [first = '', operator, operand = ''] = words.filter((word, i) => word !== '' || (i > 0 && i < words.length - 1));
  if (/^!?-[fdex]$/.test(first)) return operator === undefined ? `"${whole}" names no file` : variableProblem(operator, knows);
  if (!first.startsWith('$') || first.length < 2) return `"${first}" is no variable`;
  if (!knows(first.slice(1))) return `there is no variable "${first}"`;
  if (operator === undefined) return undefined;
  if (operator === '=' || operator === '!=') return variableProblem(operand, knows);
  return /^!?~\*?$/.test(operator) ? patternProblem(operand) : `"${operator}" is no operator of a condition`;
}

/** A name that is looked up when the configuration is loaded is taken for one that is found. */
const syslogProblem = (text: string): string | undefined => {
  const server = /^syslog:(?:.*,)?server=([^,]*)/.exec(text)?.[1];
  return server === undefined ? 'no server of syslog is named' : upstreamProblem(server);
};

/** Host, port and path behind "http://". Source: nginx/nginx@release-1.27.1:src/core/ngx_inet.c (`ngx_parse_inet_url`). */
function upstreamProblem(rest: string): string | undefined {
  if (rest.startsWith('unix:')) return undefined;
  const [, host = '', port] = /^(\[[^\]]*\]|[^:/?#]*)(?::([^/?#]*))?/.exec(rest) ?? [];
  if (host === '') return 'no host is named';
  if (!/^(?:\[.*\]|[\w.-]+)$/.test(host)) return `"${host}" is no host`;
  if (port === undefined) return undefined;
  const number = wholeNumber(port) ?? 0n;
  return number < 1n || number > 65_535n ? `"${port}" is no port` : undefined;
}
