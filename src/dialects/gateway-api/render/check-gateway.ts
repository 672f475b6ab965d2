import type { Finding } from '../../../findings/finding';
import { finding } from '../findings';
import type { Gateway, Target } from './gateway';

/** A Gateway has no more (kubernetes-sigs/gateway-api@v1.6.1:config/crd/standard/gateway.networking.k8s.io_gateways.yaml). */
const MOST_LISTENERS = 64;

/** What all constructs of a Gateway ask of its listeners. */
export function checkGateway(targets: readonly Target[], { listeners }: Gateway): readonly Finding[] {
  const first = targets[0];
  if (first === undefined || !first.settings.ownsGateway || listeners <= MOST_LISTENERS) return [];
  const { namespace, name } = first.settings.gateway;
  return [finding('gateway-api/too-many-listeners', first.to.routes.construct, { listeners, gateway: `${namespace}/${name}` })];
}

/** What one construct asks of the listeners. */
export function checkListeners({ to: { routes: set }, settings, parts }: Target): readonly Finding[] {
  const { construct, tls } = set;
  const { ownsGateway, gateway } = settings;
  const findings: Finding[] = [];
  const everywhere = parts.all.filter((part) => parts.redirects(part) === 'everywhere');
  const ofClients = (['tlsPolicy', 'clientCertificates'] as const).filter((option) => set.hosts[option] !== undefined);
  if (!ownsGateway) {
    const options = [...(tls.length === 0 ? [] : ['tls']), ...(everywhere.length === 0 ? [] : ['httpsRedirect']), ...ofClients];
    const named = { gateway: `${gateway.namespace}/${gateway.name}` };
    return [...findings, ...options.map((option) => finding('gateway-api/listeners-not-ours', construct, { option, ...named }))];
  }
  if (tls.length === 0)
    findings.push(...ofClients.map((option) => finding('gateway-api/clients-without-certificate', construct, { option })));
  const hosts = [...new Set(everywhere.flatMap(({ hostnames }) => (hostnames.length === 0 ? ['any host'] : hostnames)))];
  return hosts.length === 0 ? findings : [...findings, finding('gateway-api/https-not-served', construct, { hosts })];
}

/** Hosts whose http goes to https and whose certificate another construct has. By construct. */
export function checkCertificates(targets: readonly Target[]): ReadonlyMap<string, readonly Finding[]> {
  const owners = targets.map(({ to, parts }) => ({ construct: to.routes.construct, certified: parts.certified }));
  return new Map(
    targets.map(({ to: { routes: set }, parts }) => {
      const asking = parts.all.filter((part) => (part.policies.httpsRedirect ?? 'never') !== 'never' && parts.redirects(part) !== 'onHttp');
      const hosts = new Set(asking.flatMap(({ hostnames }) => hostnames));
      const findings = [...hosts].flatMap((host) => {
        const other = owners.find(({ certified }) => certified.cover(host))?.construct;
        return other === undefined ? [] : [finding('gateway-api/certificate-elsewhere', set.construct, { host, other })];
      });
      return [set.construct, findings];
    }),
  );
}
