import type { Finding } from '../../../findings/finding';
import { pathAndMatches } from '../../../model/neutral-route';
import { finding } from '../findings';
import type { Draft } from './drafts';
import type { IngressGroup } from './groups';
import type { Claim } from './precedence';

/** Routes that must be looked at before others of their group, and cannot be: the Ingresses of both are wanted before each other. */
export function checkOrder({ broken }: IngressGroup): readonly Finding[] {
  return broken.map(({ before, after, first, second }) =>
    finding('aws-load-balancer/order-not-possible', constructOf(before), {
      first: textOf(first),
      second: textOf(second),
      ingresses: [nameOf(before), nameOf(after)],
      isSaid: before.order !== undefined || after.order !== undefined,
    }),
  );
}

const constructOf = ({ target }: Draft): string => target.routes.construct;
const nameOf = ({ target, slot }: Draft): string => target.nameOf(slot.key);
const textOf = ({ host, path, matches }: Claim): string => host + pathAndMatches(matches.length === 0 ? { path } : { path, matches });
