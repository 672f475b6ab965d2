import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { didYouMean } from '../findings/did-you-mean';
import type { KubeObject } from '../kinds/kube-object';
import { contentOf } from '../output/rendered-object';

/** What the whole app creates, looked through once for all constructs that validate in one pass of synth. */
export class AppIndex {
  /**
   * The index for a validation that `asker` makes. It is made anew when an asker comes for the second time, or was not there: then another
   * pass has begun, and the app may have changed.
   */
  public static for(asker: Construct): AppIndex {
    const root = asker.node.root;
    let index = AppIndex.latest.get(root);
    if (index === undefined || index.askers.has(asker) || !index.known.has(asker)) {
      index = new AppIndex(root);
      AppIndex.latest.set(root, index);
    }
    index.askers.add(asker);
    return index;
  }

  private static readonly latest = new WeakMap<IConstruct, AppIndex>();

  /** Every construct of the app. */
  public readonly constructs: readonly IConstruct[];
  private readonly known: ReadonlySet<IConstruct>;
  private readonly askers = new Set<Construct>();
  private readonly services = new Map<string, ApiObject[]>();
  private readonly kept = new Map<unknown, unknown>();

  private constructor(root: IConstruct) {
    this.constructs = root.node.findAll();
    this.known = new Set(this.constructs);
    for (const construct of this.constructs) {
      if (!ApiObject.isApiObject(construct)) continue;
      const object = construct as ApiObject;
      if (object.kind !== 'Service' || object.apiVersion !== 'v1') continue;
      const list = this.services.get(object.name) ?? [];
      list.push(object);
      this.services.set(object.name, list);
    }
  }

  /** The Services of a name, in whatever namespace. */
  public servicesNamed(name: string): readonly ServiceObject[] {
    return this.once(`service ${name}`, () => (this.services.get(name) ?? []).map((one) => toService(one, this.manifestOf(one))));
  }

  /** As it is in this pass, for who only looks at it. */
  public manifestOf(object: ApiObject): KubeObject {
    return this.once(object, () => contentOf(object) ?? (object.toJson() as KubeObject));
  }

  /** The objects of a `nameKey`. */
  public objectsNamed(key: string): readonly ApiObject[] {
    const byName = this.once('objects', () => {
      const objects = new Map<string, ApiObject[]>();
      for (const construct of this.constructs) {
        if (!ApiObject.isApiObject(construct)) continue;
        const object = construct as ApiObject;
        const list = objects.get(nameKey(object)) ?? [];
        list.push(object);
        objects.set(nameKey(object), list);
      }
      return objects;
    });
    return byName.get(key) ?? [];
  }

  public serviceNames(): readonly string[] {
    return [...this.services.keys()];
  }

  public likelyService(name: string): string | undefined {
    return didYouMean(name, this.services.keys());
  }

  /** Computes something once in a pass. */
  public once<T>(key: unknown, compute: () => T): T {
    if (!this.kept.has(key)) this.kept.set(key, compute());
    return this.kept.get(key) as T;
  }
}

/** What no two objects of a cluster have in common. */
export const nameKey = ({ apiGroup, kind, metadata, name }: ApiObject): string => `${apiGroup}/${kind} ${metadata.namespace ?? ''}/${name}`;

export interface ServiceObject {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly ports: readonly { readonly port: number; readonly name: string | undefined }[];
  /** An ExternalName Service leads to a DNS name and needs no ports. */
  readonly externalName: boolean;
}

function toService({ name }: ApiObject, manifest: KubeObject): ServiceObject {
  const { metadata, spec } = manifest as {
    metadata?: { namespace?: string };
    spec?: { type?: string; ports?: { port: number; name?: string }[] };
  };
  return {
    name,
    namespace: metadata?.namespace,
    ports: (spec?.ports ?? []).map(({ port, name }) => ({ port, name })),
    externalName: spec?.type === 'ExternalName',
  };
}
