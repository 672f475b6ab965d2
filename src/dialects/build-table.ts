import { namesOf } from '../annotation-table/row';
import type { Finding } from '../findings/finding';
import { containerViews } from '../kinds/cluster-view';
import { ingressView, isIngress, record, text } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { namespaceOf } from '../kinds/object-key';
import { modernIngress, OLD_INGRESS_VERSIONS } from '../kinds/old-ingress-versions';
import type { ControllerInstance, ReadScope } from '../kinds/read-scope';
import { WORKLOADS } from '../kinds/shapes';
import { CLASS_ANNOTATION } from '../model/kubernetes-syntax';
import { annotationField } from '../table/origin';
import type { Origin, RoutingTableData } from '../table/routing-table';
import { classNameOf, isControllerOf } from './class-controller';
import { READERS, type Reader } from './readers';
import { holdsRoutes } from './routing-kinds';

/** What the caller knows that the manifests do not say. */
export interface TableScope {
  /** Absent: found from the manifests. */
  readonly controller?: string;
  /** Names of the ingress classes of the controller, if no IngressClass is among the manifests; the first is the default class. */
  readonly classes?: readonly string[];
  readonly settings?: NonNullable<ReadScope['settings']>;
  /** The config map of the controller, as `namespace/name`, if the manifests do not show it. */
  readonly configMap?: string;
  readonly complete?: boolean;
  /** Whether all Gateways of a controller have one table, in which nothing is decided where they differ. Absent: those with an address of their own have one each. */
  readonly together?: boolean;
  /** Objects that the API server refuses. They do not exist, but they show which controller is used. */
  readonly refused?: readonly KubeObject[];
}

export interface OfOtherController {
  readonly origin: Origin;
  /** The `spec.controller` of its IngressClass; absent if another table has the object. */
  readonly controller?: string;
}

export interface BuiltTable {
  readonly table: RoutingTableData;
  /** The name of the controller in texts. */
  readonly title: string;
  /** As the controller gets them: converted to the current API version, and with a class. */
  readonly objects: readonly KubeObject[];
  /** Objects that are left out and belong to another controller. */
  readonly others: readonly OfOtherController[];
  /** Objects with routes that none of the tables has. */
  readonly unread: readonly KubeObject[];
  /** Whether the user chose the controller, so that objects of others are left out on purpose. */
  readonly chosen: boolean;
  /** Findings about the choice of the controller. */
  readonly findings: readonly Finding[];
  /** The findings that synth would report for the objects, by the tables of the controller. */
  readonly check: (whereOf: (origin: Origin) => string) => readonly Finding[];
}

/** The table of the controller that the objects belong to; the first one if there are several. */
export function buildTable(given: readonly KubeObject[], scope: TableScope): BuiltTable {
  const [first, ...others] = buildTables(given, { ...scope, together: true }) as [BuiltTable, ...BuiltTable[]];
  if (others.length === 0) return first;
  const names = others.map(({ title }) => title);
  const several = catalogue().finding('input/several-controllers', '', { controller: first.title, others: names });
  return { ...first, findings: [...first.findings, several] };
}

/** Builds the table of each controller that the objects belong to. */
export function buildTables(
  given: readonly KubeObject[],
  { controller, classes = [], refused = [], together = false, ...rest }: TableScope,
): readonly BuiltTable[] {
  const said = READERS.find(({ identity }) => identity.name === controller);
  const { readers, findings: ofChoice } =
    said === undefined ? recognize([...given, ...refused], classes) : { readers: [said], findings: [] };
  const built = readers.flatMap((reader) => tablesOf(reader, given, classes, rest, together));
  const findings = said === undefined ? ofChoice : nothingRead(said, built, given);
  const all = new Set(built.flatMap(({ table }) => [...table.claimed, ...table.refused]).map(({ origin }) => keyOf(origin)));
  const unread = given.filter((object) => holdsRoutes(object.kind) && !all.has(keyOf(placeOf(object))));
  return withOthers(built).map((one, index) => ({ ...one, unread, chosen: said !== undefined, findings: index === 0 ? findings : [] }));
}

/** Tables of the same objects, each with what it leaves out and another one has. */
export const withOthers = <T extends Pick<BuiltTable, 'table' | 'others'>>(tables: readonly T[]): readonly T[] =>
  tables.map((one) => {
    const taken = new Set(tables.flatMap(({ table }) => (table === one.table ? [] : takenBy(table))));
    const isTaken = ({ origin }: { readonly origin: Origin }): boolean => taken.has(keyOf(origin));
    const elsewhere = one.table.ignored.filter(isTaken).map(({ origin }) => ({ origin }));
    return { ...one, others: [...elsewhere, ...one.others.filter((other) => !isTaken(other))] };
  });

/** Objects that a table is made of: those with routes, and those with listeners. */
const takenBy = ({ claimed, refused, listeners = [] }: RoutingTableData): readonly string[] => [
  ...[...claimed, ...refused].map(({ origin }) => keyOf(origin)),
  ...listeners.flatMap(({ origin }) => (origin === undefined ? [] : [keyOf(origin)])),
];

/** A table without routes must not pass for one in which nothing is wrong. */
function nothingRead({ identity }: Reader, built: readonly BuiltTable[], given: readonly KubeObject[]): readonly Finding[] {
  const isEmpty = built.every(({ table }) => table.claimed.length + table.refused.length + table.ignored.length === 0);
  if (!isEmpty || !given.some(({ kind }) => holdsRoutes(kind))) return [];
  return [
    catalogue().finding('input/nothing-read', '', { controller: identity.title, known: READERS.map(({ identity: { name } }) => name) }),
  ];
}

/**
 * The tables of one kind of controller: one for each instance that the objects show, or only that of the instance with the class that
 * the user gives.
 */
function tablesOf(
  reader: Reader,
  given: readonly KubeObject[],
  classes: readonly string[],
  rest: ReadScope,
  together: boolean,
): readonly BuiltTable[] {
  const { identity } = reader;
  const objects = given.map((object) => withClass(object, reader, classes[0]));
  const scope = classes.length === 0 ? rest : { ...rest, ingressClasses: classes };
  const all = reader.loadInstances?.()(objects, rest) ?? [];
  const chosen = chosenOf(all, classes, together);
  return (chosen.length === 0 ? [undefined] : chosen).map((instance) => {
    // A Gateway is named by itself, and its class is known.
    const own = instance === undefined ? scope : { ...(instance.gateways === undefined ? scope : rest), instance };
    const table = reader.load()(objects, own);
    return {
      table,
      title: instance === undefined || all.length === 1 ? identity.title : `${identity.title} (${instance.name})`,
      objects,
      unread: [],
      chosen: false,
      others: ofOtherControllers(table, objects, [identity.ingressClassController, ...all.map(({ controllerClass }) => controllerClass)]),
      findings: [],
      check: (whereOf) => checkObjects(reader, objects, table, own, whereOf),
    };
  });
}

/** The instances that have a table each; none where one table has everything. */
function chosenOf(all: readonly ControllerInstance[], [className]: readonly string[], together: boolean): readonly ControllerInstance[] {
  if (className === undefined) return together ? all.filter(({ gateways }) => gateways === undefined) : all;
  const named = all.filter(({ name }) => name.split(', ').includes(className));
  return named.length > 0 || together ? named : all.filter((one) => one.gateways !== undefined && one.className === className);
}

/** Ingresses that the table leaves out, because their IngressClass belongs to another kind of controller. */
function ofOtherControllers(
  { ignored }: RoutingTableData,
  objects: readonly KubeObject[],
  own: readonly (string | undefined)[],
): BuiltTable['others'] {
  if (ignored.length === 0) return [];
  const controllers = new Map(
    objects.flatMap(({ kind, metadata, spec }) =>
      kind === 'IngressClass' ? [[metadata.name, text(record(spec).controller)] as const] : [],
    ),
  );
  const classOf = new Map(
    objects
      .filter(isIngress)
      .map(ingressView)
      .map((view) => [keyOf({ ...view, kind: 'Ingress' }), view.className]),
  );
  return ignored.flatMap(({ origin }) => {
    const controller = controllers.get(classOf.get(keyOf(origin)) ?? '');
    return controller === undefined || own.includes(controller) ? [] : [{ origin, controller }];
  });
}

function checkObjects(
  { identity, loadCheck }: Reader,
  objects: readonly KubeObject[],
  { claimed }: RoutingTableData,
  scope: ReadScope,
  whereOf: (origin: Origin) => string,
): readonly Finding[] {
  // Loaded only now: a table needs none of it.
  const { checkVersion } = require('./check-version') as typeof import('./check-version');
  const ofVersion = checkVersion(identity, objects, scope);
  const check = loadCheck?.();
  if (check === undefined && identity.annotationPrefix === undefined) return ofVersion;
  const { checkForeignAnnotations } = require('./check-foreign-annotations') as typeof import('./check-foreign-annotations');
  const keys = new Set(claimed.map(({ origin }) => keyOf(origin)));
  const names = check?.annotations.flatMap(namesOf) ?? [];
  const foreign = objects
    .filter(isIngress)
    .map(ingressView)
    .filter((view) => keys.has(keyOf({ ...view, kind: 'Ingress' })))
    .flatMap(({ annotations, namespace, name }) =>
      checkForeignAnnotations(annotations, identity, names, (key) =>
        whereOf({ kind: 'Ingress', namespace, name, field: annotationField(key) }),
      ),
    );
  return [...ofVersion, ...(check?.findings(objects, scope, whereOf) ?? []), ...foreign];
}

const placeOf = (object: KubeObject) => ({ kind: object.kind, namespace: namespaceOf(object), name: object.metadata.name });

const keyOf = ({ kind, namespace, name }: Pick<Origin, 'kind' | 'namespace' | 'name'>): string => `${kind} ${namespace}/${name}`;

/** The controllers that the objects point to; the one with most objects first. */
function recognize(
  objects: readonly KubeObject[],
  classes: readonly string[],
): { readonly readers: readonly Reader[]; readonly findings: readonly Finding[] } {
  const served = servedClasses(objects);
  const isStray = (object: KubeObject, reader: Reader): boolean => {
    const owner = served.get(classNameOf(object) ?? classes[0] ?? '');
    return object.kind === 'Ingress' && owner !== undefined && owner !== reader;
  };
  const marksOf = (reader: Reader): number => objects.filter((object) => shows(object, reader, classes) && !isStray(object, reader)).length;
  const found = READERS.map((reader) => ({ reader, marks: marksOf(reader) }))
    .filter(({ marks }) => marks > 0)
    .sort((a, b) => b.marks - a.marks)
    .map(({ reader }) => reader);
  if (found.length > 0) return { readers: found, findings: [] };
  const holder = READERS.find(({ kinds = {} }) =>
    objects.some(({ kind }) => Object.hasOwn(kinds, kind) && kinds[kind]?.holdsRoutes === true),
  );
  const reader = holder ?? (READERS[READERS.length - 1] as Reader);
  const known = READERS.map(({ identity }) => identity.name);
  const assumed = objects.some(({ kind }) => holdsRoutes(kind))
    ? [catalogue().finding('input/controller-assumed', '', { controller: reader.identity.title, known })]
    : [];
  return { readers: [reader], findings: assumed };
}

/** The readers of IngressClasses, by name. An annotation of another controller on an Ingress of such a class is a left-over. */
function servedClasses(objects: readonly KubeObject[]): ReadonlyMap<string, Reader> {
  const served = new Map<string, Reader>();
  for (const { kind, metadata, spec } of objects) {
    if (kind !== 'IngressClass') continue;
    const controller = text(record(spec).controller);
    const reader = READERS.find(({ identity }) => isControllerOf(identity, controller));
    if (reader !== undefined) served.set(metadata.name, reader);
  }
  return served;
}

/** Loaded late, because usually there is nothing to find. */
const catalogue = (): typeof import('../findings/catalogue') => require('../findings/catalogue') as typeof import('../findings/catalogue');

function shows(object: KubeObject, { identity, kinds = {} }: Reader, classes: readonly string[]): boolean {
  const { kind, metadata, spec } = object;
  const own = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  // Other API groups may have a kind of the same name.
  if (own !== undefined && own.shared !== true && object.apiVersion.startsWith(`${own.apiGroup}/`)) return true;
  const { controller, controllerName, ingressClassName, gatewayClassName } = (spec ?? {}) as { readonly [field: string]: unknown };
  if (kind === 'GatewayClass') return identity.gatewayControllers?.includes(String(controllerName)) === true;
  if (kind === 'Gateway') return gatewayClassName !== undefined && gatewayClassName === identity.gatewayClassName;
  if (kind === 'IngressClass') return isControllerOf(identity, text(controller));
  // One program may read both Ingresses and routes of a Gateway; its workload shows only that Ingresses are read.
  if (WORKLOADS.includes(kind)) return identity.ingressClassController !== undefined && runs(object, identity.workloads ?? []);
  if (kind !== 'Ingress') return false;
  const { annotationPrefix, className } = identity;
  const annotations = metadata.annotations ?? {};
  if (annotationPrefix !== undefined && Object.keys(annotations).some((key) => key.startsWith(annotationPrefix))) return true;
  const named = ingressClassName ?? annotations[CLASS_ANNOTATION] ?? classes[0];
  return className !== undefined && named === className;
}

/** Whether a container of a workload is of an image of the controller. */
const runs = (workload: KubeObject, images: readonly string[]): boolean =>
  containerViews(workload).some(({ image }) => images.some((one) => image.includes(one)));

/** An Ingress without a class gets the one that the user gives, as from an API server with a default class. */
function withClass(object: KubeObject, { identity }: Reader, said: string | undefined): KubeObject {
  if (object.kind !== 'Ingress') return object;
  if (Object.hasOwn(OLD_INGRESS_VERSIONS, object.apiVersion)) return modernIngress(object, said ?? identity.className);
  const spec = (object.spec ?? {}) as { readonly ingressClassName?: unknown };
  const named = (spec.ingressClassName ?? object.metadata.annotations?.[CLASS_ANNOTATION]) !== undefined;
  return named || said === undefined ? object : { ...object, spec: { ...spec, ingressClassName: said } };
}
