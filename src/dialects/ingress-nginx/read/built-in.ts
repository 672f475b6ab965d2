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

/** An outcome that may be the default backend of the controller, with what that refuses by itself. */
export function ofBuiltIn(outcome: Outcome, refusals: readonly Branch[]): Outcome {
  if (outcome.kind !== 'forward' || outcome.backend.kind !== 'builtIn' || refusals.length === 0) return outcome;
  return { kind: 'conditional', branches: refusals, otherwise: outcome };
}

/**
 * The default backend of the controller, asked with two Host headers.
 * Source: nginx/nginx@release-1.27.1:src/http/ngx_http_request.c (`ngx_http_process_host`).
 */
export function askedWithTwoHosts(outcome: Outcome, settings: Settings): Outcome {
  if (outcome.kind !== 'forward' || outcome.backend.kind !== 'builtIn') return outcome;
  return {
    ...outcome,
    backend: { kind: 'builtIn', status: builtInStatus(400, settings) },
    because: 'the default backend of the controller refuses the second Host header that a snippet sends',
  };
}

const LONG: readonly Condition[] = [{ kind: 'bodyLength', moreThanBytes: NGINX_BODY_LIMIT }];

const refusal = (conditions: readonly Condition[], status: number, settings: Settings): Branch => ({
  conditions,
  outcome: { kind: 'forward', backend: { kind: 'builtIn', status: builtInStatus(status, settings) }, ...builtInReason(status, settings) },
});

export const refusesMethod = (settings: Settings): Branch => refusal([{ kind: 'method', methods: ['CONNECT', 'TRACE'] }], 405, settings);

export const refusesBody = (settings: Settings): Branch => refusal(LONG, 413, settings);

/**
 * A page in the place of 413 is asked for with what is left of the body, which nginx throws away meanwhile.
 * Source: nginx/nginx@release-1.27.1:src/http/ngx_http_request_body.c (`ngx_http_discard_request_body`).
 */
export function mayRefuseBody(settings: Settings): readonly Branch[] {
  if (builtInStatus(413, settings) === builtInStatus(404, settings)) return [];
  const because = 'the default backend of the controller may get more of the body than it takes';
  return [{ conditions: LONG, outcome: { kind: 'undecided', because } }];
}

/** The default backend of the controller is a server of the same nginx, which has the statuses of the http block but not their pages. */
export const builtInStatus = (status: number, settings: Settings): number => (errorStatuses(settings).includes(status) ? NO_PAGE : status);

/** The reason for another answer than one would expect of it. */
export const builtInReason = (status: number, settings: Settings): { readonly because?: string } =>
  builtInStatus(status, settings) === status
    ? {}
    : { because: `the default backend of the controller has no page for the ${status} that it answers (custom-http-errors)` };
