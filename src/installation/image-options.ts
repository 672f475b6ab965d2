import type { ImagePullPolicy } from 'cdk8s-plus-27';

/** Which image a container runs. */
export interface ImageOptions {
  /**
   * Repository without the registry.
   * @default - the kind's own
   */
  readonly repository?: string;

  /**
   * Tag. A tag other than the default drops the default digest, which belongs to another image; give the digest of this tag too.
   * @default - the release's
   */
  readonly tag?: string;

  /**
   * Digest that pins the image, as "sha256:" and 64 hexadecimal digits. The digest decides which image runs; the tag is informative.
   * @default - the release's, or none with another `tag`
   */
  readonly digest?: string;

  /**
   * When the image is fetched.
   * @default ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly pullPolicy?: ImagePullPolicy;
}
