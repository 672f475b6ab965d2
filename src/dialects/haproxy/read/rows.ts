import type { PathView } from '../../../kinds/ingress-view';
import { bytesOf } from '../../../regex/pcre2/bytes';
import type { PathTest } from '../../../table/routing-table';
import { MAPS, type MapName, mapRows } from '../map-rows';
import type { Said } from './annotations';
import type { HaproxyCluster } from './backend-resources';
import { backendOf, type HaproxyBackend } from './backends';
import type { TakenIngress } from './ingresses';
import type { Settings } from './settings';

/** A row of a map of paths. */
export interface Row {
  readonly map: MapName;
  /** Without the host: what HAProxy takes for it, up to the first blank. */
  readonly path: string;
  /** All of the line, with its value: rows are sorted by it. */
  readonly text: string;
  readonly ingress: TakenIngress;
  readonly backend: HaproxyBackend;
  readonly field: string;
  /** The path has a blank, so that the rest of it counts as the name of the backend. */
  readonly isBroken: boolean;
}

/** A path whose Service has `route-acl`: it has no row, but a condition of its own before all rows. */
export interface CustomRoute {
  /** As the Ingress has it. */
  readonly host: string;
  readonly path: PathView;
  readonly ingress: TakenIngress;
  readonly backend: HaproxyBackend;
}

export interface Routes {
  /** By host as the map has it: `.example.com` for a wildcard, empty for no host. A host without rows is not there. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Hosts of which all TLS connections go to one backend. */
  readonly passed: ReadonlyMap<string, Row>;
  readonly custom: readonly CustomRoute[];
  /** By the name of the backend: what those say who send requests there. */
  readonly sharing: ReadonlyMap<string, readonly Said[]>;
  /** Paths that became nothing. */
  readonly dropped: readonly { readonly ingress: TakenIngress; readonly field: string; readonly because: string }[];
}

/**
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/ingress/ingress.go (`handlePath`), pkg/route/route.go (`AddHostPathRoute`).
 */
export function routesOf(ingresses: readonly TakenIngress[], cluster: HaproxyCluster, settings: Settings): Routes {
  const rows = new Map<string, Row[]>();
  const passed: [host: string, row: Row][] = [];
  const custom: CustomRoute[] = [];
  const sharing = new Map<string, Said[]>();
  const dropped: Routes['dropped'][number][] = [];
  for (const ingress of ingresses) {
    for (const [host, paths] of ingress.hosts) {
      for (const path of paths) {
        const drop = (because: string): void => {
          dropped.push({ ingress, field: path.field, because });
        };
        const { view, passesTls } = ingress;
        const backend = path.backend && backendOf(path.backend, view, view.namespace, cluster, settings);
        if (backend === undefined || typeof backend === 'string') {
          drop(backend ?? 'it has no Service');
          continue;
        }
        listIn(sharing, backend.name).push(backend.said);
        if (backend.acl !== '') {
          custom.push({ host, path, ingress, backend });
          continue;
        }
        if (host === '' && (path.path === '' || passesTls)) {
          drop(passesTls ? 'ssl-passthrough needs a host' : 'it has neither host nor path');
          continue;
        }
        const key = host.startsWith('*') ? host.slice(1) : host;
        const made = rowsOf(key, path, ingress, backend);
        const [first] = made;
        if (first === undefined) drop(`path type "${path.pathType ?? ''}" is not known`);
        else if (passesTls) passed.push([key, first]);
        listIn(rows, key).push(...made);
      }
    }
  }
  return {
    rows: new Map([...rows].filter(([host, { length }]) => host !== '' || length > 0)),
    // Of two the first by text counts; what is written later into a map wins.
    passed: new Map(passed.sort(([, a], [, b]) => compareText(b.text, a.text))),
    custom,
    sharing,
    dropped,
  };
}

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

function rowsOf(host: string, { path, pathType = '', field }: PathView, ingress: TakenIngress, backend: HaproxyBackend): readonly Row[] {
  const value = [backend.name, ...ingress.rules.map(({ id }) => id ?? UNKNOWN_ID)].join('.');
  const row = (map: MapName, text: string): Row => ({
    map,
    path: text.split(/[ \t]/, 1)[0] as string,
    text: `${host}${text}\t\t\t${value}`,
    ingress,
    backend,
    field,
    isBroken: /[ \t]/.test(text),
  });
  return mapRows(path, pathType).map(([map, key]) => row(map, key));
}

/** No id has this form. */
const UNKNOWN_ID = '?';

export interface FoundRow {
  readonly row: Row;
  /** One of another Ingress for the same path and backend, if an id that is not known decides between the two. */
  readonly rival: Row | undefined;
}

/** The rows of a host that are ever found, in the order in which HAProxy looks them up: of one key the first by text. */
export function foundRows(rows: readonly Row[]): readonly FoundRow[] {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) listIn(byKey, `${row.map} ${row.path}`).push(row);
  return [...byKey.values()]
    .map((same): FoundRow => {
      const row = same.reduce((first, one) => (compareText(one.text, first.text) < 0 ? one : first));
      return { row, rival: same.find((other) => isOpen(row, other)) };
    })
    .sort(({ row: a }, { row: b }) => MAPS.indexOf(a.map) - MAPS.indexOf(b.map) || b.path.length - a.path.length);
}

const isOpen = (row: Row, other: Row): boolean =>
  other.ingress !== row.ingress && other.backend.name === row.backend.name && dependsOnUnknown(row, other);

function dependsOnUnknown({ ingress: one }: Row, { ingress: other }: Row): boolean {
  for (let i = 0; i < Math.min(one.rules.length, other.rules.length); i++) {
    const [a, b] = [one.rules[i]?.id, other.rules[i]?.id];
    if (a === undefined || b === undefined) return true;
    if (a !== b) return false;
  }
  return false;
}

export const pathTest = ({ map, path }: Row): PathTest =>
  map === 'prefix' ? { kind: 'stringPrefix', path, caseSensitive: true } : { kind: 'exact', path, caseSensitive: true };

function compareText(a: string, b: string): number {
  const [first, second] = [bytesOf(a), bytesOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
