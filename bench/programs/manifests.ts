import type {} from '../../src/dialects/dialect';
import type { KubeObject } from '../../src/kinds/kube-object';

/** Manifests with many routes. */

/**
 * `hosts`: ten literal paths a host; `oneHost`: all literal paths on one; `patterns`: regular expressions on one, of which the rest is kept;
 * `gateway`: the routes of `hosts` as rules of HTTPRoutes.
 */
export type Shape = 'hosts' | 'oneHost' | 'patterns' | 'gateway';

export interface Route {
  readonly host: string;
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly service: string;
}

const PREFIXES = ['cart', 'search', 'users', 'orders', 'static', 'api/v1', 'api/v2'];
const EXACT = ['login', 'logout', 'health/live'];

export function routesOf(shape: Shape, count: number): readonly Route[] {
  const paths = [...PREFIXES, ...EXACT];
  return Array.from({ length: count }, (_, index) => {
    const service = `service${index}`;
    if (shape === 'patterns')
      return { host: hostOf(0), path: `/team/app${index}(/|$)(.*)`, pathType: 'ImplementationSpecific' as const, service };
    if (shape === 'oneHost') return { host: hostOf(0), path: `/team/app${index}`, pathType: 'Prefix' as const, service };
    const path = paths[index % paths.length] ?? '';
    return {
      host: hostOf(Math.floor(index / paths.length)),
      path: `/${path}`,
      pathType: EXACT.includes(path) ? 'Exact' : 'Prefix',
      service,
    };
  });
}

export const hostOf = (index: number): string => `shop${String(index).padStart(5, '0')}.example.com`;

export const objectsOf = (shape: Shape, routes: readonly Route[]): readonly KubeObject[] =>
  shape === 'gateway' ? httpRoutesOf(routes) : ingressesOf(routes);

function byHost(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const hosts = new Map<string, Route[]>();
  for (const route of routes) {
    const others = hosts.get(route.host);
    if (others === undefined) hosts.set(route.host, [route]);
    else others.push(route);
  }
  return hosts;
}

/** One for each host, and the Gateway of all. */
function httpRoutesOf(routes: readonly Route[]): readonly KubeObject[] {
  const apiVersion = 'gateway.networking.k8s.io/v1';
  const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
  return [
    { apiVersion, kind: 'Gateway', metadata: { name: 'edge', namespace: 'shop' }, spec: { gatewayClassName: 'edge', listeners } },
    ...[...byHost(routes)].map(([host, own]) => ({
      apiVersion,
      kind: 'HTTPRoute',
      metadata: { name: host, namespace: 'shop' },
      spec: {
        parentRefs: [{ name: 'edge' }],
        hostnames: [host],
        rules: own.map(({ path, pathType, service }) => ({
          matches: [{ path: { type: pathType === 'Exact' ? 'Exact' : 'PathPrefix', value: path } }],
          backendRefs: [{ name: service, port: 80 }],
        })),
      },
    })),
  ];
}

/** One for each host. */
export function ingressesOf(routes: readonly Route[]): readonly KubeObject[] {
  return [...byHost(routes)].map(([host, own]) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: host,
      namespace: 'shop',
      ...(own[0]?.pathType === 'ImplementationSpecific' && { annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' } }),
    },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host,
          http: {
            paths: own.map(({ path, pathType, service }) => ({
              path,
              pathType,
              backend: { service: { name: service, port: { number: 80 } } },
            })),
          },
        },
      ],
    },
  }));
}

/** The same as text, without a library that would take its time. */
export const yamlOf = (objects: readonly KubeObject[]): string => objects.map((object) => `---\n${blockOf(object, '')}`).join('');

function blockOf(value: object, indent: string): string {
  return Object.entries(value)
    .map(([key, member]) => {
      if (Array.isArray(member)) return `${indent}${key}:\n${member.map((item) => itemOf(item, `${indent}  `)).join('')}`;
      return typeof member === 'object' ? `${indent}${key}:\n${blockOf(member, `${indent}  `)}` : `${indent}${key}: ${member}\n`;
    })
    .join('');
}

const itemOf = (item: object | string, indent: string): string =>
  typeof item === 'string' ? `${indent}- ${item}\n` : `${indent}- ${blockOf(item, `${indent}  `).trimStart()}`;
