import { items } from '../../../../annotation-table/list-text';
import type { EffectValue } from '../../../../table/effects';
import { type EffectRow, row } from './effect-row';
import { bytes, type EffectSource, given } from './effect-source';

/**
 * How the controller and its clients speak.
 *
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: rootfs/etc/nginx/template/nginx.tmpl, internal/ingress/controller/config/config.go.
 */
// biome-ignore format: a table
export const CLIENT_EFFECTS: readonly EffectRow[] = [
  row('tlsPassthrough', 'host', ['ssl-passthrough', 'proxy-protocol-header-timeout'], tlsPassthrough),
  row('clientTls', 'everywhere', ['ssl-protocols', 'ssl-ciphers', 'ssl-ecdh-curve', 'ssl-dh-param', 'ssl-early-data', 'ssl-reject-handshake', 'enable-ocsp'], clientTls),
  row('clientCiphers', 'clientCiphers', ['ssl-ciphers'], ({ said }) => said.text('ssl-ciphers') || undefined),
  row('clientCiphers', 'cipherOrder', ['ssl-prefer-server-ciphers'], ({ said }) => (said.on('ssl-prefer-server-ciphers') ? undefined : { ofServerFirst: false })),
  row('http2', 'everywhere', ['use-http2', 'http2-max-concurrent-streams'], ({ set }) => (set.on('use-http2', true) ? { streams: set.number('http2-max-concurrent-streams', 128) } : false)),
  row('clientConnections', 'everywhere', ['keep-alive', 'keep-alive-requests', 'client-header-timeout', 'client-body-timeout', 'use-proxy-protocol'], clientConnections),
  row('requestHeaderBytes', 'everywhere', ['large-client-header-buffers', 'client-header-buffer-size'], requestHeaderBytes),
  row('invalidHeaders', 'everywhere', ['ignore-invalid-headers'], ({ set }) => (set.on('ignore-invalid-headers', true) ? 'dropped' : 'kept')),
  row('clientAddress', 'everywhere', ['use-forwarded-headers', 'enable-real-ip', 'use-proxy-protocol', 'proxy-real-ip-cidr', 'forwarded-for-header', 'forwarded-for-proxy-protocol-header', 'forwarded-host-header', 'compute-full-forwarded-for'], clientAddress),
];

/** `createServers` takes it from the first Ingress of the host that asks for it. */
function tlsPassthrough({ said, set, passesTls }: EffectSource): EffectValue | undefined {
  return passesTls && said.on('ssl-passthrough') ? { proxyProtocolHeader: set.text('proxy-protocol-header-timeout', '5s') } : undefined;
}

function clientTls({ set }: EffectSource): EffectValue {
  return given({
    protocols: [...items(set.text('ssl-protocols', 'TLSv1.2 TLSv1.3'), ' ')].sort(),
    ciphers: set.text('ssl-ciphers', 'those that the controller lists'),
    curves: set.text('ssl-ecdh-curve', 'auto'),
    dhParameters: set.text('ssl-dh-param'),
    earlyData: set.on('ssl-early-data'),
    unknownHosts: set.on('ssl-reject-handshake') ? 'refused' : 'certificate of the controller',
    stapling: set.on('enable-ocsp'),
  });
}

function clientConnections({ set }: EffectSource): EffectValue {
  return {
    idleSeconds: set.number('keep-alive', 75),
    requests: set.number('keep-alive-requests', 1000),
    headerSeconds: set.number('client-header-timeout', 60),
    bodySeconds: set.number('client-body-timeout', 60),
    proxyProtocol: set.on('use-proxy-protocol'),
  };
}

function requestHeaderBytes({ set }: EffectSource): EffectValue {
  const [buffers = '', size = ''] = items(set.text('large-client-header-buffers', '4 8k'), ' ');
  return { first: bytes(set.text('client-header-buffer-size', '1k')), further: Number(buffers), furtherBytes: bytes(size) };
}

/** The address is taken from a header only in three cases. The networks matter only in these. */
function clientAddress({ set }: EffectSource): EffectValue {
  const forwarded = set.on('use-forwarded-headers');
  const proxyProtocol = set.on('use-proxy-protocol');
  const trusting = forwarded || proxyProtocol || set.on('enable-real-ip');
  return given({
    from: !trusting ? 'connection' : !proxyProtocol ? 'header' : forwarded ? 'header or PROXY protocol' : 'PROXY protocol',
    header: set.text('forwarded-for-header', 'X-Forwarded-For'),
    trusted: trusting ? items(set.text('proxy-real-ip-cidr', '0.0.0.0/0')) : [],
    proxyProtocolHeader:
      forwarded && proxyProtocol ? set.text('forwarded-for-proxy-protocol-header', 'X-Forwarded-For-Proxy-Protocol') : '',
    originalHost: set.text('forwarded-host-header', 'X-Forwarded-Host'),
    appended: forwarded && set.on('compute-full-forwarded-for'),
  });
}
