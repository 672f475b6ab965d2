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
 * Lines that change nothing of who answers a request. The effect of any other line is not known.
 * Source: haproxy/haproxy@v3.2.0:doc/configuration.txt (chapters 4.2 and 4.3).
 */
const HARMLESS = [
  /^http-request (?:set-header|add-header|del-header|set-log-level|capture)\s/,
  /^http-(?:response|after-response) (?:set-header|add-header|del-header|set-log-level|capture)\s/,
  /^(?:no )?option (?:forwardfor|httplog|tcplog|dontlognull|dontlog-normal|logasap|http-keep-alive|http-server-close|httpclose|redispatch|tcpka|clitcpka|srvtcpka|httpchk|log-health-checks)(?:\s|$)/,
  /^(?:timeout|log|log-format|log-tag|acl|balance|cookie|hash-type|retries|description|declare|http-check|unique-id-format|unique-id-header)\s/,
];

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !HARMLESS.some((known) => known.test(line)));

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
