import { inWords, readStruct, type Shape, TEXTS } from '../../input/struct-shape';
import { CONTROLLER } from '../routes/route-shapes';
import type { RouteEquivalenceProps } from './route-equivalence-props';
import { CHART, isTable } from './routing-table-shapes';

/** The shape of the properties of a `RouteEquivalence`. */
const EQUIVALENCE: Shape<RouteEquivalenceProps> = {
  before: { words: 'a RoutingTable such as RoutingTable.fromFiles(["deployed/"])', accepts: isTable },
  beforeFiles: inWords('a list of files such as ["deployed/"]', TEXTS),
  beforeController: CONTROLLER,
  after: CHART,
  allow: inWords('a list of kinds, codes and hosts such as ["effect"]', TEXTS),
};

export const readEquivalenceProps = (props: RouteEquivalenceProps, where: string): RouteEquivalenceProps =>
  readStruct(props, EQUIVALENCE, { owner: 'RouteEquivalence', where, words: 'properties such as { beforeFiles: ["deployed/"] }' });
