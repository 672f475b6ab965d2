import { attempt } from './attempt';
import { Random } from './random';
import { publicSurface } from './surface';

/** `npm run fuzz` makes more attempts. */
const ATTEMPTS = 700;

// Most values that are taken are warned of.
process.emitWarning = () => undefined;

jest.setTimeout(120_000);

test('nothing public fails with a raw error or writes a manifest that the API server refuses, whatever it is given', async () => {
  const surface = publicSurface();
  expect(surface.length).toBeGreaterThan(50);
  const faults: unknown[] = [];
  const kinds = new Set<string>();
  for (let index = 0; index < ATTEMPTS; index++) {
    const { callable, outcome } = await attempt(surface, new Random(index));
    kinds.add(outcome.kind);
    if (outcome.kind === 'raw' || outcome.kind === 'invalid') faults.push({ index, callable, ...outcome });
  }
  expect(faults).toEqual([]);
  expect([...kinds].sort()).toEqual(['accepted', 'refused']);
});
