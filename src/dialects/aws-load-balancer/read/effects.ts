import type { Effect, EffectName, EffectValue } from '../../../table/effects';
import type { Gate } from '../../../table/gate';
import { originOf } from '../../../table/origin';
import type { Origin, Outcome, Step } from '../../../table/routing-table';
import { textIn } from '../model/annotations';
import type { Action, Listener, LoadBalancer, Session, TargetGroup } from '../model/load-balancer-model';
import type { Transform } from '../model/transforms';
import { annotationField } from './objects';
import { hostOf } from './rewrites';

/** What lets a request pass on its way to the last action. */
export function gatesOf(actions: readonly Action[], { mutualTls }: Listener, at: (field: string) => Origin): readonly Step[] {
  const gates: Step[] = [];
  const add = (gate: Gate, suffix: string): void => {
    gates.push({ kind: 'gate', gate, origin: at(annotationField(suffix)) });
  };
  if (mutualTls?.mode === 'verify') add({ kind: 'clientCertificate', required: true, refusal: NO_CERTIFICATE }, 'mutual-authentication');
  for (const action of actions) {
    if (action.type === 'authenticate-cognito' && asks(action.authenticateCognito))
      add(asking(`Cognito user pool ${action.authenticateCognito.userPoolDomain}`, refusalOf(action.authenticateCognito)), 'auth-type');
    if (action.type === 'authenticate-oidc' && asks(action.authenticateOIDC))
      add(asking(action.authenticateOIDC.authorizationEndpoint, refusalOf(action.authenticateOIDC)), 'auth-type');
    if (action.type === 'jwt-validation') add(asking(action.jwtValidation.jwksEndpoint), 'jwt-validation');
  }
  return gates;
}

/** The trust store is that of a listener, whatever the host. */
const NO_CERTIFICATE: Outcome = { kind: 'noAnswer', because: 'the TLS handshake fails without a valid client certificate' };

const asking = (url: string, status?: number): Gate => ({
  kind: 'externalAuth',
  url,
  refusals: [status === undefined ? {} : { status }],
});

/**
 * With "deny" the status is 401. Of users who are redirected to where they can log in, and of tokens that are rejected, no status is documented.
 *
 * Sources: docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateOidcActionConfig.html, API_AuthenticateCognitoActionConfig.html
 * (OnUnauthenticatedRequest), docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-verify-jwt.html ("rejects the request").
 */
const refusalOf = ({ onUnauthenticatedRequest }: Session): number | undefined => (onUnauthenticatedRequest === 'deny' ? 401 : undefined);

const asks = ({ onUnauthenticatedRequest }: { readonly onUnauthenticatedRequest: string }): boolean => onUnauthenticatedRequest !== 'allow';

/** What else happens to the requests of a rule, where somebody has set it. */
export function effectsOf(
  actions: readonly Action[],
  transforms: readonly Transform[],
  listener: Listener,
  { targetGroups, webAcl }: LoadBalancer,
  at: (field: string) => Origin,
): readonly Effect[] {
  const found: Effect[] = [];
  const add = (effect: EffectName, value: EffectValue | undefined, suffix: string): void => {
    if (value !== undefined) found.push({ effect, value, origin: at(annotationField(suffix)) });
  };
  addListener(listener, (effect, value, suffix) => {
    const owner = listener.members.find(({ ingress }) => textIn(ingress.annotations, suffix) !== undefined);
    const isSet = owner !== undefined || listener.members.some(({ parameters }) => parameters !== undefined);
    const origin = owner === undefined ? at(annotationField(suffix)) : originOf(owner.ingress, annotationField(suffix));
    found.push({ effect, value, origin, ...(isSet ? {} : { byDefault: true }) });
  });
  add('waf', webAcl, 'wafv2-acl-arn');
  for (const action of actions) {
    if (action.type === 'authenticate-cognito')
      add('externalAuth', session('userPool', action.authenticateCognito.userPoolARN, action.authenticateCognito), 'auth-idp-cognito');
    if (action.type === 'authenticate-oidc')
      add('externalAuth', session('issuer', action.authenticateOIDC.issuer, action.authenticateOIDC), 'auth-idp-oidc');
    if (action.type === 'jwt-validation') {
      const { issuer, jwksEndpoint: keys, additionalClaims = [] } = action.jwtValidation;
      add(
        'externalAuth',
        { issuer, keys, claims: additionalClaims.map(({ name, values }) => `${name} ${values.join('/')}`) },
        'jwt-validation',
      );
    }
    if (action.type !== 'forward') continue;
    if (action.stickiness?.enabled) add('affinity', { ...action.stickiness }, 'actions');
    for (const tuple of action.targetGroups) {
      const group = 'targetGroup' in tuple ? targetGroups.get(tuple.targetGroup) : undefined;
      if (group !== undefined) addTargetGroup(group, add);
    }
  }
  for (const transform of transforms)
    if (transform.type === 'host-header-rewrite')
      add('upstreamHost', hostOf(transform) ?? { unknown: JSON.stringify(transform.hostHeaderRewriteConfig?.rewrites) }, 'transforms');
  return found;
}

/** Of the provider and of the session that it opens. */
const session = (
  provider: string,
  name: string,
  { onUnauthenticatedRequest, scope, sessionCookieName, sessionTimeout }: Session,
): EffectValue => ({
  [provider]: name,
  onUnauthenticatedRequest,
  scope,
  sessionCookieName,
  sessionTimeout,
});

/** What holds for all rules of a listener. */
function addListener(
  { inboundCidrs, mutualTls, sslPolicy }: Listener,
  add: (effect: EffectName, value: EffectValue, suffix: string) => void,
): void {
  const allowed = inboundCidrs.filter((cidr) => !['0.0.0.0/0', '::/0'].includes(cidr));
  if (allowed.length > 0) add('blockedClients', { allowed }, 'inbound-cidrs');
  if (mutualTls !== undefined) add('clientCertificates', { ...mutualTls }, 'mutual-authentication');
  if (sslPolicy !== undefined) add('clientTls', sslPolicy, 'ssl-policy');
}

function addTargetGroup(
  { protocol, protocolVersion, attributes }: TargetGroup,
  add: (e: EffectName, v: EffectValue | undefined, s: string) => void,
) {
  // docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html: certificates of targets are not validated.
  if (protocol === 'HTTPS') add('backendTls', 'without a check of the certificate', 'backend-protocol');
  if (protocolVersion !== 'HTTP1') add('backendHttpVersion', protocolVersion, 'backend-protocol-version');
  const of = (prefix: string): EffectValue | undefined => {
    const members = [...attributes].filter(([key]) => key.startsWith(prefix));
    return members.length === 0 ? undefined : Object.fromEntries(members);
  };
  add('affinity', of('stickiness.'), 'target-group-attributes');
  add('loadBalancing', of('load_balancing.') ?? of('slow_start.'), 'target-group-attributes');
}
