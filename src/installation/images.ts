import type { ImageOptions } from './image-options';
import type { InstallOptions } from './install-options';

/** An image of a release. */
export interface Image {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  /** Absent where the release pins none. */
  readonly digest?: string;
}

/** `registry/repository:tag@digest`. The known digest is dropped for another tag, because it belongs to the default tag. */
export function image(known: Image, { imageRegistry = known.registry }: InstallOptions, wanted: ImageOptions = {}): string {
  const { repository = known.repository, tag = known.tag } = wanted;
  const digest = wanted.digest ?? (tag === known.tag ? known.digest : undefined);
  return `${imageRegistry}/${repository}:${tag}${digest === undefined ? '' : `@${digest}`}`;
}

/** In the form of the API; absent if there are none. */
export function pullSecrets({ imagePullSecrets = [] }: InstallOptions): object[] | undefined {
  return imagePullSecrets.length === 0 ? undefined : imagePullSecrets.map((name) => ({ name }));
}
