import { programOf } from '../implementations';
import { KGATEWAY_KINDS } from '../own-kinds';
import type { Profile } from '../profile';
import { SPECIFICATION } from './specification';

/** Read in source: the order of matches. All else is what the specification says, and what it leaves open is not known. */
export const KGATEWAY: Profile = {
  ...SPECIFICATION,
  ...programOf('kgateway'),
  evidence: 'read in source',
  sources: ['kgateway-dev/kgateway@08be94b:pkg/kgateway/translator/routeutils/sortable_route.go'],
  matches: {
    ...SPECIFICATION.matches,
    order: ['pathKind', 'pathLength', 'method', 'headers', 'queries'],
    pathKinds: ['exact', 'regex', 'prefix'],
    // Expressions among themselves are not ordered by length.
    regex: 'unknown',
  },
  own: KGATEWAY_KINDS,
};
