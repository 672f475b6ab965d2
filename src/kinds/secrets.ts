import { list, record, text, texts } from './ingress-view';
import type { KubeObject } from './kube-object';
import { keyOf, namespaceOf } from './object-key';

/** DNS names of the certificate in each Secret, by `namespace/name`; `undefined` if none can be read, as of a Secret that is filled later. */
export type Certificates = ReadonlyMap<string, readonly string[] | undefined>;

/** Whether a Secret, as `namespace/name`, is among the objects, or is made by one of them. */
export const hasSecret = ({ certificates }: { readonly certificates: Certificates }, key: string): boolean => certificates.has(key);

/** The certificates of Secrets, and of objects that others make Secrets of. */
export function certificatesOf(objects: readonly KubeObject[]): Certificates {
  const of = (kind: string): readonly KubeObject[] => objects.filter((object) => object.kind === kind);
  return new Map<string, readonly string[] | undefined>([
    ...[...of('SealedSecret'), ...of('ExternalSecret')].map((object) => [madeSecret(object), undefined] as const),
    ...of('Secret').map((object) => [keyOf(object), certificateNames(object)] as const),
    // cert-manager fills the Secret later, but its Certificate already names the hosts.
    ...of('Certificate').map((object) => {
      const { secretName, dnsNames, commonName } = record(object.spec);
      const names = [...list(dnsNames), commonName].map(text).filter((name) => name !== '');
      return [`${namespaceOf(object)}/${text(secretName)}`, names] as const;
    }),
  ]);
}

/** The keys of each Secret, by `namespace/name`. A Secret without data is filled later by somebody else, so its keys are unknown. */
export const secretKeys = (objects: readonly KubeObject[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    objects
      .filter(({ kind, data, stringData }) => kind === 'Secret' && (data !== undefined || stringData !== undefined))
      .map((object) => [keyOf(object), [...Object.keys(record(object.data)), ...Object.keys(record(object.stringData))]]),
  );

/**
 * The Secret that a controller makes of an object.
 * Sources: bitnami-labs/sealed-secrets:pkg/apis/sealedsecrets/v1alpha1/types.go (`SealedSecret`: its own name);
 * external-secrets/external-secrets:apis/externalsecrets/v1/externalsecret_types.go (`ExternalSecretTarget.Name`: else its own name).
 */
const madeSecret = (object: KubeObject): string =>
  `${namespaceOf(object)}/${text(record(record(object.spec).target).name) || object.metadata.name}`;

function certificateNames(secret: KubeObject): readonly string[] | undefined {
  const plain = texts(secret.stringData)['tls.crt'];
  const pem = plain ?? Buffer.from(texts(secret.data)['tls.crt'] ?? '', 'base64').toString('latin1');
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) return undefined;
  try {
    // Loaded late, because most manifests have no certificates.
    const { X509Certificate } = require('node:crypto') as typeof import('node:crypto');
    const { subjectAltName = '', subject = '' } = new X509Certificate(pem);
    const names = [...subjectAltName.matchAll(/DNS:([^,\s]+)/g), ...subject.matchAll(/^CN=(\S+)$/gm)];
    return names.map((found) => found[1] as string);
  } catch {
    return undefined;
  }
}
