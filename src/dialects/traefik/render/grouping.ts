import type { Home, RoutesSoFar } from '../../dialect';

/** The routes of a construct, of now or all. */
export type Grouping = Omit<RoutesSoFar, keyof Home>;
