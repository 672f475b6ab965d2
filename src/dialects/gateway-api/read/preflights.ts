import { list, text } from '../../../kinds/ingress-view';
import { escapeLiteral } from '../../../model/escape-literal';
import type { Condition, Origin, Outcome, Step } from '../../../table/routing-table';
import type { Fields } from './view';

const SENT: readonly Condition[] = [
  { kind: 'method', methods: ['OPTIONS'] },
  { kind: 'header', name: 'access-control-request-method', test: { kind: 'matches', pattern: '.', caseSensitive: true } },
];

const ANSWERED: Outcome = { kind: 'answer', status: 200, because: 'the proxy answers preflight requests' };

/** envoyproxy/envoy@v1.39.1:source/extensions/filters/http/cors/cors_filter.cc, where requests of other origins are not forwarded. */
export const answeredPreflight = (origin: Origin): Step => preflight('.', ANSWERED, origin);

/** The same where requests of other origins are forwarded. */
export const preflightOf = (cors: Fields, outcome: Outcome | undefined, origin: Origin): Step => {
  const origins = list(cors.allowOrigins).map((one) => text(one).split('*').map(escapeLiteral).join('.*'));
  return preflight(`^(?:${origins.join('|')})$`, outcome ?? ANSWERED, origin);
};

const preflight = (pattern: string, outcome: Outcome, origin: Origin): Step => ({
  kind: 'when',
  conditions: [...SENT, { kind: 'header', name: 'origin', test: { kind: 'matches', pattern, caseSensitive: true } }],
  outcome,
  origin,
});
