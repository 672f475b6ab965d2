import type { Finding } from '../findings/finding';
import type { KubeObject } from '../kinds/kube-object';
import type { Origin } from '../table/routing-table';

/** Objects of the user's files, as far as they say something about routes. */
export interface Manifests {
  readonly objects: readonly KubeObject[];
  /** What was wrong with the input. */
  readonly findings: readonly Finding[];
  /** Where an object or one of its fields stands; absent for what no file says. */
  readonly placeOf: (origin: Origin) => Place | undefined;
  readonly fileOf: (origin: Origin) => string | undefined;
}

export interface Place {
  readonly file: string;
  /** From 1. */
  readonly document: number;
  readonly line: number;
}

/** A form that editors and terminals make a link of. */
export const placeText = ({ file, document, line }: Place): string => `${file}:${line} (document ${document})`;
