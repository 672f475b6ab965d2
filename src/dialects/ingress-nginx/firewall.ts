/**
 * Whether ModSecurity refuses requests that break a rule, by the snippets of the config map and of the route, in this order. Without
 * one it only reports, by the configuration of the image, which a snippet replaces. Not known if a snippet includes another file.
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: docs/user-guide/third-party-addons/modsecurity.md,
 * images/nginx/rootfs/build.sh#L370, internal/ingress/controller/template/template.go (`buildModSecurityForLocation`).
 */
export function firewallRefuses(snippets: string): boolean | undefined {
  const [, mode] = [...snippets.matchAll(/^\s*SecRuleEngine\s+"?(\w+)/gim)].at(-1) ?? [];
  if (mode !== undefined) return mode.toLowerCase() === 'on';
  return /^\s*Include\b/im.test(snippets) ? undefined : false;
}
