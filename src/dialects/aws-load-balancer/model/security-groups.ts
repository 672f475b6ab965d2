import { refuse } from './refused';
import type { Settings } from './settings';

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/networking/security_group_resolver.go. */
export function checkSecurityGroups(namesOrIds: readonly string[], { account }: Settings): void {
  if (account === undefined) return;
  const known = new Set(account.securityGroups.flatMap(({ id, name }) => [id, name]));
  const missing = namesOrIds.find((one) => !known.has(one));
  if (missing !== undefined) refuse(`there is no security group "${missing}" in the AWS account`);
}
