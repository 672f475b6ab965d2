import type { Effect, EffectName, EffectValue } from '../../../table/effects';
import type { Origin, Step } from '../../../table/routing-table';
import type { Action, Listener, LoadBalancer, TargetGroup } from '../model/load-balancer-model';
import type { Transform } from '../model/transforms';
import { annotationField } from './objects';

/** What lets a request pass on its way to the last action. */
export function gatesOf(actions: readonly Action[], { mutualTls }: Listener, at: (field: string) => Origin): readonly Step[] {
  const gates: Step[] = [];
  const add = (gate: Extract<Step, { kind: 'gate' }>['gate'], suffix: string): void => {
    gates.push({ kind: 'gate', gate, origin: at(annotationField(suffix)) });
  };
  if (mutualTls?.mode === 'verify') add({ kind: 'clientCertificate' }, 'mutual-authentication');
  for (const action of actions) {
    if (action.type === 'authenticate-cognito' && asks(action.authenticateCognito))
      add({ kind: 'externalAuth', url: `Cognito user pool ${action.authenticateCognito.userPoolDomain}` }, 'auth-type');
    if (action.type === 'authenticate-oidc' && asks(action.authenticateOIDC))
      add({ kind: 'externalAuth', url: action.authenticateOIDC.authorizationEndpoint }, 'auth-type');
    if (action.type === 'jwt-validation') add({ kind: 'externalAuth', url: action.jwtValidation.jwksEndpoint }, 'jwt-validation');
  }
  return gates;
}

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
  add('waf', webAcl, 'wafv2-acl-arn');
  const inbound = listener.inboundCidrs.filter((cidr) => !['0.0.0.0/0', '::/0'].includes(cidr));
  add('blockedClients', inbound.length === 0 ? undefined : { allowed: inbound }, 'inbound-cidrs');
  if (listener.mutualTls !== undefined) add('clientCertificates', { ...listener.mutualTls }, 'mutual-authentication');
  add('clientTls', listener.sslPolicy, 'ssl-policy');
  for (const action of actions) {
    if (action.type === 'authenticate-cognito') add('externalAuth', JSON.stringify(action.authenticateCognito), 'auth-idp-cognito');
    if (action.type === 'authenticate-oidc') add('externalAuth', JSON.stringify(action.authenticateOIDC), 'auth-idp-oidc');
    if (action.type === 'jwt-validation') add('externalAuth', JSON.stringify(action.jwtValidation), 'jwt-validation');
    if (action.type !== 'forward') continue;
    if (action.stickiness?.enabled) add('affinity', { ...action.stickiness }, 'actions');
    for (const tuple of action.targetGroups) {
      const group = 'targetGroup' in tuple ? targetGroups.get(tuple.targetGroup) : undefined;
      if (group !== undefined) addTargetGroup(group, add);
    }
  }
  for (const { type, hostHeaderRewriteConfig } of transforms)
    if (type === 'host-header-rewrite') add('upstreamHost', { unknown: JSON.stringify(hostHeaderRewriteConfig?.rewrites) }, 'transforms');
  return found;
}

function addTargetGroup(
  { protocol, protocolVersion, attributes }: TargetGroup,
  add: (e: EffectName, v: EffectValue | undefined, s: string) => void,
) {
  if (protocol === 'HTTPS') add('backendTls', 'without a check of the certificate', 'backend-protocol');
  if (protocolVersion !== 'HTTP1') add('backendHttpVersion', protocolVersion, 'backend-protocol-version');
  const of = (prefix: string): EffectValue | undefined => {
    const members = [...attributes].filter(([key]) => key.startsWith(prefix));
    return members.length === 0 ? undefined : Object.fromEntries(members);
  };
  add('affinity', of('stickiness.'), 'target-group-attributes');
  add('loadBalancing', of('load_balancing.') ?? of('slow_start.'), 'target-group-attributes');
}
