import { join } from 'node:path';
import { diffTables } from '../../../src/proof/diff/diff-tables';
import { EFFECTS } from '../../../src/table/effects';
import type { Candidate, HostEntry, RoutingTableData, Step } from '../../../src/table/routing-table';
import { tableOf } from '../../truth/harness/answer-case';
import { CONTROLLERS } from '../../truth/harness/controllers';
import { readLines } from '../../truth/harness/read-lines';
import type { RecordedCase } from '../../truth/harness/recorded-case';

/** What is taken out of every route of a table: a guard, or something else that happens to requests. */
interface Part {
  readonly name: string;
  readonly kind: 'unguarded' | 'effect';
  readonly without: (candidate: Candidate) => Candidate;
}

const isGate = (step: Step, kind: string): boolean =>
  (step.kind === 'gate' && step.gate.kind === kind) || (step.kind === 'anyGate' && step.gates.some(({ gate }) => gate.kind === kind));

/** Every part that a candidate has which gets requests to a Service. */
function partsOf(candidate: Candidate): readonly Part[] {
  const { steps, effects = [], outcome } = candidate;
  if (outcome.kind !== 'forward' || outcome.backend.kind !== 'service') return [];
  const gates = steps.flatMap((step) =>
    step.kind === 'gate' ? [step.gate.kind] : step.kind === 'anyGate' ? step.gates.map(({ gate }) => gate.kind) : [],
  );
  return [
    ...gates.map(
      (kind): Part => ({
        name: `gate ${kind}`,
        kind: 'unguarded',
        without: (one) => ({ ...one, steps: one.steps.filter((step) => !isGate(step, kind)) }),
      }),
    ),
    ...effects
      .filter(({ byDefault }) => byDefault !== true)
      .map(
        ({ effect }): Part => ({
          name: `effect ${effect}`,
          kind: (EFFECTS[effect] as { readonly guards?: true }).guards === true ? 'unguarded' : 'effect',
          without: (one) => ({
            ...one,
            ...(one.effects === undefined ? {} : { effects: one.effects.filter((each) => each.effect !== effect) }),
          }),
        }),
      ),
  ];
}

function mutated(table: RoutingTableData, change: (candidate: Candidate) => Candidate): RoutingTableData {
  const entry = <E extends HostEntry>(one: E): E => ({ ...one, candidates: one.candidates.map(change) });
  return { ...table, hosts: table.hosts.map(entry), patterns: table.patterns.map(entry), fallback: entry(table.fallback) };
}

const TRUTH = join(__dirname, '../../truth');
const FILES: { readonly [controller: string]: readonly string[] } = {
  'ingress-nginx': ['ingress-nginx-1.15.1/cases.jsonl', 'ingress-nginx-1.15.1/second-cases.jsonl'],
  'traefik/ingress': ['traefik-3.7.13/providers/plain.jsonl'],
  'traefik/nginx': ['traefik-3.7.13/providers/nginx-provider.jsonl'],
  haproxy: ['haproxy-3.2.11/own.jsonl'],
};

/** Recorded cases of a controller, without their requests. */
function casesOf(controller: string): readonly RecordedCase[] {
  const files = FILES[controller] ?? ['gateway-api/cases.jsonl'];
  const lines = files.flatMap((file) => readLines<{ readonly name?: string } & RecordedCase>(join(TRUTH, file)));
  return lines.filter(({ name }) => name !== undefined).map((one) => ({ ...one, requests: [] }));
}

const found = new Map<string, readonly string[]>();

test.each(CONTROLLERS.map((one) => [one.controller, one] as const))(
  '%s: a table without a guard or an effect that it had is different, and the difference has the right kind',
  (controller, surroundings) => {
    const tried = new Set<string>();
    for (const given of casesOf(controller)) {
      const table = tableOf(given, surroundings);
      if (table.frozen.length > 0) continue;
      const entries = [...table.hosts, ...table.patterns, table.fallback];
      for (const part of entries.flatMap(({ candidates }) => candidates).flatMap(partsOf)) {
        if (tried.has(part.name)) continue;
        tried.add(part.name);
        const { verdict, differences } = diffTables(table, mutated(table, part.without));
        const ofKind = differences.filter(({ kind }) => kind === part.kind);
        const values = ofKind.flatMap(({ changes }) => changes).filter(({ before, after }) => before.length > after.length);
        expect({ case: given.name, part: part.name, verdict, found: ofKind.length > 0, withValues: values.length > 0 }).toEqual({
          case: given.name,
          part: part.name,
          verdict: 'different',
          found: true,
          withValues: true,
        });
      }
    }
    found.set(controller, [...tried].sort());
  },
);

test('guards and effects of several kinds were taken out', () => {
  for (const [controller, parts] of found) process.stdout.write(`mutation: ${controller}: ${parts.length}: ${parts.join(', ')}\n`);
  expect(found.get('ingress-nginx')?.length).toBeGreaterThan(20);
  expect([...found.values()].flat().filter((part) => part.startsWith('gate ')).length).toBeGreaterThan(6);
});
