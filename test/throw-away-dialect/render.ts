import type { ConstructRoutes, ControllerRoutes, Rendered, RenderedRoutes, RoutesSoFar } from '../../src/dialects/dialect';
import type { KubeObject } from '../../src/kinds/kube-object';
import { hostText, type NeutralRoute, type ServiceRef } from '../../src/model/neutral-route';
import type { ObjectSlot } from '../../src/output/object-slot';
import { GROUP } from './kinds';

/** A MossRoute takes no more routes than this. */
const MOST = 2;

const EDGE: ObjectSlot = { ...crd('MossEdge'), key: 'edge', owner: 'controller', main: true, suffix: 'edge' };

/** A host has one MossRoute for each `MOST` of its routes: it depends on the routes before. */
export function place({ routes, defaultBackend }: RoutesSoFar): readonly ObjectSlot[] {
  const slots = [EDGE];
  const last = routes.at(-1);
  if (last !== undefined) {
    slots.push(...last.hosts.map((host) => slotOf(hostText(host), routes)));
    for (const service of servicesOf(last)) if (service.namespace !== undefined) slots.push(grantSlot(service.namespace));
  }
  if (defaultBackend !== undefined) slots.push(routeSlot('default', 0));
  return slots;
}

export function render({ constructs, ingressClassName, nameOf }: ControllerRoutes): RenderedRoutes {
  const hosts = new Set(constructs.flatMap(({ routes }) => routes.routes.flatMap((route) => route.hosts.map(hostText))));
  const edge = { ...crd('MossEdge'), metadata: { name: nameOf(EDGE.key) }, spec: { hosts: [...hosts].sort() } };
  return { constructs: constructs.map((one) => renderOne(one, ingressClassName)), shared: new Map([[EDGE.key, edge]]) };
}

function renderOne({ routes: set, nameOf, namespace }: ConstructRoutes, className: string | undefined): Rendered {
  const objects = new Map<string, KubeObject>();
  const add = (slot: ObjectSlot, annotations: { readonly [key: string]: string }, fields: object) =>
    objects.set(slot.key, { ...crd(slot.kind), metadata: { name: nameOf(slot.key), annotations }, ...fields });
  const rules = new Map<string, unknown[]>();
  set.routes.forEach((route, index) => {
    for (const host of route.hosts.map(hostText)) {
      const slot = slotOf(host, set.routes.slice(0, index + 1));
      const list = rules.get(slot.key) ?? [];
      rules.set(slot.key, list);
      list.push(...rulesOf(route));
      add(slot, route.native.annotations, { className, spec: { host, rules: list } });
    }
    for (const service of servicesOf(route))
      if (service.namespace !== undefined) add(grantSlot(service.namespace), {}, { spec: { from: namespace ?? 'default' } });
  });
  if (set.defaultBackend !== undefined)
    add(routeSlot('default', 0), {}, { className, spec: { rules: [], otherwise: targetOf(set.defaultBackend) } });
  return { objects, findings: [] };
}

/** Prefixes are texts: whole segments take two rules. */
function rulesOf({ path, action }: NeutralRoute): readonly unknown[] {
  const service = action.kind === 'forward' ? action.backends[0]?.service : undefined;
  if (service === undefined || path.kind === 'regexPrefix' || path.kind === 'controllerDefined') return [];
  const to = targetOf(service);
  if (path.kind === 'exact') return [{ exact: path.path, to }];
  const base = path.path.replace(/\/$/, '');
  return base === ''
    ? [{ prefix: '/', to }]
    : [
        { exact: base, to },
        { prefix: `${base}/`, to },
      ];
}

const targetOf = ({ name, port, namespace }: ServiceRef) => ({ ...(namespace === undefined ? {} : { namespace }), name, port });

const servicesOf = ({ action }: NeutralRoute): readonly ServiceRef[] =>
  action.kind === 'forward' ? action.backends.map(({ service }) => service) : [];

const slotOf = (host: string, routes: readonly NeutralRoute[]): ObjectSlot => {
  const before = routes.filter((route) => route.hosts.some((one) => hostText(one) === host)).length - 1;
  return routeSlot(host === '' ? 'any' : host.replaceAll('.', '-'), Math.floor(before / MOST));
};

function routeSlot(name: string, number: number): ObjectSlot {
  return { ...crd('MossRoute'), key: `route ${name} ${number}`, main: true, suffix: `${name}-${number}`, fields: ['className', 'spec'] };
}

const grantSlot = (namespace: string): ObjectSlot => ({
  ...crd('MossGrant'),
  key: `grant ${namespace}`,
  namespace,
  main: false,
  suffix: `to-${namespace}`,
});

function crd(kind: string): { readonly apiVersion: string; readonly kind: string } {
  return { apiVersion: `${GROUP}/v1`, kind };
}
