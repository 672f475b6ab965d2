// What the image of a controller says about it.

/** Whether an image is one of those. */
export const runsImage = (image: string, workloads: readonly string[]): boolean => workloads.some((text) => `/${image}`.includes(text));

/** The version in the tag of an image, such as "1.15.1". */
export const releaseOf = (image: string): string | undefined => /:v?(\d+\.\d+\.\d+)/.exec(image)?.[1];

/** Whether the tag of an image has a version that is another one. One with two numbers stands for all of its releases. */
export function isOther(image: string, version: string): boolean {
  const tag = releaseOf(image);
  return tag !== undefined && /^\d+\.\d+/.test(version) && tag !== version && !tag.startsWith(`${version}.`);
}

/** Whether a release is older than another one: "1.9.4" than "1.11.0". */
export function isOlder(release: string, other: string): boolean {
  const [a, b] = [release, other].map((one) => one.split('.').map(Number)) as [number[], number[]];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] as number) < (b[at] ?? 0);
}
