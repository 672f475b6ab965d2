import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { type Attempt, attempt } from './attempt';
import { Random } from './random';
import { publicSurface } from './surface';

/**
 * Calls everything public with hostile values, and fails if an error is raw or a manifest is one that the API server refuses:
 * `npm run fuzz -- [count] [seed] [file]`. The file gets each accepted document once, one a line, for a real API server.
 */
async function main([count = '30000', seed = '1', file]: readonly string[]): Promise<number> {
  process.removeAllListeners('warning');
  process.on('warning', () => undefined);
  const surface = publicSurface();
  const outcomes = { accepted: 0, refused: 0, raw: 0, invalid: 0 };
  const faults = new Map<string, { readonly first: string; count: number }>();
  const documents = new Set<string>();
  for (let index = 0; index < Number(count); index++) {
    const one = await attempt(surface, new Random(Number(seed) * 1_000_000 + index));
    outcomes[one.outcome.kind] += 1;
    if (one.outcome.kind === 'accepted' && file !== undefined)
      for (const document of one.outcome.documents) documents.add(JSON.stringify(document));
    const fault = faultOf(one);
    if (fault === undefined) continue;
    const known = faults.get(fault);
    if (known === undefined) faults.set(fault, { first: `#${index} ${shown(one)}`, count: 1 });
    else known.count += 1;
  }
  for (const [fault, { first, count: times }] of [...faults].sort(([, a], [, b]) => b.count - a.count))
    console.log(`${times} ${fault}\n    ${first}`);
  if (file !== undefined) writeFileSync(file, [...documents].map((document) => `${document}\n`).join(''));
  console.log(
    `${count} attempts with seed ${seed}: ${JSON.stringify(outcomes)}${file === undefined ? '' : `, ${documents.size} distinct documents`}`,
  );
  return outcomes.raw + outcomes.invalid === 0 ? 0 : 1;
}

/** Attempts with one text are the same fault. */
function faultOf({ callable, outcome }: Attempt): string | undefined {
  if (outcome.kind === 'raw') return `raw ${callable}: ${outcome.error}`;
  return outcome.kind === 'invalid' ? `invalid ${callable}: ${outcome.problem.slice(0, 160)}` : undefined;
}

function shown({ args }: Attempt): string {
  try {
    return inspect(args, { depth: 6, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 100 }).slice(0, 600);
  } catch (error) {
    return `values that cannot be shown: ${error}`;
  }
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
