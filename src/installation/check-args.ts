import { didYouMean } from '../findings/did-you-mean';
import { containerViews } from '../kinds/cluster-view';
import type { KubeObject } from '../kinds/kube-object';
import { WORKLOADS } from '../kinds/shapes';
import type { Raise } from './check-install-options';

/** The flags of a controller, without the dashes. */
export interface Flags {
  /** Flags that an option sets: a second value would be ignored, or would contradict other objects of the installation. */
  readonly ofOptions: { readonly [flag: string]: string };
  /** Flags that change ports that other objects of the installation name. */
  readonly ofPorts: ReadonlySet<string>;
  /** All flags. */
  readonly known: ReadonlySet<string>;
}

/** Checks further flags that the user gives. */
export function checkArgs(args: { readonly [flag: string]: string } = {}, { ofOptions, ofPorts, known }: Flags, raise: Raise): void {
  for (const arg of Object.keys(args)) {
    const option = Object.hasOwn(ofOptions, arg) ? ofOptions[arg] : undefined;
    if (option !== undefined) raise('controller/arg-is-an-option', { arg, option });
    else if (ofPorts.has(arg)) raise('controller/arg-changes-ports', { arg });
    else if (!known.has(arg)) raise('controller/arg-unknown', { arg, suggestion: didYouMean(arg.replace(/^-+/, ''), known) });
  }
}

/** The flags with a value as they are written, in the order in which they are given; an empty text is a flag without a value. */
export const argsOf = (flags: { readonly [flag: string]: string | undefined }): string[] =>
  Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [value === '' ? `--${flag}` : `--${flag}=${value}`]));

/** The flags that workloads of an installation are written with. */
export const argsIn = (objects: readonly KubeObject[]): readonly string[] =>
  objects
    .filter(({ kind }) => WORKLOADS.includes(kind))
    .flatMap(containerViews)
    .flatMap(({ args }) => args.filter((arg) => arg.startsWith('--')));
