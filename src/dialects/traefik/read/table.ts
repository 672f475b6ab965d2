import type { ClusterView } from '../../../kinds/cluster-view';
import type { IngressView } from '../../../kinds/ingress-view';
import { originOf } from '../../../table/origin';
import type { CertificateEntry, ClaimedObject, Refusal, RoutingTableData } from '../../../table/routing-table';
import type { Identity } from '../../dialect';
import { redirectionsOf, withEntryPoints } from './entry-point-routers';
import type { Middlewares } from './middlewares';
import type { StaticOptions } from './options';
import { type Connections, namesOf, withConnections } from './passed-through';
import { hostsOf, type Router } from './routers';

/** What a provider has found. */
export interface Found {
  readonly routers: readonly Router[];
  readonly connections?: readonly Connections[];
  readonly claimed: readonly ClaimedObject[];
  readonly refused: readonly Refusal[];
  readonly ignored: readonly Refusal[];
  readonly certificates: readonly CertificateEntry[];
}

/** The table of what a provider has found. Of all requests only `web` is asked how they are read: most have one way for all entry points. */
export function tableOf(
  { name, version }: Identity,
  { routers, connections = [], ...found }: Found,
  options: StaticOptions,
  middlewares: Middlewares,
): RoutingTableData {
  const { entryPoints } = options;
  const all = [...routers.flatMap((router) => withEntryPoints(router, entryPoints, middlewares)), ...redirectionsOf(entryPoints)];
  return {
    controller: name,
    version,
    requests: {
      codec: 'go',
      cleanPaths: options.isOn('entrypoints.web.http.sanitizepath', true),
      trailingDot: 'ignored',
      trustsForwardedHeaders: false,
      regexSyntax: 'go',
    },
    ...withConnections(hostsOf(all, entryPoints, namesOf(connections)), connections, all, entryPoints),
    ...found,
    frozen: [],
  };
}

/** Certificates serve every host that they name: no router asks for one of its own. */
export function certificatesOf(view: IngressView, { certificates, complete }: ClusterView): readonly CertificateEntry[] {
  return view.tls.flatMap(({ secretName, hosts }, index) => {
    if (secretName === '') return [];
    const key = `${view.namespace}/${secretName}`;
    const names = certificates.get(key) ?? (complete && !certificates.has(key) ? [] : hosts);
    return names.map((host) => ({ host, origin: originOf(view, `spec.tls[${index}]`) }));
  });
}
