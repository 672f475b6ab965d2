import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { type IngressView, ingressView, isIngress } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import type { Manifests } from '../manifests/manifests';
import type { Decision } from '../table/decide';
import { resolve } from '../table/resolve';
import type { Origin, RoutingTableData } from '../table/routing-table';
import { effectsOn } from '../words/effects';
import { whereOf } from './table-findings';

/** Paths that ask for names and passwords over plain http, although their host has a certificate: clients then send them for everybody to read. */
export function checkPlainCredentials(table: RoutingTableData, objects: readonly KubeObject[], manifests: Manifests): readonly Finding[] {
  const views = objects.filter(isIngress).map(ingressView);
  const secured = (host: string): boolean => views.some((view) => hasCertificate(view, host));
  return views.flatMap((view) => {
    const found = view.rules.flatMap(({ host, paths = [] }) =>
      paths
        .filter(({ path, pathType }) => pathType !== 'ImplementationSpecific' || /^[\w/.~-]*$/.test(path))
        .map(({ path, field }) => ({ host, path: path || '/', field })),
    );
    // One path tells enough of an Ingress.
    const open = found.find(({ host, path }) => host !== '' && !host.startsWith('*') && secured(host) && asksInClear(table, host, path));
    if (open === undefined) return [];
    const origin: Origin = { kind: view.object.kind, namespace: view.namespace, name: view.name, field: open.field };
    return [finding('manifest/credentials-in-clear', whereOf(origin, manifests), { route: `${open.host}${open.path}` })];
  });
}

const hasCertificate = ({ tls }: IngressView, host: string): boolean =>
  tls.some(({ hosts }) => hosts.some((one) => one === host || (one.startsWith('*.') && host.slice(host.indexOf('.')) === one.slice(1))));

/** Names and passwords of nobody: the answer is that of the gate, or depends on who they are. */
const CREDENTIALS = { authorization: 'Basic bm9ib2R5Om5vYm9keQ==' };

/** Whether an answer to plain http depends on credentials, and does not send the client elsewhere first. */
function asksInClear(table: RoutingTableData, host: string, target: string): boolean {
  const request = { scheme: 'http', host, target } as const;
  const [without, withSome] = [resolve(table, request), resolve(table, { ...request, headers: CREDENTIALS })];
  const isGate = ({ assuming = [] }: Decision): boolean => assuming.some(({ gate }) => gate.kind === 'credentials');
  const isBasic = effectsOn(table, request)?.some(({ effect }) => effect === 'basicAuth') === true;
  return isBasic && without.status === 401 && without.location === undefined && (isGate(withSome) || withSome.status === 401);
}
