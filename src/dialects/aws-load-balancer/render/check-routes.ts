import type { Finding } from '../../../findings/finding';
import { type NeutralRoute, pathText, type Redirect, routeText } from '../../../model/neutral-route';
import { notInRe2 } from '../../../model/written-pattern';
import { finding } from '../findings';
import { identity } from '../identity';
import { MEDIA_TYPES, MOST_BODY, MOST_CHARACTERS, MOST_WEIGHT } from '../limits';
import type { Draft } from './drafts';
import { needsHttps } from './listeners';
import { weighted } from './rules';
import { groupsIn } from './transforms';

/** What the controller or AWS would refuse in the routes of one Ingress, or do otherwise. */
export function checkRoutes(draft: Draft): readonly Finding[] {
  return draft.isRedirect ? [] : draft.routes.flatMap((route) => checkRoute(route, draft));
}

function checkRoute(route: NeutralRoute, draft: Draft): readonly Finding[] {
  const where = route.origin.construct;
  const subject = routeText(route);
  const impossible = (because: string, fix: string): Finding =>
    finding('aws-load-balancer/not-possible', where, { route: subject, because, fix });
  return [
    ...checkPath(route),
    ...valuesOf(route)
      .filter((value) => /[*?]/.test(value))
      .map((value) => finding('aws-load-balancer/value-with-wildcard', where, { route: subject, value })),
    ...actionProblems(route, draft).map(([because, fix]) => impossible(because, fix)),
    ...(isNotRedirected(route, draft)
      ? [
          impossible(
            'a certificate that only annotations name is known too late for httpsRedirect',
            'name it with awsLoadBalancer: { certificateArn }',
          ),
        ]
      : []),
    ...(needsHttps(route.policies) && !draft.listeners.ports.has('HTTPS')
      ? [finding('aws-load-balancer/needs-https', where, { route: subject, what: whatNeedsHttps(route) })]
      : []),
  ];
}

/** A certificate that the annotations of a construct name is not known when the Ingress for the redirect would have to be made. */
const isNotRedirected = ({ policies: { httpsRedirect = 'never' } }: NeutralRoute, { certified, listeners, written }: Draft): boolean =>
  httpsRedirect !== 'never' &&
  !certified &&
  listeners.ports.has('HTTPS') &&
  written[`${identity.annotationPrefix}ssl-redirect`] === undefined;

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_listener_rules.go. */
function checkPath(route: NeutralRoute): readonly Finding[] {
  const { path, origin } = route;
  const text = pathText(path);
  const params = { route: routeText(route), path: text };
  if ((path.kind === 'exact' || path.kind === 'segmentPrefix') && /[*?]/.test(text))
    return [finding('aws-load-balancer/path-with-wildcard', origin.construct, params)];
  const foreign = path.kind === 'regexPrefix' ? notInRe2(text) : undefined;
  return foreign === undefined
    ? []
    : [finding('aws-load-balancer/pattern-not-possible', origin.construct, { route: routeText(route), part: foreign })];
}

/** Values that are compared as they are, and that a load balancer would read as patterns. */
function valuesOf({ matches = [], action }: NeutralRoute): readonly string[] {
  const canary = action.kind === 'forward' ? (action.canary?.matches ?? []) : [];
  return [...matches, ...canary].flatMap((match) => (match.kind === 'header' && match.value.kind === 'exact' ? [match.value.value] : []));
}

const whatNeedsHttps = ({ policies: { oidc, jwt, backendProtocol } }: NeutralRoute): string =>
  oidc !== undefined ? 'oidc' : jwt !== undefined ? 'jwt' : `backendProtocol ${backendProtocol}`;

/** Source: docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html, API_TargetGroupTuple.html. */
function actionProblems({ action, path }: NeutralRoute, { listeners }: Draft): readonly (readonly [because: string, fix: string])[] {
  if (action.kind === 'redirect') return redirectProblems(action.redirect, listeners.ports.has('HTTPS'));
  if (action.kind === 'respond') {
    const { body = '', contentType = 'text/plain' } = action.response;
    return [
      ...(body.length > MOST_BODY
        ? [[`the body has ${body.length} characters, and ${MOST_BODY} are possible`, 'shorten it'] as const]
        : []),
      ...(MEDIA_TYPES.includes(contentType)
        ? []
        : [[`a fixed response cannot have the media type "${contentType}"`, `use one of ${MEDIA_TYPES.join(', ')}`] as const]),
    ];
  }
  const { backends, canary, rewrite } = action;
  const heavy = backends.length < 2 ? undefined : weighted(backends).find(({ weight }) => weight > MOST_WEIGHT);
  const total = canary?.weightTotal ?? 0;
  return [
    ...(heavy === undefined && total <= MOST_WEIGHT + 1
      ? []
      : [[`a weight is a whole number up to ${MOST_WEIGHT}, and the shares need greater ones`, 'use smaller weights'] as const]),
    ...(rewrite?.kind === 'substitute' && path.kind === 'regexPrefix' && groupsIn(path.pattern) > 8
      ? [['a rewrite has nine groups at most, and one is for the query', 'use fewer groups'] as const]
      : []),
  ];
}

/** Source: docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html. */
function redirectProblems(
  { scheme, path = '', hostname = '' }: Redirect,
  hasHttps: boolean,
): readonly (readonly [because: string, fix: string])[] {
  const long = [path, hostname].find((text) => text.length > MOST_CHARACTERS);
  return [
    ...(scheme === 'http' && hasHttps ? [['a load balancer does not redirect from https to http', 'redirect to https'] as const] : []),
    ...(long === undefined ? [] : [[`"${long}" has more than ${MOST_CHARACTERS} characters`, 'use a shorter one'] as const]),
    ...(/%[0-9a-f]{2}/i.test(path)
      ? [['the path of a redirect is written without escapes', 'leave the characters as they are'] as const]
      : []),
  ];
}
