import type { ConstructRoutes } from '../dialects/dialect';
import type { KubeObject } from '../kinds/kube-object';
import type { ServiceRef } from '../model/neutral-route';
import type { ObjectSlot } from '../output/object-slot';

/** Parts of `networking.k8s.io/v1` Ingress objects, for every dialect that renders them. */

export const INGRESS = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' } as const;

/** The backend of a path, or the default one. */
export function serviceBackend(service: ServiceRef): { service: { name: string; port: { number: number } | { name: string } } } {
  return { service: { name: service.name, port: typeof service.port === 'number' ? { number: service.port } : { name: service.port } } };
}

/** Name, namespace, labels of an object, and its annotations unless there are none. */
export function metadataOf(slot: ObjectSlot, to: ConstructRoutes, annotations: { readonly [key: string]: string }): KubeObject['metadata'] {
  return {
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ...(to.labels === undefined ? {} : { labels: to.labels }),
    name: to.nameOf(slot.key),
    ...(to.namespace === undefined ? {} : { namespace: to.namespace }),
  };
}

/** The rules of an Ingress: paths by host, in the order in which hosts first occur. The empty host is a rule without host. */
export class Rules {
  private readonly byHost = new Map<string, unknown[]>();

  public add(host: string, path: string, pathType: string, service: ServiceRef): void {
    let paths = this.byHost.get(host);
    if (paths === undefined) {
      paths = [];
      this.byHost.set(host, paths);
    }
    paths.push({ backend: serviceBackend(service), path, pathType });
  }

  public toSpec(): unknown[] {
    return [...this.byHost].map(([host, paths]) => (host === '' ? { http: { paths } } : { host, http: { paths } }));
  }
}
