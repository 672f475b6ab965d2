import { cipherProblem, curveProblem } from './ciphers';
import { sizeInBytes, wholeNumber } from './measures';
import {
  type Check,
  conditionProblem,
  isAbove0,
  isHostName,
  isNetwork,
  lengthProblem,
  locationName,
  logParameterProblem,
  mapProblem,
  pairProblem,
  patternProblem,
  syslogProblem,
  timeProblem,
  upstreamProblem,
  zoneProblem,
} from './problems';
import { variableProblem } from './variables';

/** Kinds of arguments that affect requests: conditions, lists of clients, limits, logs, backends and TLS. */
export const REQUEST_KINDS: { readonly [kind: string]: Check } = {
  // ---- requests: src/http/modules/ngx_http_rewrite_module.c, src/http/ngx_http_core_module.c
  return: ({ args: [code = '', text] }, { knows }) => {
    if (wholeNumber(code) === undefined) {
      if (text !== undefined || !/^(?:https?:\/\/|\$scheme)/.test(code)) return `"${code}" is not a status`;
      return variableProblem(code, knows);
    }
    return Number(code) > 999 ? `"${code}" is not a status` : text === undefined ? undefined : variableProblem(text, knows);
  },
  rewrite: ({ args: [pattern = '', replacement = '', flag = 'last'] }, { knows }) =>
    patternProblem(pattern) ??
    (replacement === '' ? 'the replacement is empty' : undefined) ??
    (/^(?:last|break|redirect|permanent)$/.test(flag) ? undefined : `"${flag}" is not a flag of a rewrite`) ??
    variableProblem(replacement, knows),
  if: ({ args }, { knows }) => conditionProblem(args.join(' '), args, knows),
  location: ({ args }) => {
    const [modifier, name] = locationName(args);
    if (!['', '=', '^~', '~', '~*'].includes(modifier)) return `"${modifier}" is not a modifier of a location`;
    return modifier.startsWith('~') ? patternProblem(name) : undefined;
  },
  errorPage: ({ args }, { knows }) => {
    const codes = args.slice(0, -1);
    const last = codes[codes.length - 1] as string;
    if (last.startsWith('=')) {
      codes.pop();
      if (codes.length === 0 || !/^=\d*$/.test(last)) return `"${last}" is not a status`;
    }
    const wrong = codes.find((code) => !/^[345]\d\d$/.test(code) || code === '499');
    return wrong === undefined
      ? variableProblem(args[args.length - 1] as string, knows)
      : `"${wrong}" is not a status from 300 to 599 except 499`;
  },
  aio: ({ args: [text = ''] }) => (/^(?:on|off|threads(?:=.+)?)$/.test(text) ? undefined : `"${text}" is not "on", "off" or "threads"`),
  regexes: ({ args }) => args.map((pattern) => (pattern === 'msie6' ? undefined : patternProblem(pattern))).find(Boolean),
  accessRule: ({ args: [text = ''] }) =>
    text === 'all' || text === 'unix:' || isNetwork(text) ? undefined : `"${text}" is neither an address nor a network`,
  listen: ({ args: [text = ''] }) => {
    const host = /^(\[.*\]|[^:]*)(?::\d+)?$/.exec(text)?.[1] ?? text;
    const bare = host.replace(/^\[(.*)\]$/, '$1');
    return /^(?:\d+|\*|unix)$/.test(host) || isNetwork(bare) || isHostName(bare) ? undefined : `"${text}" is not an address`;
  },
  // nginx resolves a name when it loads the configuration; DNS hardly ever resolves one without a dot.
  realIpFrom: ({ args: [text = ''] }) =>
    text === 'unix:' || isNetwork(text) || isHostName(text) ? undefined : `"${text}" is neither an address nor a network`,
  map: ({ args, block }, { knows, longestMapKey, longestVariable }) => {
    const source = variableProblem(args[0] ?? '', knows) ?? lengthProblem((args[1] ?? '').slice(1), longestVariable);
    if (source !== undefined || block === undefined || block === 'lua') return source;
    const keys = new Set<string>();
    for (const { name, args: values } of block) {
      const problem = mapProblem(name, values, keys, longestMapKey, knows);
      if (problem !== undefined) return problem;
    }
    return undefined;
  },
  geo: ({ args, block }, { longestVariable }) => {
    const name = lengthProblem((args[args.length - 1] ?? '').slice(1), longestVariable);
    if (name !== undefined) return name;
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
    if (wrong !== undefined) return `"${wrong}" is not a parameter of a limit`;
    return args.some((arg) => arg.startsWith('zone=')) ? undefined : 'the zone is missing';
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
      : `"${first}" is not an escape mode`;
  },
  accessLog: ({ args: [path = '', format = 'combined', ...parameters] }, { knows }) => {
    if (path === 'off') return parameters.length > 0 || format !== 'combined' ? '"off" takes no other parameter' : undefined;
    if (format.includes('=')) return `there is no format "${format}"`;
    if (path.startsWith('syslog:')) return syslogProblem(path) ?? parameters.map((one) => logParameterProblem(one, knows)).find(Boolean);
    const wrong = parameters.map((one) => logParameterProblem(one, knows)).find(Boolean);
    const flushes = parameters.some((one) => one.startsWith('flush='));
    const buffers = parameters.some((one) => /^(?:buffer=|gzip)/.test(one));
    const variables = variableProblem(path, knows);
    if (flushes && !buffers) return 'a log with "flush" needs "buffer"';
    return wrong ?? variables ?? (buffers && path.includes('$') ? 'a log with "buffer" must not have variables in its path' : undefined);
  },
  errorLog: ({ args: [path = '', ...levels] }) => {
    const known = /^(?:emerg|alert|crit|error|warn|notice|info|debug|debug_(?:core|alloc|mutex|event|http|mail|stream))$/;
    const wrong = levels.find((level) => !known.test(level));
    if (wrong !== undefined) return `"${wrong}" is not a log level`;
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
      timeProblem(args[args.length - 1] ?? '', 'seconds') ??
      (wrong === undefined ? undefined : `"${wrong}" is not a status from 100 to 599`)
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
      if (kind === undefined) return `"${arg}" is not a session cache`;
      if (kind === 'shared' && (sizeInBytes(size) ?? 0n) < 32_768n) return `"${size}" is not a size of 32k or more`;
    }
    return undefined;
  },
};
