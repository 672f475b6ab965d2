import type { Raise } from '../../../installation/check-install-options';
import type { ControllerServiceOptions } from '../../../installation/install-options';
import type { Plan } from './plan';

/**
 * Annotations of Services that make a load balancer speak proxy protocol, and the values that do. Sources:
 * kubernetes/cloud-provider-aws@0d4f3b7:docs/service_controller.md, scaleway/scaleway-cloud-controller-manager@b2ebbfa:
 * docs/loadbalancer-annotations.md, digitalocean/digitalocean-cloud-controller-manager@032048e:docs/controllers/services/annotations.md,
 * hetznercloud/hcloud-cloud-controller-manager@ff929b2:internal/annotation/load_balancer.go.
 */
const SWITCHES: { readonly [annotation: string]: RegExp } = {
  'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol': /^\*$/,
  'service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol': /^true$/,
  // All ports, or the ones that it names.
  'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v1': /^(true|\*|\d[\d,]*)$/,
  'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2': /^(true|\*|\d[\d,]*)$/,
  'load-balancer.hetzner.cloud/uses-proxyprotocol': /^true$/,
};

/** Both ends must speak proxy protocol, or neither: what one of them sends, the other takes for a broken request. */
export function checkProxyProtocol(plan: Plan, raise: Raise): void {
  const { platform, service, internalService, config } = plan;
  const expected = config['use-proxy-protocol'] === 'true';
  // Elsewhere a load balancer may have been told by other means.
  const known = Object.keys(platform.service.annotations).find((name) => SWITCHES[name] !== undefined);
  for (const [option, one] of Object.entries({ service, internalService })) {
    if (one === undefined || one.enabled === false || one.type !== 'LoadBalancer') continue;
    const on = switchedOn(one);
    if (on !== undefined && !expected) raise('controller/proxy-protocol-one-sided', { service: option, annotation: on, sends: true });
    if (on === undefined && expected && known !== undefined)
      raise('controller/proxy-protocol-one-sided', { service: option, annotation: known, sends: false });
  }
}

function switchedOn({ annotations = {} }: ControllerServiceOptions): string | undefined {
  return Object.keys(annotations).find((name) => SWITCHES[name]?.test(String(annotations[name])));
}
