import type { Finding } from '../findings/finding';
import type { KubeObject } from '../kinds/kube-object';
import { modernIngress, OLD_INGRESS_VERSIONS } from '../kinds/old-ingress-versions';
import type { ReadScope } from '../kinds/read-scope';
import type { RoutingTableData } from '../table/routing-table';
import { READERS, type Reader } from './readers';
import { holdsRoutes } from './routing-kinds';

/** What users say about manifests besides themselves. */
export interface TableScope {
  /** Absent: the manifests decide. */
  readonly controller?: string;
  /** Names of the ingress class of the controller, where no IngressClass is among the manifests; the first is the default class. */
  readonly classes?: readonly string[];
  readonly settings?: NonNullable<ReadScope['settings']>;
  /** The config map of the controller, as `namespace/name`, where the manifests do not say. */
  readonly configMap?: string;
  readonly complete?: boolean;
}

export interface BuiltTable {
  readonly table: RoutingTableData;
  /** The controller, for people. */
  readonly title: string;
  /** As the controller gets them: in the version of the API of today, and with a class. */
  readonly objects: readonly KubeObject[];
  /** Of the choice of the controller. */
  readonly findings: readonly Finding[];
}

/** Builds the table of the controller that objects are meant for. */
export function buildTable(given: readonly KubeObject[], { controller, classes = [], ...rest }: TableScope): BuiltTable {
  const said = READERS.find(({ identity }) => identity.name === controller);
  const { reader, findings } = said === undefined ? recognize(given, classes) : { reader: said, findings: [] };
  const objects = given.map((object) => withClass(object, reader, classes[0]));
  const table = reader.load()(objects, classes.length === 0 ? rest : { ...rest, ingressClasses: classes });
  return { table, title: reader.identity.title, objects, findings };
}

/** The controller that most Ingresses show the marks of. */
function recognize(objects: readonly KubeObject[], classes: readonly string[]): { reader: Reader; findings: readonly Finding[] } {
  const found = READERS.map((reader) => ({ reader, marks: objects.filter((object) => shows(object, reader, classes)).length }))
    .filter(({ marks }) => marks > 0)
    .sort((a, b) => b.marks - a.marks);
  const [first, ...others] = found.map(({ reader }) => reader);
  if (first !== undefined && others.length === 0) return { reader: first, findings: [] };
  // Loaded only now: most often there is nothing to find.
  const { finding } = require('../findings/catalogue') as typeof import('../findings/catalogue');
  if (first !== undefined)
    return {
      reader: first,
      findings: [
        finding('input/several-controllers', '', { controller: first.identity.title, others: others.map(({ identity }) => identity.name) }),
      ],
    };
  const holder = READERS.find(({ kinds = {} }) =>
    objects.some(({ kind }) => Object.hasOwn(kinds, kind) && kinds[kind]?.holdsRoutes === true),
  );
  const reader = holder ?? (READERS[READERS.length - 1] as Reader);
  const ingresses = objects.some(({ kind }) => holdsRoutes(kind));
  return {
    reader,
    findings: ingresses
      ? [
          finding('input/controller-assumed', '', {
            controller: reader.identity.title,
            known: READERS.map(({ identity }) => identity.name),
          }),
        ]
      : [],
  };
}

function shows({ kind, metadata, spec }: KubeObject, { identity, kinds = {} }: Reader, classes: readonly string[]): boolean {
  if (Object.hasOwn(kinds, kind) && kinds[kind]?.shared !== true) return true;
  const { controller, controllerName, ingressClassName, gatewayClassName } = (spec ?? {}) as { readonly [field: string]: unknown };
  if (kind === 'GatewayClass') return identity.gatewayControllers?.includes(String(controllerName)) === true;
  if (kind === 'Gateway') return gatewayClassName !== undefined && gatewayClassName === identity.gatewayClassName;
  if (kind === 'IngressClass') return identity.ingressClassController !== undefined && controller === identity.ingressClassController;
  if (kind !== 'Ingress') return false;
  const { annotationPrefix, className } = identity;
  const annotations = metadata.annotations ?? {};
  if (annotationPrefix !== undefined && Object.keys(annotations).some((key) => key.startsWith(annotationPrefix))) return true;
  const named = ingressClassName ?? annotations['kubernetes.io/ingress.class'] ?? classes[0];
  return className !== undefined && named === className;
}

/** An Ingress that names no class gets the one that the user says, as from an API server with a default class. */
function withClass(object: KubeObject, { identity }: Reader, said: string | undefined): KubeObject {
  if (object.kind !== 'Ingress') return object;
  if (Object.hasOwn(OLD_INGRESS_VERSIONS, object.apiVersion)) return modernIngress(object, said ?? identity.className);
  const spec = (object.spec ?? {}) as { readonly ingressClassName?: unknown };
  const named = (spec.ingressClassName ?? object.metadata.annotations?.['kubernetes.io/ingress.class']) !== undefined;
  return named || said === undefined ? object : { ...object, spec: { ...spec, ingressClassName: said } };
}
