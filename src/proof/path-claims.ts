import { type IngressView, ingressView, isIngress, type PathView } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import type { IntendedRoute } from '../model/intent';
import type { PathMatch } from '../model/neutral-route';
import type { Origin } from '../table/routing-table';
import type { Claim } from './verify';

/** A path of an Ingress, with what the Ingress API promises for it. */
export interface PathClaim extends Claim {
  /** The Ingress, and the field with the path. */
  readonly origin: Origin;
}

/** The paths of the Ingresses among the objects. */
export const pathClaims = (objects: readonly KubeObject[]): readonly PathClaim[] =>
  objects.filter(isIngress).map(ingressView).flatMap(claimsOf);

function claimsOf(view: IngressView): readonly PathClaim[] {
  const { object, namespace, name } = view;
  const isOwn = (place: Origin): boolean => place.kind === object.kind && place.namespace === namespace && place.name === name;
  // An object that an annotation names, such as a Middleware, does what it does on purpose.
  const isNamed = (place: Origin): boolean =>
    place.name !== '' && place.kind !== object.kind && Object.values(view.annotations).some((value) => value.includes(place.name));
  const wrote = (place: Origin): boolean => (isOwn(place) ? place.field.startsWith('metadata.') : isNamed(place));
  return view.rules.flatMap(({ host, paths = [] }) =>
    paths.map((path) => ({
      route: intendedRoute(view, host, path),
      wrote,
      origin: { kind: object.kind, namespace, name, field: path.field },
    })),
  );
}

function intendedRoute({ namespace }: IngressView, host: string, { path, pathType, backend }: PathView): IntendedRoute {
  const backends = backend === undefined ? [] : [{ namespace, name: backend.name, port: backend.port ?? '', share: 1 }];
  return { host, path: pathMatch(path || '/', pathType), meaning: { kind: 'forward', backends, rewrite: undefined }, annotations: {} };
}

/** A path of neither type has the meaning that its controller gives it. */
function pathMatch(path: string, pathType: string | undefined): PathMatch {
  if (pathType === 'Exact') return { kind: 'exact', path };
  return pathType === 'Prefix' ? { kind: 'segmentPrefix', path: path.replace(/(.)\/$/, '$1') } : { kind: 'controllerDefined', path };
}
