import { type Branch, branchesOf } from '../../../model/branches';
import type { NeutralRoute, PathMatch, Redirect, RequestMatch, ServiceRef, WeightedService } from '../../../model/neutral-route';
import { pathPattern } from '../../../model/written-pattern';
import { MOST_WEIGHT } from '../limits';
import { conditionsFor, type WrittenCondition } from './conditions';
import { transformsOf, type WrittenTransform } from './transforms';

/** A rule of one host before it is written. */
export interface Rule {
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly conditions: readonly WrittenCondition[];
  readonly transforms: readonly WrittenTransform[];
  readonly action: Action;
}

/** A Service, or an action as an annotation `actions.<name>` writes it. */
export type Action = { readonly service: ServiceRef } | { readonly written: object };

/** The rules of a route on a host, in order. `hasHost`: whether they have a condition for the host. */
export function rulesOf(route: NeutralRoute, hasHost: boolean): readonly Rule[] {
  const { policies, matches = [] } = route;
  const { allowSourceRanges: allow, denySourceRanges: deny } = policies;
  const transforms = transformsOf(route);
  const rule = (conditions: readonly RequestMatch[], action: Action): readonly Rule[] =>
    rulesFor(route.path, conditions, hasHost, action, 'service' in action || isForward(action) ? transforms : []);
  return [
    ...(deny === undefined ? [] : rule([...matches, clients(deny)], FORBIDDEN)),
    ...branchesOf(route).flatMap((branch) =>
      rule(allow === undefined ? branch.conditions : [...branch.conditions, clients(allow)], actionOf(route, branch)),
    ),
    ...(allow === undefined ? [] : rule(matches, FORBIDDEN)),
  ];
}

/** The rules that send the requests of a route to https. */
export const redirectRules = ({ path, matches = [] }: NeutralRoute, hasHost: boolean): readonly Rule[] =>
  rulesFor(path, matches, hasHost, { written: redirectAction({ scheme: 'https', status: 301 }) }, []);

function rulesFor(
  path: PathMatch,
  matches: readonly RequestMatch[],
  hasHost: boolean,
  action: Action,
  transforms: readonly WrittenTransform[],
): readonly Rule[] {
  const text = pathTextOf(path);
  const taken = (hasHost ? 1 : 0) + (text.pathType === 'Prefix' && text.path !== '/' ? 2 : 1);
  return conditionsFor(matches, taken).map((conditions) => ({ ...text, conditions, transforms, action }));
}

/** The first slash of a regular expression is cut off by the controller (pkg/ingress/model_build_listener_rules.go of v3.5.0). */
function pathTextOf(path: PathMatch): Pick<Rule, 'path' | 'pathType'> {
  switch (path.kind) {
    case 'exact':
      return { path: path.path, pathType: 'Exact' };
    case 'segmentPrefix':
      return { path: path.path, pathType: 'Prefix' };
    case 'regexPrefix':
      return { path: `/${pathPattern(path.pattern, 'anywhere')}`, pathType: 'ImplementationSpecific' };
    case 'controllerDefined':
      return { path: path.path, pathType: 'ImplementationSpecific' };
  }
}

const clients = (ranges: readonly string[]): RequestMatch => ({ kind: 'clientAddress', ranges });

// ---- actions

const FORBIDDEN: Action = { written: fixedResponse(403, 'Forbidden', 'text/plain') };

const isForward = (action: Action): boolean => 'written' in action && 'forwardConfig' in action.written;

function actionOf({ action }: NeutralRoute, { backends }: Branch): Action {
  if (action.kind === 'redirect') return { written: redirectAction(action.redirect) };
  if (action.kind === 'respond') {
    const { status, body, contentType = 'text/plain' } = action.response;
    return { written: fixedResponse(status, body, contentType) };
  }
  const used = backends.filter(({ weight }) => weight > 0);
  const [first] = used.length > 0 ? used : backends;
  return used.length > 1 || first === undefined ? { written: forwardAction(weighted(used)) } : { service: first.service };
}

/** Forwards to a Service by an action, so that its rule can have a name of its own. */
export const forwardTo = (service: ServiceRef): object => forwardAction([{ service }]);

const forwardAction = (backends: readonly { readonly service: ServiceRef; readonly weight?: number }[]): object => ({
  type: 'forward',
  forwardConfig: {
    targetGroups: backends.map(({ service: { name, port }, weight }) => ({
      serviceName: name,
      servicePort: port,
      ...(weight === undefined ? {} : { weight }),
    })),
  },
});

/** Weights are whole numbers of three digits at most, and the shares stay as they are: what cannot be so, `check-routes.ts` reports. */
export function weighted(backends: readonly WeightedService[]): readonly WeightedService[] {
  const divisor = backends.reduce((sum, { weight }) => greatestDivisor(sum, weight), 0);
  const most = Math.max(...backends.map(({ weight }) => weight));
  return most <= MOST_WEIGHT || divisor <= 1 ? backends : backends.map((one) => ({ ...one, weight: one.weight / divisor }));
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

function fixedResponse(status: number, body: string | undefined, contentType: string): object {
  return {
    type: 'fixed-response',
    fixedResponseConfig: { contentType, ...(body === undefined ? {} : { messageBody: body }), statusCode: String(status) },
  };
}

/**
 * What is not said stays as in the request; of a path that is given, the query of the request is dropped
 * (docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html).
 */
function redirectAction({ scheme, hostname, port, path, status }: Redirect): object {
  const newPort = port ?? (scheme === undefined ? undefined : scheme === 'https' ? 443 : 80);
  return {
    type: 'redirect',
    redirectConfig: {
      ...(scheme === undefined ? {} : { protocol: scheme.toUpperCase() }),
      ...(hostname === undefined ? {} : { host: hostname }),
      ...(newPort === undefined ? {} : { port: String(newPort) }),
      ...(path === undefined ? {} : { path, query: '' }),
      statusCode: `HTTP_${status}`,
    },
  };
}
