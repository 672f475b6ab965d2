import { booleanIn, textIn } from './annotations';
import { refuse } from './refused';
import { sameForAll, type Task } from './task';

/**
 * Checks what the members of a group say about firewalls and protection, and gives the web ACL, if there is one.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_load_balancer_addons.go.
 */
export function checkedWebAcl({ group: { members }, settings: { account } }: Task): string | undefined {
  const texts = (suffix: string): readonly (string | undefined)[] => members.map(({ ingress }) => textIn(ingress.annotations, suffix));
  const [names, arns] = [texts('wafv2-acl-name'), texts('wafv2-acl-arn')];
  const name = sameForAll(
    members.map(({ parameters }, index) => parameters?.webAclName || names[index] || undefined),
    'wafv2-acl-name',
  );
  const arn =
    name ??
    sameForAll(
      members.map(({ parameters }, index) => parameters?.webAclArn || arns[index]),
      'wafv2-acl-arn',
    );
  if (name !== undefined && name !== 'none' && account !== undefined && !account.webAcls.includes(name))
    refuse(`there is no web ACL "${name}" in the AWS account`);
  const [current, old] = [texts('waf-acl-id'), texts('web-acl-id')];
  const classic = sameForAll(
    members.map((_, index) => (current[index] ?? old[index]) || undefined),
    'waf-acl-id',
  );
  sameForAll(
    members.map(({ ingress }) => booleanIn(ingress.annotations, 'shield-advanced-protection')),
    'shield-advanced-protection',
  );
  return [arn, classic].find((one) => one !== undefined && one !== '' && one !== 'none');
}
