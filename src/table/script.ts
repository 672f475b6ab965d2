import type { Origin } from './origin';
import type { Outcome, TextTemplate } from './outcome';

/**
 * Statements that a controller runs one after the other for a request. `text`: the statement as it is written; `origin`: where.
 * A pattern that does not match has no groups, so that `capture` is empty behind it.
 */
export type Statement = { readonly text: string; readonly origin: Origin } & (
  | { readonly do: 'return'; readonly outcome: Outcome }
  | ScriptRewrite
  /** Where the pattern matches anywhere in the path, the client is sent to the text. `query`: whether that of the request is appended. */
  | {
      readonly do: 'redirect';
      readonly pattern: string;
      readonly caseSensitive: boolean;
      readonly location: TextTemplate;
      readonly query: 'appended' | 'dropped';
      readonly status: number;
      readonly pathOnly: 'kept' | 'completed';
    }
  | { readonly do: 'set'; readonly name: string; readonly value: TextTemplate }
  | { readonly do: 'if'; readonly test: ScriptTest; readonly statements: readonly Statement[] }
  /** Ends the script. A path that it has changed is kept, and no candidate is looked for again. */
  | { readonly do: 'break' }
  /** The same, and the step behind the script is not taken. */
  | { readonly do: 'skip' }
);

/** Replaces the whole path where the pattern matches anywhere in it. An empty path is answered 500. */
export interface ScriptRewrite {
  readonly do: 'rewrite';
  readonly pattern: string;
  readonly caseSensitive: boolean;
  readonly path: TextTemplate;
  /** Put before the query of the request. */
  readonly query?: TextTemplate;
  readonly queryOfRequest: 'kept' | 'dropped';
  /**
   * `goOn`: the next statement follows. `lookUp`: the script ends. After both a candidate for the new path is looked for at the end of the
   * script. `stay`: the script ends, and the candidate goes on with the new path.
   */
  readonly next: 'goOn' | 'lookUp' | 'stay';
}

export type ScriptTest =
  /** Neither empty nor "0". */
  | { readonly is: 'set'; readonly text: TextTemplate }
  | { readonly is: 'equal'; readonly text: TextTemplate; readonly to: TextTemplate; readonly not: boolean }
  | {
      readonly is: 'matching';
      readonly text: TextTemplate;
      readonly pattern: string;
      readonly caseSensitive: boolean;
      readonly not: boolean;
    };

/** What variables have been set to, or why that is not known. */
export type SetVariables = ReadonlyMap<string, { readonly text: string } | { readonly undecided: string }>;

/** Whether a script may change the path. */
export const changesPath = (statements: readonly Statement[]): boolean =>
  statements.some((one) => one.do === 'rewrite' || (one.do === 'if' && changesPath(one.statements)));

/** Whether a script may lead to another candidate than the path of the request does. */
export const looksUpAgain = (statements: readonly Statement[]): boolean =>
  statements.some((one) => (one.do === 'if' ? looksUpAgain(one.statements) : one.do === 'rewrite' && one.next !== 'stay'));
