import type { Native } from '../../model/neutral-route';
import type { NativeSettings } from '../dialect';
import type { RouteSettings } from './public';

/** The settings of `traefik.RouteSettings`. */
export interface TraefikNative extends Native {
  readonly traefik?: RouteSettings;
}

export const native: NativeSettings = {
  option: 'traefik',
  annotations: [],
  read: (settings: RouteSettings, inherited?: TraefikNative): TraefikNative => ({
    annotations: inherited?.annotations ?? {},
    traefik: { ...inherited?.traefik, ...settings },
  }),
};
