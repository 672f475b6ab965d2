import { isDeepStrictEqual } from 'node:util';
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRoutingKind } from '../dialects/routing-kinds';
import { didYouMean } from '../findings/did-you-mean';
import type { KubeObject } from '../kinds/kube-object';
import { WORKLOADS } from '../kinds/shapes';
import { isStandIn } from '../kinds/stand-in-service';
import { contentOf } from '../output/rendered-object';
import { isInTree } from './in-tree';
import { isLaterInSameSynth } from './same-synth';

/**
 * The objects of the whole app, and results computed from them. cdk8s validates the whole app again for each chart that it writes, so
 * results are cached. Results from routes are valid until a route changes. Results from the app are valid until a route changes or a
 * validation finds the app changed.
 */
export class AppState {
  public static of(construct: IConstruct): AppState {
    const { root } = construct.node;
    const state = AppState.known.get(root) ?? new AppState(root);
    AppState.known.set(root, state);
    return state;
  }

  private static readonly known = new WeakMap<IConstruct, AppState>();

  private readonly ofRoutes = new Map<unknown, unknown>();
  private readonly ofApp = new Map<unknown, unknown>();
  private snapshot: Snapshot | undefined;
  private isCurrent = false;
  private count = 0;
  private readonly watched = new Set<IConstruct>();

  private constructor(private readonly root: IConstruct) {
    // cdk8s validates the root first, and the user can change the app only between two validations.
    root.node.addValidation({
      validate: () => {
        if (!isLaterInSameSynth()) {
          this.isCurrent = false;
          this.notice();
        }
        return [];
      },
    });
  }

  /** Grows when constructs may have been added or removed. */
  public get changes(): number {
    return this.count;
  }

  /** Drops the cached results if this construct is removed from the app, which nothing reports. */
  public watch(construct: IConstruct): void {
    this.watched.add(construct);
  }

  /** Whether a construct is gone is looked for here, because it takes time. */
  public notice(): void {
    const gone = [...this.watched].filter((construct) => !isInTree(construct));
    for (const construct of gone) this.watched.delete(construct);
    if (gone.length > 0) this.changed();
  }

  /** Drops the cached results, because a route was added. */
  public changed(): void {
    this.count += 1;
    this.ofRoutes.clear();
    this.ofApp.clear();
  }

  /** Computes something from routes alone once. */
  public onceOfRoutes<T>(key: unknown, compute: () => T): T {
    return once(this.ofRoutes, key, compute);
  }

  /** Computes something from the whole app once. */
  public once<T>(key: unknown, compute: () => T): T {
    this.current();
    return once(this.ofApp, key, compute);
  }

  /** Every construct of the app. */
  public get constructs(): readonly IConstruct[] {
    return this.current().constructs;
  }

  /** Objects that concern routes, including the workloads that show the controller. */
  public get manifests(): readonly KubeObject[] {
    const { manifests, unwritable } = this.current();
    for (const { error } of unwritable) throw error;
    return manifests;
  }

  /** The Services of a name, in any namespace. */
  public servicesNamed(name: string): readonly ServiceObject[] {
    return this.services().get(name) ?? [];
  }

  /** Names of Services that a route may mean. */
  public serviceNames(): readonly string[] {
    return [...this.services()].flatMap(([name, services]) => (services.every(({ standsIn }) => standsIn) ? [] : name));
  }

  public likelyService(name: string): string | undefined {
    return didYouMean(name, this.serviceNames());
  }

  /** The objects of a `nameKey`. */
  public objectsNamed(key: string): readonly ApiObject[] {
    return this.once('objects', () => groupBy(this.constructs.filter(ApiObject.isApiObject), nameKey)).get(key) ?? [];
  }

  /** The Services as they are now, by name. It does not depend on routes, because rendering routes needs it. */
  public readServices(): ReadonlyMap<string, readonly ServiceObject[]> {
    const services = this.root.node.findAll().filter(ApiObject.isApiObject).filter(isService);
    return groupBy(
      services.map((object) => toService(object.toJson() as KubeObject)),
      ({ name }) => name,
    );
  }

  private services(): ReadonlyMap<string, readonly ServiceObject[]> {
    return this.once('services', () => {
      const { manifests, unwritable } = this.current();
      for (const { kind, error } of unwritable) if (kind === 'Service') throw error;
      return groupBy(manifests.filter(isService).map(toService), ({ name }) => name);
    });
  }

  private current(): Snapshot {
    if (this.isCurrent && this.snapshot !== undefined) return this.snapshot;
    const constructs = this.root.node.findAll();
    const manifests: KubeObject[] = [];
    const unwritable: Unwritable[] = [];
    for (const object of constructs.filter(ApiObject.isApiObject)) {
      const { kind } = object;
      if (!isRoutingKind(kind) || WORKLOADS.includes(kind)) continue;
      try {
        manifests.push(contentOf(object) ?? (object.toJson() as KubeObject));
      } catch (error) {
        // cdk8s refuses to write this object too; errors of routes are reported before that.
        unwritable.push({ kind, error });
      }
    }
    const { snapshot } = this;
    if (snapshot === undefined || !isSame(snapshot.constructs, constructs) || !isDeepStrictEqual(snapshot.manifests, manifests)) {
      this.ofApp.clear();
      this.snapshot = { constructs, manifests, unwritable };
    }
    this.isCurrent = true;
    return this.snapshot as Snapshot;
  }
}

const isService = ({ kind, apiVersion }: Pick<KubeObject, 'kind' | 'apiVersion'>): boolean => kind === 'Service' && apiVersion === 'v1';

interface Snapshot {
  readonly constructs: readonly IConstruct[];
  readonly manifests: readonly KubeObject[];
  readonly unwritable: readonly Unwritable[];
}

/** An object that cannot be converted to a manifest. */
interface Unwritable {
  readonly kind: string;
  readonly error: unknown;
}

function once<T>(kept: Map<unknown, unknown>, key: unknown, compute: () => T): T {
  if (!kept.has(key)) kept.set(key, compute());
  return kept.get(key) as T;
}

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index]);

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(keyOf(item));
    if (list === undefined) groups.set(keyOf(item), [item]);
    else list.push(item);
  }
  return groups;
}

/** The identity of an object in a cluster. */
export const nameKey = ({ apiGroup, kind, metadata, name }: ApiObject): string => `${apiGroup}/${kind} ${metadata.namespace ?? ''}/${name}`;

export interface ServiceObject {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly ports: readonly { readonly port: number; readonly name: string | undefined }[];
  /** An ExternalName Service leads to a DNS name and needs no ports. */
  readonly externalName: boolean;
  readonly standsIn: boolean;
}

function toService(manifest: KubeObject): ServiceObject {
  const { metadata, spec } = manifest as {
    metadata: { name: string; namespace?: string };
    spec?: { type?: string; ports?: { port: number; name?: string }[] };
  };
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    ports: (spec?.ports ?? []).map(({ port, name }) => ({ port, name })),
    externalName: spec?.type === 'ExternalName',
    standsIn: isStandIn(manifest),
  };
}
