import type { Finding, Severity } from '../finding';
import { oneLine, quote } from '../value-text';

/** One cause: what it means for the docs, how bad it is, and its text for given values. */
export interface Row<P> {
  readonly severity: Severity;
  /** What the code means, for the docs: one sentence. */
  readonly summary: string;
  readonly text: (params: P) => { readonly what: string; readonly why?: string; readonly fix: string };
}

export const row = <P>(severity: Severity, summary: string, text: Row<P>['text']): Row<P> => ({ severity, summary, text });

/** The values that the text of a code of a catalogue needs. */
export type ParamsIn<T, C extends keyof T> = T[C] extends Row<infer P> ? P : never;

/** Gives the function that makes the findings of a catalogue: a dialect makes one for its own rows. */
export const findingsOf =
  <T extends object>(catalogue: T) =>
  <C extends keyof T & string>(code: C, where: string, params: ParamsIn<T, C>): Finding => {
    const row = catalogue[code] as Row<ParamsIn<T, C>>;
    const { what, why, fix } = row.text(params);
    return {
      code,
      severity: row.severity,
      where: oneLine(where),
      what: oneLine(what),
      ...(why === undefined ? {} : { why: oneLine(why) }),
      fix: oneLine(fix),
    };
  };

export { quote };

/** `; did you mean "x"?` where there is a likely name. */
export const meant = (suggestion: string | undefined): string => (suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`);

/** The kind of a target that is not a Service, in words. */
export const targetKind = (kind: string): string => TARGET_KINDS[kind] ?? kind;

const TARGET_KINDS: { readonly [kind: string]: string } = {
  weighted: 'weighted target',
  fixedResponse: 'fixed response',
  tlsPassthrough: 'TLS passthrough',
};

/** Requests of a route, and what happens to each instead. */
export interface Unmeant {
  readonly route: string;
  readonly type: string;
  readonly requests: readonly { readonly path: string; readonly because: string }[];
  readonly because?: string;
}

export const instead = (requests: Unmeant['requests']): string =>
  requests.map(({ path, because }) => `${quote(path)} (${because})`).join(', ');
