import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { containerViews } from '../kinds/cluster-view';
import type { KubeObject } from '../kinds/kube-object';
import type { ReadScope } from '../kinds/read-scope';
import { WORKLOADS } from '../kinds/shapes';
import type { Identity } from './dialect';

/** Reports images of the controller whose version is another one than the answers are for. A tag without a version says nothing. */
export function checkVersion(
  { version, title, workloads = [] }: Identity,
  objects: readonly KubeObject[],
  { instance }: ReadScope,
): readonly Finding[] {
  const running =
    instance === undefined ? objects.filter(({ kind }) => WORKLOADS.includes(kind)).flatMap(containerViews) : [instance.container];
  const images = new Set(running.flatMap((one) => (one !== undefined && runsImage(one.image, workloads) ? [one.image] : [])));
  return [...images]
    .filter((image) => isOther(image, version))
    .map((image) => finding('manifest/other-version', '', { image, version: title }));
}

/** Whether an image is one of those. */
export const runsImage = (image: string, workloads: readonly string[]): boolean => workloads.some((text) => `/${image}`.includes(text));

/** The version in the tag of an image, such as "1.15.1". */
export const releaseOf = (image: string): string | undefined => /:v?(\d+\.\d+\.\d+)/.exec(image)?.[1];

/** Whether the tag of an image has a version that is another one. One with two numbers stands for all of its releases. */
export function isOther(image: string, version: string): boolean {
  const tag = releaseOf(image);
  return tag !== undefined && /^\d+\.\d+/.test(version) && tag !== version && !tag.startsWith(`${version}.`);
}
