/** What stands in for a container image: the same program, laid out in the folder in which the image has it. */
export interface Image {
  /** Name of the image, without registry and version. */
  readonly name: string;
  /** The folder that the image fills. */
  readonly place: string;
  /** Fills it: an empty folder that will be seen as `place`. */
  fill(folder: string): void;
  /** What runs where the container does not say. */
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** "docker.io/library/tomcat:11@sha256:..." -> "tomcat" */
export function shortImageName(image: string): string {
  const [name = ''] = image.split('@');
  return name.slice(name.lastIndexOf('/') + 1).replace(/:.*$/, '');
}
