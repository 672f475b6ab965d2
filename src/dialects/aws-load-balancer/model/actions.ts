import { hasSecret } from '../../../kinds/secrets';
import type { AuthConfig } from './auth';
import type { BackendAction, EnhancedBackend, Target } from './backends';
import type { Member } from './groups';
import type { JwtValidation } from './jwt';
import type { Action, Protocol, TargetGroupTuple } from './load-balancer-model';
import { refuse } from './refused';
import { targetGroup } from './target-groups';
import type { Task } from './task';

/**
 * The actions of a backend on a listener. Users are asked for only on HTTPS: on HTTP the same backend is open.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_actions.go.
 */
export function actionsOf(protocol: Protocol, member: Member, backend: EnhancedBackend, task: Task): readonly Action[] {
  const checks: Action[] = [];
  if (protocol === 'HTTPS') {
    checks.push(...authAction(backend.auth, member, task));
    if (backend.jwt !== undefined) checks.push(jwtAction(backend.jwt));
    if (checks.length > 1) refuse('auth-type and jwt-validation cannot both be there');
  }
  return [...checks, finalAction(backend.action, member, task)];
}

function finalAction(action: BackendAction, member: Member, task: Task): Action {
  if (action.type !== 'forward') return action;
  const { targets, stickiness } = action;
  return {
    type: 'forward',
    targetGroups: targets.map((target) => tupleOf(target, member, task)),
    ...(stickiness === undefined ? {} : { stickiness }),
  };
}

function tupleOf(target: Target, member: Member, task: Task): TargetGroupTuple {
  const weighted = target.weight === undefined ? {} : { weight: target.weight };
  if ('targetGroupARN' in target) return { targetGroupARN: target.targetGroupARN, ...weighted };
  if ('targetGroupName' in target) return { targetGroupARN: arnOf(target.targetGroupName, task), ...weighted };
  return { ...targetGroup(member, target.service, target.port, task), ...weighted };
}

function arnOf(name: string, { settings: { account } }: Task): string {
  if (account === undefined) return `target group "${name}"`;
  return account.targetGroups.get(name) ?? refuse(`there is no target group "${name}" in the AWS account`);
}

function authAction(auth: AuthConfig, { ingress }: Member, { cluster }: Task): readonly Action[] {
  const { type, cognito, oidc, onUnauthenticatedRequest, scope, sessionCookieName, sessionTimeout } = auth;
  const session = { onUnauthenticatedRequest, scope, sessionCookieName, sessionTimeout };
  if (type === 'cognito') {
    const { authenticationRequestExtraParams, ...provider } = cognito ?? refuse('auth-type is cognito, and auth-idp-cognito is missing');
    return [{ type: 'authenticate-cognito', authenticateCognito: { ...provider, ...session, ...extra(authenticationRequestExtraParams) } }];
  }
  if (type !== 'oidc') return [];
  const { authenticationRequestExtraParams, secretName, ...provider } = oidc ?? refuse('auth-type is oidc, and auth-idp-oidc is missing');
  const key = `${ingress.namespace}/${secretName}`;
  const secret = cluster.secrets.get(key);
  if (secret === undefined && cluster.complete && !hasSecret(cluster, key)) refuse(`there is no Secret ${key}`);
  if (secret !== undefined && !secret.includes('clientID') && !secret.includes('clientId')) refuse(`Secret ${key} has no clientID`);
  if (secret !== undefined && !secret.includes('clientSecret')) refuse(`Secret ${key} has no clientSecret`);
  const masked = { clientID: '[REDACTED]', clientSecret: '[REDACTED]' };
  return [
    { type: 'authenticate-oidc', authenticateOIDC: { ...provider, ...masked, ...session, ...extra(authenticationRequestExtraParams) } },
  ];
}

const extra = (params: { readonly [name: string]: string }) =>
  Object.keys(params).length === 0 ? {} : { authenticationRequestExtraParams: params };

function jwtAction({ jwksEndpoint, issuer, additionalClaims }: JwtValidation): Action {
  const claims = additionalClaims.length === 0 ? {} : { additionalClaims };
  return { type: 'jwt-validation', jwtValidation: { jwksEndpoint, issuer, ...claims } };
}
