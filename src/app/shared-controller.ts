import { isDeepStrictEqual } from 'node:util';
import { Construct } from 'constructs';
import type { ConstructRoutes, ControllerFacts, ControllerRoutes, Dialect, Installed, Rendered, RenderedRoutes } from '../dialects/dialect';
import type { Finding } from '../findings/finding';
import { DEFAULT_NAMESPACE } from '../kinds/ingress-view';
import type { ObjectSlot } from '../output/object-slot';
import { OwnedObjects } from '../output/owned-objects';
import { AppState } from './app-state';
import { isInTree } from './in-tree';

/** How a construct refers to its controller. */
export interface ControllerUse {
  readonly facts: ControllerFacts;
  /** The construct that installs the controller; absent if this app does not install it. */
  readonly construct?: Construct;
  readonly ownedNames?: Installed['ownedNames'];
}

/** A construct with routes for a controller. */
export interface ControllerUser {
  readonly construct: Construct;
  readonly objects: OwnedObjects;
  /** Its routes and settings, as of now. */
  asks(): ConstructRoutes;
  /** Findings that need only the routes for this controller. */
  findings(): readonly Finding[];
  /** Findings that need the whole app, except for those about the way of requests. */
  appFindings(): readonly Finding[];
}

/**
 * The constructs of an app that have routes for one controller. The settings of one can change how the controller reads the paths of
 * the others, so all are rendered together.
 */
export class SharedController {
  /** The instance that constructs of the same app share. */
  public static of(construct: Construct, dialect: Dialect, ingressClassName: string | undefined): SharedController {
    const state = AppState.of(construct);
    const controllers = SharedController.known.get(state) ?? new Map<string, SharedController>();
    SharedController.known.set(state, controllers);
    const key = `${dialect.identity.name} ${ingressClassName ?? ''}`;
    const shared = controllers.get(key) ?? new SharedController(state, dialect, ingressClassName);
    controllers.set(key, shared);
    return shared;
  }

  /** Every controller that constructs of the app have routes for. */
  public static all(state: AppState): readonly SharedController[] {
    return [...(SharedController.known.get(state)?.values() ?? [])];
  }

  private static readonly known = new WeakMap<AppState, Map<string, SharedController>>();

  private readonly added: ControllerUser[] = [];
  private inTree: { readonly since: number; readonly users: readonly ControllerUser[] } | undefined;
  private readonly contradictions = new Set<ControllerUser>();
  private known: ControllerFacts | undefined;
  private owned: OwnedObjects | undefined;

  private constructor(
    public readonly state: AppState,
    public readonly dialect: Dialect,
    public readonly ingressClassName: string | undefined,
  ) {}

  public add(user: ControllerUser, { facts, construct, ownedNames }: ControllerUse): void {
    if (this.known?.settings !== undefined && facts.settings !== undefined && !isDeepStrictEqual(this.known.settings, facts.settings))
      this.contradictions.add(user);
    // Of two references, the one with more knowledge about the controller is used.
    if (this.known === undefined || (this.known.settings === undefined && facts.settings !== undefined) || facts.workloads !== undefined)
      this.known = facts;
    if (construct !== undefined) this.owned ??= this.objectsOf(construct, ownedNames);
    this.added.push(user);
    this.state.watch(user.construct);
    this.state.changed();
  }

  /** Those that are still in the app, in the order in which they were made. */
  public get users(): readonly ControllerUser[] {
    const { changes } = this.state;
    if (this.inTree?.since !== changes) this.inTree = { since: changes, users: this.added.filter(({ construct }) => isInTree(construct)) };
    return this.inTree.users;
  }

  /** Whether a construct gives other settings of the controller than an earlier construct. */
  public contradicts(user: ControllerUser): boolean {
    return this.contradictions.has(user);
  }

  public get facts(): ControllerFacts {
    return this.known as ControllerFacts;
  }

  /** Makes the objects of slots that have none yet. */
  public materialize(slots: readonly ObjectSlot[], user: ControllerUser): void {
    for (const slot of slots) {
      if (slot.owner !== 'controller') user.objects.add(slot);
      else {
        // A controller that the app does not install has no construct of its own.
        this.owned ??= this.objectsOf(new Construct(user.construct, 'Controller'));
        this.owned.add(slot);
      }
    }
    this.state.changed();
  }

  /** The result of rendering the routes of a construct. */
  public rendered(user: ControllerUser): Rendered {
    return this.render().constructs[this.users.indexOf(user)] as Rendered;
  }

  private render(): RenderedRoutes {
    return this.state.onceOfRoutes(this, () =>
      this.dialect.render({
        controller: this.facts,
        ...(this.ingressClassName === undefined ? {} : { ingressClassName: this.ingressClassName }),
        constructs: this.users.map((user) => user.asks()),
        nameOf: (slotKey) => this.owned?.nameOf(slotKey) ?? '',
        portOf: this.portFinder(),
      }),
    );
  }

  /** Most routes give port numbers, so Services are collected only when a route gives a port name. */
  private portFinder(): ControllerRoutes['portOf'] {
    let services: ReturnType<AppState['readServices']> | undefined;
    return ({ name, port, namespace: own }, namespace = DEFAULT_NAMESPACE) => {
      if (typeof port === 'number') return port;
      services ??= this.state.readServices();
      const named = services.get(name)?.find((one) => (one.namespace ?? DEFAULT_NAMESPACE) === (own ?? namespace));
      return named?.ports.find((one) => one.name === port)?.port;
    };
  }

  private objectsOf(owner: Construct, names: Installed['ownedNames'] = {}): OwnedObjects {
    return new OwnedObjects(owner, names, (slotKey) => this.render().shared?.get(slotKey));
  }
}
