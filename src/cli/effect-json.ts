import type { Effect } from '../table/effects';
import type { Origin } from '../table/routing-table';

/** An effect for programs; the form is described in docs/cli.md. Nobody has made a default. */
export const effectJson = ({ effect, value, origin, byDefault }: Effect, placed: (origin: Origin) => object | null): object => ({
  effect,
  value,
  byDefault: byDefault === true,
  madeBy: byDefault === true ? null : placed(origin),
});
