import { fail } from '../../findings/fail';
import { classOf, valueText } from '../../findings/value-text';
import type { TargetInput } from '../../model/normalize';

/** The data of a target. Users of plain JavaScript may pass another value, such as the Service itself. */
export function targetInput(target: { asRouteTarget(): { readonly _input: TargetInput } }, where: string): TargetInput {
  const given: unknown = target;
  const isTarget = typeof given === 'object' && given !== null && 'asRouteTarget' in given && typeof given.asRouteTarget === 'function';
  if (!isTarget) fail('route/not-a-target', where, { target: typeName(given) });
  return target.asRouteTarget()._input;
}

function typeName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return valueText(value);
  return classOf(value) ?? 'object';
}
