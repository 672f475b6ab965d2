import type { IngressView, PathView, RuleView } from '../../../kinds/ingress-view';
import type { ParsedAnnotations } from './parsed-annotations';

/** An Ingress that the controller has taken, with paths as it keeps them. */
export interface ParsedIngress {
  readonly view: IngressView;
  readonly annotations: ParsedAnnotations;
  readonly rules: readonly ParsedRule[];
}

export interface ParsedRule extends RuleView {
  readonly paths: readonly ParsedPath[] | undefined;
}

export interface ParsedPath extends PathView {
  readonly pathType: string;
}

/** The server for hosts that no rule names. */
export const DEFAULT_SERVER = '_';

/**
 * No path is the root, and a type that the controller may choose is Prefix.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/store/store.go (`syncIngress`), internal/k8s/main.go
 * (`SetDefaultNGINXPathType`).
 */
export function parsedIngress(view: IngressView, annotations: ParsedAnnotations): ParsedIngress {
  const rules = view.rules.map(({ host, paths }) => ({
    host: host || DEFAULT_SERVER,
    paths: paths?.map(({ path, pathType, backend, field }) => ({
      path: path || '/',
      pathType: pathType === undefined || pathType === 'ImplementationSpecific' ? 'Prefix' : pathType,
      backend,
      field,
    })),
  }));
  return { view, annotations, rules };
}

/**
 * Oldest first; of the same second, later names first. What is not in a cluster yet is the newest.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/store/store.go (`sortIngressSlice`).
 */
export function compareAge(a: IngressView, b: IngressView): number {
  const age = second(a) - second(b);
  if (age !== 0 && !Number.isNaN(age)) return age;
  return a.key > b.key ? -1 : a.key < b.key ? 1 : 0;
}

const second = ({ created }: IngressView): number => (created === undefined ? Number.POSITIVE_INFINITY : Math.floor(created / 1000));
