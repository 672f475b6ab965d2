import { itemsOf } from '../../../kinds/cluster-view';
import { DEFAULT_NAMESPACE, list, record, text } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Effect, EffectValue } from '../../../table/effects';
import type { Origin, Step } from '../../../table/routing-table';
import { clientCertificate } from './gates';
import type { Router } from './routers';
import { conflictingHosts } from './tls-conflicts';

/** A router, and the TLSOption that it names; empty for none. */
export interface Placed {
  readonly router: Router;
  readonly option: string;
}

/** As routers name it. traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/name_builder.go (`makeRawID`). */
export const tlsOptionName = (namespace: string, name: string): string => `${namespace}-${name}@kubernetescrd`;

/** Routers as the TLSOptions that they name make them. Those of one host with different options fall back to the default ones. */
export function withTlsOptions(placed: readonly Placed[], objects: readonly KubeObject[]): readonly Router[] {
  const options = new Map(
    objects
      .flatMap(itemsOf)
      .filter(({ kind, apiVersion }) => kind === 'TLSOption' && apiVersion.startsWith('traefik.io/'))
      .map((object) => [tlsOptionName(object.metadata.namespace ?? DEFAULT_NAMESPACE, object.metadata.name), object] as const),
  );
  const conflicts = conflictingHosts(placed.map(({ router, option }) => ({ hosts: router.tls ? (router.hosts ?? []) : [], option })));
  return placed.map(({ router, option }) => {
    const object = options.get(option);
    const isUsed = router.tls && !(router.hosts ?? []).some((host) => conflicts.has(host));
    return object === undefined || !isUsed ? router : withOption(router, object);
  });
}

function withOption(router: Router, { metadata: { name, namespace = DEFAULT_NAMESPACE }, spec }: KubeObject): Router {
  const { clientAuth, cipherSuites, ...versions } = record(spec);
  const originAt = (field: string): Origin => ({ kind: 'TLSOption', namespace, name, field });
  const clientTls: readonly Effect[] = [
    ...(Object.keys(versions).length === 0
      ? []
      : [{ effect: 'clientTls', value: versions as EffectValue, origin: originAt('spec') } as const]),
    ...(cipherSuites === undefined
      ? []
      : [{ effect: 'clientCiphers', value: list(cipherSuites).map(text), origin: originAt('spec.cipherSuites') } as const]),
  ];
  const verification = text(record(clientAuth).clientAuthType);
  const effects = [...(router.effects ?? []), ...clientTls];
  if (verification === '' || verification === 'NoClientCert') return clientTls.length === 0 ? router : { ...router, effects };
  const origin = originAt('spec.clientAuth');
  const gate: Step = { kind: 'gate', gate: clientCertificate(verification.startsWith('Require')), origin };
  return {
    ...router,
    steps: [gate, ...router.steps],
    effects: [...effects, { effect: 'clientCertificates', value: { verify: verification }, origin }],
  };
}
