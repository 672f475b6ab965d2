import type { ControllerServiceOptions } from './install-options';

/**
 * Annotations of Services that make a load balancer speak proxy protocol, with the values that switch it on. Sources:
 * kubernetes/cloud-provider-aws@0d4f3b7:docs/service_controller.md, scaleway/scaleway-cloud-controller-manager@b2ebbfa:
 * docs/loadbalancer-annotations.md,
 * digitalocean/digitalocean-cloud-controller-manager@032048e:docs/controllers/services/annotations.md,
 * hetznercloud/hcloud-cloud-controller-manager@ff929b2:internal/annotation/load_balancer.go.
 */
const SWITCHES: { readonly [annotation: string]: RegExp } = {
  'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol': /^\*$/,
  'service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol': /^true$/,
  // All ports, or a list of ports.
  'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v1': /^(true|\*|\d[\d,]*)$/,
  'service.beta.kubernetes.io/scw-loadbalancer-proxy-protocol-v2': /^(true|\*|\d[\d,]*)$/,
  'load-balancer.hetzner.cloud/uses-proxyprotocol': /^true$/,
};

/** Whether an annotation is one of those, whatever its value. */
export const switchesProxyProtocol = (annotation: string): boolean => Object.hasOwn(SWITCHES, annotation);

/** The annotation that makes the load balancer of a Service speak proxy protocol. Absent if none does. */
export function proxyProtocolSwitch({ annotations = {} }: ControllerServiceOptions): string | undefined {
  return Object.keys(annotations).find((name) => switchesProxyProtocol(name) && SWITCHES[name]?.test(String(annotations[name])));
}
