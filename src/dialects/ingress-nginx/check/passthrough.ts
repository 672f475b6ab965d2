import { finding as shared } from '../../../findings/catalogue';
import type { Finding } from '../../../findings/finding';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import { finding } from '../findings';
import type { Collected } from '../read/collect';
import type { ParsedIngress } from '../read/ingresses';
import type { Settings } from '../read/settings';
import { passedThrough } from '../read/tls-connections';

type WhereOf = (origin: Origin) => string;

/** Annotations that keep clients out. */
const GUARDS = [
  'auth-type',
  'auth-url',
  'auth-tls-secret',
  'allowlist-source-range',
  'denylist-source-range',
  'enable-modsecurity',
  'limit-connections',
  'limit-rpm',
  'limit-rps',
];

/**
 * Guards of hosts whose TLS is passed through: only the Service decrypts the requests, so nginx asks nobody.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:pkg/tcpproxy/tcp.go.
 */
export function passthroughFindings({ servers, cluster, settings }: Collected, whereOf: WhereOf): readonly Finding[] {
  return [...servers.values()].flatMap((server) => {
    const { passthroughOwner: owner, hostname } = server;
    if (owner !== undefined && !settings.sslPassthrough) return [decrypted(owner, hostname, settings, whereOf)];
    if (passedThrough(server, cluster, settings) === undefined) return [];
    const owners = new Set(server.locations.flatMap(({ ingress }) => ingress ?? []));
    return [...owners].flatMap((one) => guardsOf(one).map((key) => open(one, key, hostname, whereOf)));
  });
}

function decrypted({ view, annotations }: ParsedIngress, host: string, { flagsKnown }: Settings, whereOf: WhereOf): Finding {
  const key = annotations.keyOf('ssl-passthrough');
  const where = whereOf(originOf(view, annotationField(key)));
  if (!flagsKnown) return finding('ingress-nginx/passthrough-not-known', where, { route: host, flag: FLAG });
  const because = `does nothing: the controller runs without the flag --${FLAG}, and decrypts TLS of host "${host}" itself`;
  return shared('annotation/no-effect', where, { key, because, fix: `start the controller with --${FLAG}, or remove it` });
}

const FLAG = 'enable-ssl-passthrough';

const guardsOf = ({ annotations }: ParsedIngress): readonly string[] =>
  GUARDS.filter((name) => 'value' in annotations.said.text(name)).map((name) => annotations.keyOf(name));

function open({ view }: ParsedIngress, key: string, host: string, whereOf: WhereOf): Finding {
  const because = `"${key}" holds for requests without TLS alone, as TLS of host "${host}" is passed through to the Service`;
  return shared('manifest/open', whereOf(originOf(view, annotationField(key))), { object: `Ingress ${view.key}`, because });
}
