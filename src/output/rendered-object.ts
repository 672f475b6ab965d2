import type { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubeObject } from '../kinds/kube-object';
import type { Annotations } from '../model/neutral-route';
import { leavesPlainData, plainCopy, SelfWritingObject, writingItself } from './manifest-text';
import type { ObjectSlot } from './object-slot';

/** An object whose content is known only once all routes are. Labels, annotations and patches that users add are kept. */
export class RenderedObject extends SelfWritingObject {
  private written: readonly string[] = [];
  private patched = false;
  private readonly fields: readonly string[];

  public constructor(
    scope: Construct,
    id: string,
    { apiVersion, kind, fields = ['spec', 'data'] }: ObjectSlot,
    { name, namespace }: { readonly name: string | undefined; readonly namespace: string | undefined },
    private readonly produce: () => KubeObject | undefined,
  ) {
    const metadata = { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) };
    super(scope, id, withLateFields({ apiVersion, kind, metadata }, fields, produce));
    this.fields = fields;
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...operations);
  }

  /** Whether a patch or a resolver of the app changes the rendered manifest. */
  public get isChanged(): boolean {
    return this.patched || !leavesPlainData(this);
  }

  /** Whether an annotation of the manifest is one of these, or was added to this object. */
  public isByHand(key: string | undefined, annotations: Annotations): boolean {
    if (key === undefined) return false;
    return annotations[key] !== undefined || this.produce()?.metadata.annotations?.[key] === undefined;
  }

  /** The manifest as plain data. Do not modify it. The fields stay the same objects until the routes change. */
  public content(): KubeObject {
    this.writeMetadata();
    if (this.isChanged) return super.toJson() as KubeObject;
    const { apiVersion, kind } = this;
    const produced = this.produce();
    const content: { [field: string]: unknown } = {};
    for (const field of this.fields) if (produced?.[field] !== undefined) content[field] = produced[field];
    return { apiVersion, kind, metadata: this.metadata.toJson() as KubeObject['metadata'], ...content };
  }

  public override toJson(): unknown {
    const { apiVersion, kind, metadata, ...fields } = this.content();
    // Rendered content holds nothing that cdk8s must resolve, and the search for such values takes a fifth of synth with many routes.
    return writingItself({ apiVersion, kind, metadata, ...(plainCopy(fields) as object) });
  }

  private writeMetadata(): void {
    const { labels, annotations } = this.produce()?.metadata ?? {};
    // Removes keys that an earlier synth wrote and this one does not: undefined members are left out.
    for (const key of this.written) if (annotations?.[key] === undefined) this.metadata.addAnnotation(key, undefined as unknown as string);
    this.written = Object.keys(annotations ?? {});
    for (const [key, value] of Object.entries(labels ?? {})) this.metadata.addLabel(key, value);
    for (const [key, value] of Object.entries(annotations ?? {})) this.metadata.addAnnotation(key, value);
  }
}

/** Adds getters that are read when the object is written, because all routes are known only then. */
function withLateFields<T extends object>(props: T, fields: readonly string[], produce: () => KubeObject | undefined): T {
  for (const field of fields) Object.defineProperty(props, field, { enumerable: true, get: () => produce()?.[field] });
  return props;
}

/** The content of a rendered object; `undefined` for others. `instanceof` does not help: cdk8s compares a mark that every ApiObject has. */
export const contentOf = (object: ApiObject): KubeObject | undefined => (object as Partial<RenderedObject>).content?.();
