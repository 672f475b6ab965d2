import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { DEFAULT_NAMESPACE } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { checkObjectName } from '../model/normalize';
import type { Origin } from '../table/routing-table';
import type { ObjectSlot } from './object-slot';
import { RenderedObject } from './rendered-object';

/** The objects of one owner: a construct with routes, or a controller. Constructs must exist before synth; their content is rendered later. */
export class OwnedObjects {
  private readonly bySlot = new Map<string, RenderedObject>();
  /** Counts the ids already given. */
  private readonly ids = new Map<string, number>();
  private mainSlot: string | undefined;

  public constructor(
    private readonly owner: Construct,
    private readonly names: { readonly name?: string | undefined; readonly namespace?: string | undefined },
    private readonly contentOf: (slotKey: string) => KubeObject | undefined,
  ) {}

  /** In the order in which they were requested. */
  public get all(): ApiObject[] {
    return [...this.bySlot.values()];
  }

  /** Whether some were changed after rendering: then the changed manifest is what counts. */
  public get areChanged(): boolean {
    return [...this.bySlot.values()].some((object) => object.isChanged);
  }

  /** Makes the object of a slot unless it exists. */
  public add(slot: ObjectSlot): void {
    if (this.bySlot.has(slot.key)) return;
    const isMain = slot.main && this.mainSlot === undefined;
    if (isMain) this.mainSlot = slot.key;
    const id = isMain ? 'Resource' : this.unique(slot.prefix === undefined ? slot.suffix : `${slot.prefix}-${slot.suffix}`);
    const names = { name: this.nameFor(slot, isMain, id), namespace: slot.namespace ?? this.names.namespace };
    this.bySlot.set(slot.key, new RenderedObject(this.owner, id, slot, names, () => this.contentOf(slot.key)));
  }

  public nameOf(slotKey: string): string {
    return this.bySlot.get(slotKey)?.name ?? '';
  }

  public find({ kind, namespace, name }: Origin): RenderedObject | undefined {
    for (const object of this.bySlot.values())
      if (object.kind === kind && object.name === name && (object.metadata.namespace ?? DEFAULT_NAMESPACE) === namespace) return object;
    return undefined;
  }

  private unique(id: string): string {
    for (;;) {
      const count = (this.ids.get(id) ?? 0) + 1;
      this.ids.set(id, count);
      const candidate = count === 1 ? id : `${id}-${count}`;
      if (count === 1 || !this.ids.has(candidate)) {
        this.ids.set(candidate, Math.max(1, this.ids.get(candidate) ?? 0));
        return candidate;
      }
    }
  }

  /** Undefined: the chart makes the name from the path of the construct. */
  private nameFor(slot: ObjectSlot, isMain: boolean, id: string): string | undefined {
    const { name } = this.names;
    if (name === undefined || isMain) return name;
    const full = slot.prefix === undefined ? `${name}-${id}` : `${slot.prefix}-${name}${id.slice(slot.prefix.length)}`;
    checkObjectName(slot.kind, full, this.owner.node.path);
    return full;
  }
}
