import { clusterView } from '../../../kinds/cluster-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Origin } from '../../../table/routing-table';
import { runsImage } from '../../release';
import { ingress } from '../identity';
import { type MiddlewareAction, type Middlewares, middlewaresOf, qualifiedName } from './middlewares';

/** All that the manifests hold, as whoever reads routes has it. */
interface Around {
  readonly objects: readonly KubeObject[];
  readonly complete: boolean;
}

interface Named {
  readonly namespace: string;
  readonly name: string;
}

interface Known {
  readonly middlewares: Middlewares;
  /** Whether the command line is known, and switches the provider of Middlewares off. */
  readonly isOff: boolean;
}

const known = new WeakMap<Around, Known>();

/**
 * A Middleware that a route of another API names. A router with a Middleware that cannot be built is not there.
 *
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes.go (`FillExtensionBuilderRegistry`).
 */
export function readMiddleware(
  { namespace, name }: Named,
  around: Around,
  by: Origin,
): MiddlewareAction & { readonly invalid?: string; readonly undecided?: string } {
  const { middlewares, isOff } = known.get(around) ?? know(around);
  if (isOff) return { steps: [], effects: [], invalid: 'the provider for Middlewares is switched off' };
  const built = middlewares(qualifiedName(namespace, name), by);
  if (!('invalid' in built)) return built;
  return { steps: [], effects: [], undecided: `who takes the requests of a route whose Middleware cannot be built: ${built.invalid}` };
}

function know(around: Around): Known {
  const cluster = clusterView(around.objects, around);
  const runs = cluster.containers.filter(({ image }) => runsImage(image, ingress.workloads));
  const found = {
    middlewares: middlewaresOf(around.objects, cluster),
    isOff: runs.length > 0 && !runs.some(({ args }) => args.some((one) => /^--?providers\.kubernetescrd/i.test(one))),
  };
  known.set(around, found);
  return found;
}
