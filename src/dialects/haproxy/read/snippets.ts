import type { Step } from '../../../table/routing-table';
import type { Said } from './annotations';

/** Lines of a frontend that change nothing of where a request goes. */
const HARMLESS =
  /^(?:#|$|http-request (?:set-header|add-header|del-header|set-log-level|capture)\s|http-(?:after-)?response\s|capture\s|log\s|option (?:http)?log|unique-id-)/;

/** Where a request goes is not known if the frontends have raw text that may change it. */
export function snippetSteps(said: Said): readonly Step[] {
  const line = said
    .text('frontend-config-snippet')
    .split('\n')
    .map((one) => one.trim())
    .find((one) => !HARMLESS.test(one));
  if (line === undefined) return [];
  const because = `frontend-config-snippet has the line "${line}", whose effect is not known`;
  return [{ kind: 'when', conditions: [], outcome: { kind: 'undecided', because }, origin: said.origin('frontend-config-snippet') }];
}
