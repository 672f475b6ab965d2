import type { Finding } from '../findings/finding';
import type { KubeObject } from '../kinds/kube-object';
import type { Origin } from '../table/routing-table';

/** The objects of the user's files that concern routes. */
export interface Manifests {
  readonly objects: readonly KubeObject[];
  /** Objects that the API server refuses. They still show the controller of the manifests. */
  readonly refused: readonly KubeObject[];
  /** Findings about the input. */
  readonly findings: readonly Finding[];
  /** The place of an object or one of its fields; `undefined` if no file holds it. */
  readonly placeOf: (origin: Origin) => Place | undefined;
  readonly fileOf: (origin: Origin) => string | undefined;
}

export interface Place {
  readonly file: string;
  /** From 1. */
  readonly document: number;
  readonly line: number;
}

/** The form that editors and terminals turn into a link. */
export const placeText = ({ file, document, line }: Place): string => `${file}:${line} (document ${document})`;
