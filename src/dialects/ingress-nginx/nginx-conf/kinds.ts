import { sizeInBytes, wholeNumber } from './measures';
import { type Check, firstProblem, lengthProblem, sizeProblem, timeProblem, wordProblem } from './problems';
import { REQUEST_KINDS } from './request-kinds';
import { isFixed, variableProblem } from './variables';

/** Kinds of arguments; the names are those of the tables of directives. */
export const KINDS: { readonly [kind: string]: Check } = {
  // ---- any text: `once` may occur only once, as all kinds below that are not in `REPEATABLE`
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
    if (number === undefined) return `"${text}" is not a number`;
    const [low, high] = bounds.split('..');
    return low !== undefined && high !== undefined && (number < BigInt(low) || number > BigInt(high))
      ? `"${text}" is not between ${low} and ${high}`
      : undefined;
  },
  workerConnections: ({ args: [text = ''] }) =>
    (wholeNumber(text) ?? 0n) < 6n
      ? `"${text}" is not a number above 5, the minimum number of sockets that the controller listens on`
      : undefined,
  positive: ({ args: [text = ''] }) => ((wholeNumber(text) ?? 0n) === 0n ? `"${text}" is not a number above 0` : undefined),
  size: ({ args: [text = ''] }) => sizeProblem(text),
  off: ({ args: [text = ''] }) => sizeProblem(text, true),
  msec: ({ args: [text = ''] }) => timeProblem(text, 'milliseconds'),
  sec: ({ args: [text = ''] }) => timeProblem(text, 'seconds'),
  bufs: ({ args: [number = '', size = ''] }) =>
    (wholeNumber(number) ?? 0n) === 0n
      ? `"${number}" is not a number above 0`
      : (sizeProblem(size) ?? (sizeInBytes(size) === 0n ? `"${size}" is not a size above 0` : undefined)),
  enum: ({ args: [text = ''] }, _, bounds) => wordProblem([text], bounds),
  mask: ({ args }, _, bounds) => wordProblem(args, bounds),
  workerProcesses: ({ args: [text = ''] }) =>
    text === 'auto' || wholeNumber(text) !== undefined ? undefined : `"${text}" is neither "auto" nor a number`,
  cpuAffinity: ({ args }) => {
    if (args[0] === 'auto' && args.length > 2) return 'only one mask may follow "auto"';
    const wrong = args.slice(args[0] === 'auto' ? 1 : 0).find((mask) => !/^[01 ]*$/.test(mask));
    return wrong === undefined ? undefined : `"${wrong}" is neither "auto" nor a mask of 0 and 1`;
  },
  keepaliveTimeout: ({ args: [timeout = '', header = '0'] }) => timeProblem(timeout, 'milliseconds') ?? timeProblem(header, 'seconds'),

  // ---- tables: src/core/ngx_hash.c (`ngx_hash_init`); a table with a bucket that can hold no name, or without a size, cannot be built
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
  setHeader: ({ args: [header = '', value = ''] }, { knows, longestHeader }) =>
    lengthProblem(header, longestHeader) ?? variableProblem(value, knows),
  header: ({ args: [header = ''] }, { longestHeader }) => lengthProblem(header, longestHeader),
  param: ({ args: [, value = ''] }, { knows }) => variableProblem(value, knows),
  setVariable: ({ args: [variable = '', ...values] }, { knows, longestVariable }) => {
    if (!/^\$./.test(variable)) return `"${variable}" is not the name of a variable`;
    if (isFixed(variable.slice(1))) return `nginx itself sets "${variable}"`;
    return lengthProblem(variable.slice(1), longestVariable) ?? firstProblem(values, knows);
  },
  addHeader: ({ args: [, value = '', always = 'always'] }, { knows }) =>
    variableProblem(value, knows) ?? (always === 'always' ? undefined : `"${always}" is not "always"`),
  expires: ({ args }, { knows }) => {
    const text = args[args.length - 1] ?? '';
    if (text.includes('$')) return variableProblem(text, knows);
    if (args.length === 1 && /^(?:epoch|max|off)$/.test(text)) return undefined;
    return timeProblem(text.replace(/^[-+@]/, ''), 'seconds');
  },

  ...REQUEST_KINDS,

  // ---- openresty/lua-nginx-module@v0.10.28:src/ngx_http_lua_directive.c (`ngx_http_lua_shared_dict`)
  luaSharedDict: ({ args: [, size = ''] }) => ((sizeInBytes(size) ?? 0n) <= 8191n ? `"${size}" is not a size above 8191 bytes` : undefined),
};

/** Kinds that may occur several times in one block; a second directive of any other kind is refused. */
export const REPEATABLE: ReadonlySet<string> = new Set(
  `any listen list header mask complexes setHeader param setVariable addHeader return rewrite if location upstream errorPage regexes accessRule realIpFrom map geo
  limitReqZone limitConnZone limitReq limitConn logFormat accessLog errorLog proxyRedirect proxyCookie cacheValid luaSharedDict
  defines`.split(/\s+/),
);
