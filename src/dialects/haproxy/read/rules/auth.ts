import { hasSecret } from '../../../../kinds/secrets';
import type { Step } from '../../../../table/routing-table';
import { type Rule, type RuleSource, rule } from '../rule';

const STATUS = 401;

/**
 * Name and password: each key of the Secret is a user. The id of the rule depends on the passwords, if there are any.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/basicAuth.go.
 */
export function authRule({ said, owner, cluster, fault }: RuleSource): readonly Rule[] {
  const type = said.text('auth-type');
  if (type === '') return [];
  if (type !== 'basic-auth') {
    fault({ kind: 'open', annotation: 'auth-type', because: `"${type}" is not known, so nobody is asked for a password` });
    return [];
  }
  const origin = said.origin('auth-type');
  const users = usersOf(said.text('auth-secret'), owner?.namespace ?? '', cluster);
  if (users?.length !== 0)
    return [{ type: 'auth', steps: [{ kind: 'gate', gate: { kind: 'credentials', status: STATUS, ...(users && { users }) }, origin }] }];
  const nobody: Step = {
    kind: 'when',
    conditions: [],
    outcome: { kind: 'answer', status: STATUS, because: 'no Secret names a user, so nobody is let in' },
    origin,
  };
  const AuthGroup = owner === undefined ? 'Global' : `${owner.namespace}-${owner.name}`;
  const AuthRealm = (said.text('auth-realm') || 'Protected Content').replaceAll(' ', '-');
  return [rule('auth', { Credentials: null, AuthGroup, AuthRealm }, [nobody])];
}

/** Undefined if they are not known. */
function usersOf(secret: string, namespace: string, cluster: RuleSource['cluster']): readonly string[] | undefined {
  if (secret === '') return [];
  const key = secret.includes('/') ? secret : `${namespace}/${secret}`;
  return cluster.secrets.get(key) ?? (cluster.complete && !hasSecret(cluster, key) ? [] : undefined);
}
