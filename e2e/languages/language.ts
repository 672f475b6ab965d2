/** A folder of files by their names, with their text. */
export type Files = { readonly [name: string]: string };

/** What a run tells of itself: files that it wrote, what it printed, and the CPU time that it took, with the programs that it started. */
export interface Ran {
  readonly files: Files;
  readonly stdout: string;
  readonly cpuSeconds: number;
}

/** The package of one language, built from these sources. */
export interface Built {
  /** Sizes in bytes of what is published, and of what is installed beside the dependencies. */
  readonly size: { readonly published: number; readonly installed: number };
  /** Where the packages that it needs come from, such as "cdk8s 2.70.47 published, cdk8s-plus-27 generated". */
  readonly peers: string;
  /** Runs the example. */
  runExample(): Promise<Ran>;
  /** Runs the block of code that the README shows. */
  runReadme(block: string): Promise<Ran>;
  /** What the library answers to the questions in a file, in the form of `answers/answers.ts`. */
  answer(questions: string): Promise<unknown>;
  /** CPU milliseconds to load the package, beyond those for cdk8s; absent where loading is not a step of its own. */
  importMilliseconds?(): Promise<number>;
  /** Tests that only this language has. */
  runOwnTests?(): Promise<void>;
}

/** A language in which the package is tried. */
export interface Language {
  readonly name: string;
  /** The block of README.md in this language. */
  readonly block: string;
  /** What this machine lacks to build and run it; nothing, if it can. */
  missing(): Promise<readonly string[]>;
  /** Builds the package from generated code, in an empty folder. */
  build(code: string, folder: string): Promise<Built>;
}
