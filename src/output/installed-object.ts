import { JsonPatch, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubeObject } from '../kinds/kube-object';
import { SelfWritingObject } from './manifest-text';

/** An object of an installation, whose patches may change what the controller does. */
export class InstalledObject extends SelfWritingObject {
  private patched = false;

  public constructor(
    scope: Construct,
    id: string,
    private readonly installed: KubeObject,
    private readonly changed: () => void,
    /** Data that the object has besides its own, which may change until it is written. */
    private readonly further?: () => { readonly [key: string]: string },
  ) {
    super(scope, id, further === undefined ? installed : { ...installed, data: Lazy.any({ produce: () => this.unpatched().data }) });
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...operations);
    this.changed();
  }

  /** cdk8s gives every object the namespace of the chart, also those that cannot have one. */
  public dropNamespace(): void {
    super.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }

  /** Whether somebody patched it. */
  public get isPatched(): boolean {
    return this.patched;
  }

  /** The manifest as it is written now. */
  public content(): KubeObject {
    return this.patched ? (this.toJson() as KubeObject) : this.unpatched();
  }

  private unpatched(): KubeObject {
    const further = this.further?.() ?? {};
    return Object.keys(further).length === 0
      ? this.installed
      : { ...this.installed, data: { ...(this.installed.data as object | undefined), ...further } };
  }
}
