import type { Branch, Condition, Outcome } from '../../../table/routing-table';
import { configList, type Settings } from './settings';

/** The answer where a page is asked for of a location that is not there, or with a path that could not be read. */
export const NO_PAGE = 500;

/** Statuses of nginx in the place of a backend that cannot be reached, or takes too long. */
export const WITHOUT_ANSWER = [502, 504];

/** The address by which nginx asks every backend, as Lua code alone knows where they are. */
export const BALANCER = 'http://upstream_balancer';

/** nginx' own limit, for a server that sets none. */
export const NGINX_BODY_LIMIT = 1024 ** 2;

/** `custom-http-errors` of the config map: `filterErrors` leaves out what nginx has no pages for. */
export const errorStatuses = (settings: Settings): readonly number[] =>
  configList(settings, 'custom-http-errors')
    .filter((text) => /^[+-]?\d+$/.test(text))
    .map(Number)
    .filter((status) => status > 299 && status < 600);

/** Requests that the default backend of the controller refuses by itself. */
const REFUSALS: { readonly [status: number]: readonly Condition[] } = {
  405: [{ kind: 'method', methods: ['CONNECT', 'TRACE'] }],
  413: [{ kind: 'bodyLength', moreThanBytes: NGINX_BODY_LIMIT }],
};

/** An outcome, where requests may come to the default backend of the controller that it refuses with one of the statuses. */
export function ofBuiltIn(outcome: Outcome, statuses: readonly number[], settings: Settings): Outcome {
  if (outcome.kind !== 'forward' || outcome.backend.kind !== 'builtIn' || statuses.length === 0) return outcome;
  const branches = statuses.map(
    (status): Branch => ({
      conditions: REFUSALS[status] ?? [],
      outcome: { kind: 'forward', backend: { kind: 'builtIn', status: builtInStatus(status, settings) } },
    }),
  );
  return { kind: 'conditional', branches, otherwise: outcome };
}

/** The default backend of the controller is a server of the same nginx, which has the statuses of the http block but not their pages. */
export const builtInStatus = (status: number, settings: Settings): number => (errorStatuses(settings).includes(status) ? NO_PAGE : status);
