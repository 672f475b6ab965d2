import { list, record, text } from '../../../../kinds/ingress-view';
import { qualifiedName } from '../middlewares';
import type { StaticOptions } from '../options';

export interface Reference {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Whether objects of a namespace may name what other providers made. Without the option all may.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes.go (`isCrossProviderNamespaceAllowed`), ingress/kubernetes.go.
 */
export const mayCrossProviders = (options: StaticOptions, provider: string, namespace: string): boolean =>
  options.list(`providers.${provider}.crossprovidernamespaces`)?.includes(namespace) ?? true;

/** traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes.go (`resolveReference`, `isNamespaceAllowed`). */
export const references = (options: StaticOptions) => {
  const crosses = options.isOn('providers.kubernetescrd.allowcrossnamespace', false);
  const resolve = ({ name, namespace }: Reference, own: string): Reference | { readonly invalid: string } => {
    if (!crosses && name.endsWith('@kubernetescrd')) return { invalid: `"${name}" may be of another namespace, which is not allowed` };
    if (name.includes('@') && !mayCrossProviders(options, 'kubernetescrd', own))
      return { invalid: `"${name}" is of another provider, which namespace "${own}" may not name` };
    if (!crosses && namespace !== '' && namespace !== own)
      return { invalid: `${namespace}/${name} is of another namespace, which is not allowed` };
    return { name, namespace: namespace || own };
  };
  return {
    resolve,
    /** As routers name them. */
    middlewareNames: (given: unknown, own: string): readonly string[] | { readonly invalid: string } => {
      const names: string[] = [];
      for (const one of list(given)) {
        const { name, namespace } = record(one);
        const found = resolve({ name: text(name), namespace: text(namespace) }, own);
        if ('invalid' in found) return found;
        names.push(found.name.includes('@') ? found.name : qualifiedName(found.namespace, found.name));
      }
      return names;
    },
  };
};
