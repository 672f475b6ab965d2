import { type Manifest, nginxAnnotations } from '../../../synth-routes';

/**
 * Which rule ingress-nginx takes for a request of a host whose paths it reads as regular expressions, and what it does to the path. Written from
 * kubernetes/ingress-nginx@controller-v1.15.1: internal/ingress/controller/controller.go, end of `getBackendServers` (longest text first,
 * in bytes, then the last by alphabet), internal/ingress/controller/template/template.go `buildLocation` (anchored at the start, without
 * regard to case) and `buildProxyPass` (the whole path is replaced; the expression is not anchored). It knows nothing of `src`.
 */
export interface Taken {
  readonly service: string;
  /** What the backend sees. */
  readonly path: string;
}

export function takenBy(manifests: readonly Manifest[], host: string, path: string): Taken | undefined {
  const locations = manifests.flatMap((manifest) => {
    const { canary, 'rewrite-target': target } = nginxAnnotations(manifest);
    const rules = (manifest.spec?.rules ?? []).filter((rule) => rule.host === host);
    return canary === 'true' ? [] : rules.flatMap(({ http }) => http.paths.map((rule) => ({ ...rule, target })));
  });
  locations.sort((a, b) => Buffer.from(b.path).compare(Buffer.from(a.path)));
  locations.sort((a, b) => Buffer.byteLength(b.path) - Buffer.byteLength(a.path));
  const location = locations.find((one) => new RegExp(`^${one.path}`, 'i').test(path));
  if (location === undefined) return undefined;
  const service = location.backend.service.name;
  if (location.target === undefined || location.target === location.path) return { service, path };
  const match = new RegExp(location.path, 'i').exec(path);
  return { service, path: match === null ? path : location.target.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '') };
}

/** Whether the controller reads the paths of a host as regular expressions. */
export const readsRegex = (manifests: readonly Manifest[], host: string): boolean =>
  manifests.some((manifest) => {
    const annotations = nginxAnnotations(manifest);
    const asks = annotations['use-regex'] === 'true' || annotations['rewrite-target'] !== undefined;
    return asks && manifest.spec?.rules?.some((rule) => rule.host === host);
  });
