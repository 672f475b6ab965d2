import { items } from '../../../annotation-table/list-text';
import type { RouteSet } from '../../../model/neutral-route';
import { isHeaderName } from '../header-text';

const ALLOW_LIST = 'global-allowed-response-headers';

/** What routes of the app need of the config map of their controller: the response headers that they set, besides those it lists. */
export function settingsOfRoutes(
  config: { readonly [name: string]: string },
  sets: readonly RouteSet[],
): { readonly [name: string]: string } {
  const policies = new Set(sets.flatMap((set) => [set.policies, ...set.routes.map((route) => route.policies)]));
  const names = [...policies].flatMap(({ responseHeaders }) => Object.keys(responseHeaders?.set ?? {}));
  // A name with other characters is a finding of its route.
  const listed = new Set([...items(config[ALLOW_LIST] ?? ''), ...names.filter(isHeaderName)]);
  return names.length === 0 ? {} : { [ALLOW_LIST]: [...listed].join(',') };
}
