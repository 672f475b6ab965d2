import type { KubeObject } from '../../../../../src/kinds/kube-object';
import type { RoutingTableData } from '../../../../../src/table/routing-table';
import { ingress, table } from '../objects';

/** What else is there, so that a setting can do anything at all. */
export interface Situation {
  readonly annotations?: { readonly [name: string]: string };
  readonly config?: { readonly [name: string]: string };
  /** Annotations of a second Ingress with the same paths, which is a canary. */
  readonly canary?: { readonly [name: string]: string };
  /** Annotations of a second Ingress with another path of the host. */
  readonly neighbour?: { readonly [name: string]: string };
  /** Of the first of the two routes. */
  readonly path?: string;
  /** Flags of the controller. */
  readonly flags?: readonly string[];
}

/** Snippets would be refused otherwise. */
const CONFIG = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' };

/** The table of an Ingress with two routes on a host with a certificate. */
export function twoRoutes({ annotations = {}, config = {}, canary, neighbour, path = '/shop', flags = [] }: Situation): RoutingTableData {
  const paths = [`Prefix ${path} shop`, 'Prefix /cart cart'];
  const spec = { tls: [{ hosts: ['h.example.com'], secretName: 'h-tls' }] };
  const objects: KubeObject[] = [
    ingress({ host: 'h.example.com', paths, annotations, spec }),
    configMap('headers', { 'X-Team': 'shop' }),
    controller(flags),
  ];
  if (canary !== undefined)
    objects.push(
      ingress({ name: 'canary', host: 'h.example.com', paths: [`Prefix ${path} beta`], annotations: { canary: 'true', ...canary } }),
    );
  if (neighbour !== undefined)
    objects.push(ingress({ name: 'neighbour', host: 'h.example.com', paths: ['Prefix /help help'], annotations: neighbour }));
  return table(objects, { settings: { ...CONFIG, ...config } });
}

const configMap = (name: string, data: { readonly [key: string]: string }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});

const controller = (flags: readonly string[]): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'controller', namespace: 'ingress-nginx' },
  spec: {
    template: {
      spec: {
        containers: [{ image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1', args: ['--validating-webhook=:8443', ...flags] }],
      },
    },
  },
});

/** What a table says of requests, without whose doing it is. */
export const meaning = (data: RoutingTableData): string =>
  JSON.stringify(data, (key, value) => (['origin', 'origins', 'byDefault'].includes(key) ? undefined : value));
