import { isTrue } from '../../../annotation-table/go-text';
import type { Finding } from '../../../findings/finding';
import { type RouteSet, routeText } from '../../../model/neutral-route';
import { finding } from '../findings';
import { identity } from '../identity';
import type { Placed } from './place';
import type { RenderTarget } from './render-target';
import type { RouteAnnotations } from './route-annotations';

/**
 * Annotations that name an object in the namespace of the Ingress, unless the controller allows other namespaces, with the annotations
 * that they need to take effect. `custom-headers` is not among them, because it may name any namespace.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/{auth,authreq,authtls,fastcgi,proxyssl}/main.go
 * (`AllowCrossNamespaceResources`).
 */
const NAMING: readonly { readonly name: string; readonly needs?: string }[] = [
  { name: 'auth-secret', needs: 'auth-type' },
  { name: 'auth-proxy-set-headers', needs: 'auth-url' },
  { name: 'auth-tls-secret' },
  { name: 'fastcgi-params-configmap' },
  { name: 'proxy-ssl-secret' },
];

const OPTION = 'allow-cross-namespace-resources';

/** Reports Secrets and config maps of other namespaces, which the controller refuses unless it is set to allow them. */
export function checkOtherNamespaces(
  set: RouteSet,
  locations: readonly Placed[],
  read: (one: Placed) => RouteAnnotations,
  to: RenderTarget,
): Finding[] {
  const { namespace, controller } = to;
  // If the namespace of the routes is not known, it may be the same one.
  if (namespace === undefined || isTrue(controller.settings?.[OPTION] ?? '')) return [];
  const findings: Finding[] = [];
  const tell = (what: string, object: string, where: string): void => {
    if (object.split('/')[0] === namespace) return;
    findings.push(
      controller.settings === undefined
        ? finding('ingress-nginx/setting-not-known', where, { what: `${object} for ${what}`, settings: { [OPTION]: 'true' } })
        : finding('ingress-nginx/other-namespace', where, { what, object, namespace }),
    );
  };
  const { clientCertificates } = set.hosts;
  if (clientCertificates?.secretNamespace !== undefined)
    tell('clientCertificates', `${clientCertificates.secretNamespace}/${clientCertificates.secretName}`, set.construct);
  const told = new Set<RouteAnnotations>();
  for (const one of locations) {
    const says = read(one);
    if (told.has(says)) continue;
    told.add(says);
    for (const { name, needs } of NAMING) {
      const object = says.get(name);
      if (object === undefined || !object.includes('/') || (needs !== undefined && !says.has(needs))) continue;
      const isPolicy = name === 'proxy-ssl-secret' && one.route.policies.backendTls?.secretName !== undefined;
      const option = isPolicy ? 'backendTls' : `annotation ${identity.annotationPrefix}${name}`;
      tell(`${option} of route ${routeText(one.route)}`, object.trim(), one.route.origin.construct);
    }
  }
  return findings;
}
