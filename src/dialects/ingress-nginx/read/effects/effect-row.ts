import type { EffectName, EffectValue } from '../../../../table/effects';
import type { EffectSource } from './effect-source';

/**
 * Whose annotations decide: `everywhere` nobody's, `location` those of the route's own Ingress, and for the rest those of the
 * Ingress that has set it for the host or for the Service.
 */
export type Scope =
  | 'everywhere'
  | 'host'
  | 'clientCertificate'
  | 'clientCiphers'
  | 'cipherOrder'
  | 'serverSnippet'
  | 'location'
  | 'backendTls'
  | 'upstream'
  | 'affinity'
  | 'affinityMode';

/** What the rows must know of a location besides settings. */
export interface LocationFacts {
  readonly protocol: string;
  readonly rewrites: boolean;
  /** Whether it is none of `no-auth-locations`. */
  readonly authenticates: boolean;
}

/** The catch-all that the controller makes by itself. */
export const CATCH_ALL: LocationFacts = { protocol: 'HTTP', rewrites: false, authenticates: true };

/** One effect: the settings it is made of, annotations and options of the config map alike, and how they are read. */
export interface EffectRow {
  readonly effect: EffectName;
  readonly of: Scope;
  /** All that `read` reads. The first that is set is the origin. */
  readonly from: readonly string[];
  /** Nothing where the effect does not take place. */
  readonly read: (source: EffectSource, location: LocationFacts) => EffectValue | undefined;
}

export const row = (effect: EffectName, of: Scope, from: readonly string[], read: EffectRow['read']): EffectRow => ({
  effect,
  of,
  from,
  read,
});
