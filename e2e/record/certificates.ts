import type { KubeObject } from '../cluster/kube-api';

/** A Secret with a certificate that routes ask for. */
export interface CertificateSecret {
  readonly namespace: string;
  readonly name: string;
  readonly hosts: readonly string[];
}

interface WithTls extends KubeObject {
  readonly spec: {
    readonly tls?: readonly IngressTls[] | { readonly secretName?: string };
    readonly routes?: readonly { readonly match: string }[];
    readonly listeners?: readonly Listener[];
  };
}

interface IngressTls {
  readonly hosts: readonly string[];
  readonly secretName?: string;
}

interface Listener {
  readonly hostname?: string;
  readonly tls?: { readonly certificateRefs?: readonly { readonly name: string; readonly namespace?: string }[] };
}

/** For a listener without a hostname. */
const ANY_HOST = 'any.example';

/** All Secrets that these objects name, each with the hosts of all who name it. */
export function certificateSecrets(objects: readonly KubeObject[]): readonly CertificateSecret[] {
  const all = new Map<string, CertificateSecret>();
  for (const { namespace, name, hosts } of objects.flatMap(certificatesOf)) {
    const known = all.get(`${namespace}/${name}`)?.hosts ?? [];
    all.set(`${namespace}/${name}`, { namespace, name, hosts: [...new Set([...known, ...hosts])] });
  }
  return [...all.values()];
}

/** An IngressRoute has one, for the hosts of its rules. */
function certificatesOf(object: KubeObject): readonly CertificateSecret[] {
  const { namespace = 'default' } = object.metadata;
  const { tls, routes = [], listeners = [] } = (object as WithTls).spec ?? {};
  const ofListeners = listeners.flatMap(({ hostname = ANY_HOST, tls: { certificateRefs = [] } = {} }) =>
    certificateRefs.map((ref) => ({ namespace, ...ref, hosts: [hostname] })),
  );
  if (tls === undefined) return ofListeners;
  if ('length' in tls) return tls.flatMap(({ hosts, secretName: name }) => (name === undefined ? [] : [{ namespace, name, hosts }]));
  const hosts = routes.flatMap(({ match }) => [...match.matchAll(/Host\(`([^`]+)`\)/g)].map(([, host = '']) => host));
  return tls.secretName === undefined ? [] : [{ namespace, name: tls.secretName, hosts }];
}
