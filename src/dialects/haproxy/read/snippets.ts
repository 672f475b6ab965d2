import type { Origin, Step } from '../../../table/routing-table';
import type { Said } from './annotations';
import { configWord } from './config-word';
import { replacePath } from './rules/path-rewrite';

/** Rules that change nothing of where a request goes. */
const HARMLESS = /^http-request (?:set-header|add-header|del-header|set-log-level|capture)\s/;

/** Lines by which a frontend or a backend may do something else with a request. */
const ROUTING = /^(?:http-request|tcp-request|redirect|use_backend|default_backend|use-server|server|dispatch|monitor-uri)\b/;

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => ROUTING.test(line) && !HARMLESS.test(line));

const unknown = (annotation: string, line: string, origin: Origin): Step => ({
  kind: 'when',
  conditions: [],
  outcome: { kind: 'undecided', because: `${annotation} has the line "${line}", whose effect is not known` },
  origin,
});

/** Where a request goes is not known if the frontends have raw text that may change it. */
export function frontendSnippetSteps(said: Said): readonly Step[] {
  const [line] = linesOf(said.text(FRONTEND));
  return line === undefined ? [] : [unknown(FRONTEND, line, said.origin(FRONTEND))];
}

/** The raw text of a backend, of all who send requests there. Of rules that change something `replace-path` alone is known. */
export function backendSnippetSteps(sharing: readonly Said[]): readonly Step[] {
  const texts = new Map(sharing.map((said) => [said.text(BACKEND), said.origin(BACKEND)]));
  const steps = [...texts].map(([text, origin]) => linesOf(text).map((line) => stepOf(line, origin)));
  const changing = steps.filter(({ length }) => length > 0);
  const [first = [], second] = changing;
  // Which stands before the other is not known.
  return second?.[0] === undefined ? first : [unknown(BACKEND, 'of several Ingresses', second[0].origin)];
}

function stepOf(line: string, origin: Origin): Step {
  const [, pattern, format] = /^http-request replace-path (\S+) (\S+)$/.exec(line) ?? [];
  return pattern === undefined || format === undefined
    ? unknown(BACKEND, line, origin)
    : replacePath(configWord(pattern), configWord(format), origin);
}

const FRONTEND = 'frontend-config-snippet';
const BACKEND = 'backend-config-snippet';
