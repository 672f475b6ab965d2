import type { Finding } from '../../../findings/finding';
import { branchesOf } from '../../../model/branches';
import { routedHosts } from '../../../model/host-names';
import { canonical } from '../../../output/slot-text';
import { finding } from '../findings';
import { backendsOf, type ServiceEntry } from './services';
import type { Target } from './target';
import { tlsOptionSpec } from './tls-option';

/** What routes of several constructs, or several routes of one, take from each other. By construct. */
export function checkTogether(targets: readonly Target[]): ReadonlyMap<string, readonly Finding[]> {
  const findings = new Map<string, Finding[]>();
  const report = (where: string, found: Finding): void => {
    const list = findings.get(where) ?? [];
    if (!list.some(({ what }) => what === found.what)) findings.set(where, [...list, found]);
  };
  checkListed(targets, report);
  checkHosts(targets, report);
  return findings;
}

type Report = (where: string, found: Finding) => void;

function checkListed(targets: readonly Target[], report: Report): void {
  const ways = new Map<string, { readonly text: string; readonly construct: string }>();
  for (const { to, settings } of targets) {
    const { construct } = to.routes;
    for (const { weight: _, namespace = settings.namespace, ...entry } of listedIn(to.routes)) {
      const service = `${namespace}/${entry.name}:${entry.port}`;
      const text = canonical(entry);
      const other = ways.get(service);
      if (other === undefined) ways.set(service, { text, construct });
      else if (other.text !== text) {
        const elsewhere = other.construct === construct ? 'the same PathIngress' : `"${other.construct}"`;
        report(construct, finding('traefik/service-in-two-ways', construct, { service, other: elsewhere }));
      }
    }
  }
}

const listedIn = ({ routes, defaultBackend, policies }: Target['to']['routes']): readonly ServiceEntry[] => [
  ...routes.flatMap((route) => branchesOf(route).flatMap(({ backends }) => backendsOf(backends, route.policies).listed)),
  ...(defaultBackend === undefined ? [] : backendsOf([{ service: defaultBackend, weight: 1 }], policies).listed),
];

/** traefik/traefik@v3.7.13:pkg/server/aggregator.go (`resolveHTTPTLSOptions`). */
function checkHosts(targets: readonly Target[], report: Report): void {
  const first = new Map<string, Target>();
  for (const target of targets) {
    const { routes } = target.to;
    for (const host of [...routedHosts(routes), ...(routes.hosts.aliases ?? [])]) {
      const other = first.get(host) ?? target;
      first.set(host, other);
      const said = [other, target].some((one) => tlsOptionSpec(one.to.routes.hosts) !== undefined);
      if (other === target || !said) continue;
      const { construct } = routes;
      report(construct, finding('traefik/clients-in-two-ways', construct, { host, other: other.to.routes.construct }));
    }
  }
}
