import type { CanaryInput } from '../../model/normalize';
import { neutralMatches } from './request-match';
import type { CanaryOptions } from './route-options';
import { targetInput } from './target-input';

/** The data of a canary. */
export function canaryInput({ target, matches, ...rules }: CanaryOptions, where: string): CanaryInput {
  return {
    ...rules,
    target: targetInput(target, where),
    ...(matches === undefined ? {} : { matches: neutralMatches(matches, where) }),
  };
}
