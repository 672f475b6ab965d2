import type { ConstructRoutes } from '../../dialect';
import type { Settings } from './settings';

/** The routes of one construct, and what is known of their Traefik. */
export interface Target {
  readonly to: ConstructRoutes;
  readonly settings: Settings;
}
