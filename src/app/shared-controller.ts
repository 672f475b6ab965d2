import type { IConstruct } from 'constructs';
import type { Annotations, RouteSet } from '../model/neutral-route';
import type { Origin } from '../table/routing-table';
import type { AppIndex } from './app-index';

/** A construct with routes for a controller. */
export interface ControllerUser {
  /** All that it asks for, as of now. */
  routeSet(): RouteSet;
  /** Where its routes and their Services live; undefined: not known. */
  readonly namespace: string | undefined;
  /** What the user wrote on all of its objects. */
  readonly annotations: Annotations;
  /** Whether an object is one of its own. */
  isMadeInto(object: Origin): boolean;
  /** Whether some of its objects are not as they were rendered: then they mean what was made of them. */
  isChanged(): boolean;
  /** Whether errors were found by looking at it alone. */
  isWrong(app: AppIndex): boolean;
  /** Whether the user wrote an annotation of such an object: as one of these, or onto the object. */
  isByHand(object: Origin, key: string | undefined, annotations: Annotations): boolean;
  /** The hosts whose paths the controller reads as regular expressions because of these routes, given those that others make it read so. */
  regexHosts(known: ReadonlySet<string>): ReadonlySet<string>;
}

const NO_HOSTS: ReadonlySet<string> = new Set();

/**
 * The constructs of an app that have routes for one controller. What one of them asks for can change how the controller reads the paths of
 * the others, so none can be rendered without looking at all.
 */
export class SharedController {
  /** The one that constructs of the same app share by their key. */
  public static of(construct: IConstruct, key: string): SharedController {
    const { root } = construct.node;
    const known = SharedController.known.get(root) ?? new Map<string, SharedController>();
    SharedController.known.set(root, known);
    const shared = known.get(key) ?? new SharedController();
    known.set(key, shared);
    return shared;
  }

  private static readonly known = new WeakMap<IConstruct, Map<string, SharedController>>();

  /** In the order in which they were made. */
  public readonly users: ControllerUser[] = [];
  /** What was made from all routes. */
  private readonly kept = new Map<unknown, unknown>();

  public add(user: ControllerUser): void {
    this.users.push(user);
    this.changed();
  }

  public changed(): void {
    this.kept.clear();
  }

  /** Computes something from these routes alone once, until any of them change. */
  public once<T>(key: unknown, compute: () => T): T {
    if (!this.kept.has(key)) this.kept.set(key, compute());
    return this.kept.get(key) as T;
  }

  /** All hosts whose paths the controller reads as regular expressions. One construct alone finds its own when it is rendered. */
  public regexHosts(): ReadonlySet<string> {
    if (this.users.length < 2) return NO_HOSTS;
    return this.once('regex hosts', () => this.findRegexHosts());
  }

  /** An Ingress with several hosts takes all of them along, which may reach routes of another construct, and so on. */
  private findRegexHosts(): ReadonlySet<string> {
    let found = NO_HOSTS;
    for (;;) {
      const all = new Set(found);
      for (const user of this.users) for (const host of user.regexHosts(found)) all.add(host);
      if (all.size === found.size) return found;
      found = all;
    }
  }
}
