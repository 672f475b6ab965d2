import type { NormalizeStep } from '../../../table/normalize-path';
import type { Origin, Step } from '../../../table/routing-table';
import type { Said } from './annotations';
import { configWord } from './config-word';
import { once } from './once';
import type { Fault } from './rule';
import { replacePath } from './rules/path-rewrite';

const FRONTEND = 'frontend-config-snippet';
const BACKEND = 'backend-config-snippet';

/**
 * Lines that change nothing of where a request goes and how it is answered: headers, logs, time limits, the choice of a server, checks, and
 * names for later lines. Every other line may do something else with a request.
 * Source: haproxy/haproxy@v3.2.0:doc/configuration.txt, sections 4.2 to 4.4.
 */
const HARMLESS = [
  /^(?:#|$)/,
  /^http-(?:request|response|after-response) (?:set-header|add-header|del-header|replace-header|replace-value|set-log-level|capture)\s/,
  /^(?:no )?option (?:forwardfor|originalto|httplog|tcplog|dontlognull|dontlog-normal|logasap|log-health-checks|log-separate-errors)\b/,
  /^(?:no )?option (?:http-server-close|http-keep-alive|httpclose|http-no-delay|redispatch|prefer-last-server|abortonclose|nolinger)\b/,
  /^(?:no )?option (?:tcpka|clitcpka|srvtcpka|contstats|socket-stats|splice-auto|splice-request|splice-response|httpchk|tcp-check)\b/,
  /^(?:timeout|log|no log|log-format|log-format-sd|log-tag|unique-id-format|unique-id-header|compression|acl|description|id)\s/,
  /^(?:balance|hash-type|hash-balance-factor|cookie|stick|stick-table|retries|fullconn|maxconn|default-server|http-check|tcp-check)\s/,
  /^(?:declare capture|http-send-name-header|load-server-state-from-file|email-alert)\s/,
];

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !HARMLESS.some((one) => one.test(line)));

const unknown = (annotation: string, line: string, origin: Origin): Step => ({
  kind: 'when',
  conditions: [],
  outcome: { kind: 'undecided', because: `${annotation} has the line "${line}", whose effect is not known` },
  origin,
});

/**
 * The raw text of the frontends. It stands after all rules, so what it does to a path changes only what the backend gets.
 * Source: haproxy/haproxy@v3.2.0:src/http_act.c (`parse_http_normalize_uri`), src/uri_normalizer.c.
 */
export function frontendSnippetSteps(said: Said, fault: (fault: Fault) => void): readonly Step[] {
  const origin = said.origin(FRONTEND);
  const lines = linesOf(said.text(FRONTEND));
  if (lines.some((line) => line.startsWith(NORMALIZE)) && !said.text('global-config-snippet').includes('expose-experimental-directives'))
    fault({
      kind: 'frozen',
      annotation: FRONTEND,
      because: 'HAProxy refuses normalize-uri without expose-experimental-directives in global-config-snippet',
    });
  return lines.map((line) => {
    const named = line.startsWith(NORMALIZE) ? line.slice(NORMALIZE.length).trim() : '';
    const how = Object.hasOwn(NORMALIZERS, named) ? NORMALIZERS[named] : undefined;
    return how === undefined ? unknown(FRONTEND, line, origin) : { kind: 'rewrite', rewrite: { kind: 'normalize', how: [how] }, origin };
  });
}

const NORMALIZE = 'http-request normalize-uri ';

const NORMALIZERS: { readonly [name: string]: NormalizeStep } = {
  'path-merge-slashes': 'mergeSlashes',
  'path-strip-dot': 'stripDots',
  'path-strip-dotdot': 'stripDotDots',
  'path-strip-dotdot full': 'stripAllDotDots',
  'percent-decode-unreserved': 'decodeUnreserved',
};

/** The raw text of a backend, of all who send requests there. Of rules that change something `replace-path` alone is known. */
export const backendSnippetSteps = once((sharing: readonly Said[]): readonly Step[] => {
  const texts = new Map(sharing.map((said) => [said.text(BACKEND), said.origin(BACKEND)]));
  const steps = [...texts].map(([text, origin]) => linesOf(text).map((line) => stepOf(line, origin)));
  const changing = steps.filter(({ length }) => length > 0);
  const [first = [], second] = changing;
  // Which stands before the other is not known.
  return second?.[0] === undefined ? first : [unknown(BACKEND, 'of several Ingresses', second[0].origin)];
});

function stepOf(line: string, origin: Origin): Step {
  const [, pattern, format] = /^http-request replace-path (\S+) (\S+)$/.exec(line) ?? [];
  return pattern === undefined || format === undefined
    ? unknown(BACKEND, line, origin)
    : replacePath(configWord(pattern), configWord(format), origin);
}
