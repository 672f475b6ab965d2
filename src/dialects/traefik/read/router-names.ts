import type { IngressView } from '../../../kinds/ingress-view';
import { normalizeName } from './normalize-name';
import type { Router } from './routers';

/**
 * Routers by name. The name of a router leaves out all but letters and digits, so different Ingresses may make routers of one name; then only
 * one of them is there, and which one is left to chance.
 *
 * Source: traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress/kubernetes.go (`loadConfigurationFromIngresses`, `makeRouterKeyWithHash`).
 */
export class RouterNames {
  /** By name, then by Ingress, then by rule: of one Ingress with several of a name the rule is a part of it, and of one rule the last counts. */
  private readonly byName = new Map<string, Map<string, Map<string, Router>>>();

  public add({ namespace, name, key }: IngressView, hostAndPath: string, rule: string, router: Router): void {
    const ingresses = entryOf(this.byName, normalizeName(`${namespace}-${name}-${hostAndPath}`), () => new Map());
    entryOf<string, Map<string, Router>>(ingresses, key, () => new Map()).set(rule, router);
  }

  public all(): readonly Router[] {
    return [...this.byName.values()].flatMap((ingresses) => {
      const routers = [...ingresses.values()].flatMap((rules) => [...rules.values()]);
      const plain = [...ingresses.values()].filter(({ size }) => size === 1).length;
      return plain < 2 ? routers : routers.map(unsure);
    });
  }
}

const unsure = (router: Router): Router => ({
  ...router,
  steps: [],
  outcome: { kind: 'undecided', because: 'several Ingresses make routers of one name, and only one of them is there' },
});

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
