import type { Raise } from '../../../installation/check-install-options';
import { proxyProtocolSwitch, switchesProxyProtocol } from '../../../installation/proxy-protocol';
import type { Plan } from './plan';

/** Both ends must speak proxy protocol, or neither: otherwise each request is malformed for the other end. */
export function checkProxyProtocol(plan: Plan, raise: Raise): void {
  const { platform, service, internalService, config } = plan;
  const expected = config['use-proxy-protocol'] === 'true';
  // On other platforms the load balancer may be configured by other means.
  const known = Object.keys(platform.service.annotations).find(switchesProxyProtocol);
  for (const [option, one] of Object.entries({ service, internalService })) {
    if (one === undefined || one.enabled === false || one.type !== 'LoadBalancer') continue;
    const on = proxyProtocolSwitch(one);
    if (on !== undefined && !expected) raise('controller/proxy-protocol-one-sided', { service: option, annotation: on, sends: true });
    if (on === undefined && expected && known !== undefined)
      raise('controller/proxy-protocol-one-sided', { service: option, annotation: known, sends: false });
  }
}
