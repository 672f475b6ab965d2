import type { BackendProtocol, Outcome, TemplatePart, TextTemplate } from '../../../table/routing-table';
import type { Action, Listener, LoadBalancer, TargetGroup, TargetGroupTuple } from '../model/load-balancer-model';
import type { Redirect } from '../model/written-actions';

/** What the last action of a list does with a request. */
export function outcomeOf(actions: readonly Action[], listener: Listener, { targetGroups }: LoadBalancer): Outcome {
  const action = actions[actions.length - 1];
  switch (action?.type) {
    case 'fixed-response': {
      const { statusCode, messageBody = 'a fixed response' } = action.fixedResponse;
      return /^[245]\d\d$/.test(statusCode)
        ? { kind: 'answer', status: Number(statusCode), because: messageBody }
        : undecided(`the load balancer does not know status "${statusCode}" of a fixed response`);
    }
    case 'redirect':
      return redirectTo(action.redirect, listener);
    case 'forward':
      return forwardTo(action.targetGroups, targetGroups);
    default:
      return undecided('the rule does nothing with its requests');
  }
}

export const undecided = (because: string): Outcome => ({ kind: 'undecided', because });

// ---- forwards

function forwardTo(tuples: readonly TargetGroupTuple[], groups: ReadonlyMap<string, TargetGroup>): Outcome {
  const [first, ...others] = tuples;
  if (first === undefined) return undecided('the rule forwards to no target group');
  if (others.length === 0) return targetOutcome(first, groups);
  const total = tuples.reduce((sum, { weight = 0 }) => sum + weight, 0);
  if (total === 0) return undecided('all weights are 0');
  return {
    kind: 'weighted',
    alternatives: tuples
      .filter(({ weight = 0 }) => weight > 0)
      .map((tuple) => ({ share: (tuple.weight ?? 0) / total, outcome: targetOutcome(tuple, groups) })),
  };
}

function targetOutcome(tuple: TargetGroupTuple, groups: ReadonlyMap<string, TargetGroup>): Outcome {
  const group = 'targetGroup' in tuple ? groups.get(tuple.targetGroup) : undefined;
  if (group === undefined)
    return undecided(`${'targetGroupARN' in tuple ? tuple.targetGroupARN : tuple.backend} is not made by the controller`);
  const { namespace, service, port, assumed, empty, targetType } = group;
  if (empty && targetType === 'ip') return { kind: 'answer', status: 503, because: NO_TARGETS };
  if (empty) return undecided(`no pod of Service ${namespace}/${service} is ready, and the nodes are asked all the same`);
  const protocol = protocolOf(group);
  return {
    kind: 'forward',
    backend: { kind: 'service', namespace, service, port, ...(assumed ? { assumed } : {}) },
    ...(protocol === undefined ? {} : { protocol }),
  };
}

/** docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html, "HTTP 503: Service unavailable". */
const NO_TARGETS = 'the target group has no targets';

function protocolOf({ protocol, protocolVersion }: TargetGroup): BackendProtocol | undefined {
  if (protocolVersion === 'GRPC') return protocol === 'HTTPS' ? 'GRPCS' : 'GRPC';
  return protocol === 'HTTPS' ? 'HTTPS' : undefined;
}

// ---- redirects

/**
 * What is not said stays as in the request. Source: docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html.
 */
function redirectTo(redirect: Redirect, { port, protocol }: Listener): Outcome {
  const { statusCode } = redirect;
  const status = { HTTP_301: 301, HTTP_302: 302 }[statusCode];
  if (status === undefined) return undecided(`the load balancer does not know status "${statusCode}" of a redirect`);
  const scheme = (redirect.protocol ?? '#{protocol}').toLowerCase().replace('#{protocol}', protocol.toLowerCase());
  const text = [
    `${scheme}://`,
    ...filled(redirect.host ?? '#{host}'),
    `:${(redirect.port ?? '#{port}').replace('#{port}', String(port))}`,
    ...filled(redirect.path ?? '/#{path}'),
    ...queryOf(redirect.query ?? '#{query}'),
  ];
  return { kind: 'redirect', status, location: { text: text.filter((part) => part !== ''), pathOnly: 'kept' } };
}

function queryOf(query: string): TextTemplate {
  if (query === '') return [];
  return query === '#{query}' ? [{ text: '?', ifAny: 'query' }, { variable: 'query' }] : ['?', ...filled(query)];
}

/** The path of the request has no slash at its beginning here, and has one in the table. */
const PARTS: { readonly [text: string]: TemplatePart } = {
  '#{host}': { variable: 'host' },
  '/#{path}': { variable: 'path' },
  '#{query}': { variable: 'query' },
};

const filled = (text: string): TextTemplate =>
  text.split(/(\/#\{path\}|#\{\w+\})/).map((part) => PARTS[part] ?? (/^#\{\w+\}$/.test(part) ? { unknown: part } : part));
