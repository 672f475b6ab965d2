import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { containerViews } from '../kinds/cluster-view';
import type { KubeObject } from '../kinds/kube-object';
import type { ReadScope } from '../kinds/read-scope';
import { WORKLOADS } from '../kinds/shapes';
import type { Identity } from './dialect';
import { isOther, runsImage } from './release';

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
