import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** The app that every language has. */
export const EXAMPLE = join(ROOT, 'examples/11-four-languages');

const { peerDependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly [kind: string]: { readonly [name: string]: string };
};

/** The packages of jsii that the library needs. */
export const PEERS = Object.keys(peerDependencies!);

/** The lowest version of a peer that users may have. */
export const lowest = (peer: string): string => peerDependencies![peer]!.replace(/^\D+/, '');

/** The version that the tests run with, which is also in node_modules. */
export const tested = (peer: string): string => devDependencies![peer]!;

/** The first block of README.md in a language that is a whole app. */
export function readmeBlock(language: string): string {
  const blocks = readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  const [, , text] = [...blocks].find(([, of]) => of === language) ?? [];
  if (text === undefined) throw new Error(`README.md has no block of ${language}`);
  return text;
}

interface Targets {
  readonly go?: { readonly moduleName: string };
  readonly java?: { readonly maven: { readonly groupId: string; readonly artifactId: string } };
}

/** The names of a peer in other languages, as its assembly has them. */
export function targetsOf(peer: string): Targets {
  return (JSON.parse(readFileSync(join(ROOT, 'node_modules', peer, '.jsii'), 'utf8')) as { readonly targets: Targets }).targets;
}
