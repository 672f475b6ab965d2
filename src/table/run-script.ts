import type { Context } from './context';
import type { Decision } from './decision';
import { fillTemplate } from './fill-template';
import { matchRegex } from './match-path';
import { type Progress, wayOf } from './progress';
import { completed } from './rewrite';
import type { Origin, Outcome, TextTemplate } from './routing-table';
import type { ScriptRewrite, ScriptTest, Statement } from './script';

/** What a script comes to. */
export type ScriptEnd =
  | { readonly end: 'outcome'; readonly outcome: Outcome; readonly origin: Origin }
  /** An answer of the controller itself. */
  | { readonly end: 'answer'; readonly answer: Decision }
  | { readonly end: 'undecided'; readonly decision: Decision }
  /** The next step follows, or the one behind it, or a candidate is looked for again. `context`: that of a request with the query that is left. */
  | { readonly end: 'through' | 'skip' | 'lookUp'; readonly context: Context };

/** Runs statements. A path, groups and variables that they change are left in `progress`. */
export function runScript(statements: readonly Statement[], progress: Progress, context: Context): ScriptEnd {
  const run = new Run(progress, context);
  return run.all(statements) ?? { end: run.changed ? 'lookUp' : 'through', context: run.context };
}

class Run {
  /** Whether the path was changed and nothing said that the candidate stays. */
  public changed = false;
  /** Whether groups are escaped in values: until a rewrite applies. */
  private escapes = true;

  public constructor(
    private readonly progress: Progress,
    public context: Context,
  ) {}

  /** Undefined if the statements end without an end of the script. */
  public all(statements: readonly Statement[]): ScriptEnd | undefined {
    for (const statement of statements) {
      const end = this.one(statement);
      if (end !== undefined) return end;
    }
    return undefined;
  }

  private one(statement: Statement): ScriptEnd | undefined {
    const { origin } = statement;
    switch (statement.do) {
      case 'return':
        this.note(statement, true);
        return { end: 'outcome', outcome: statement.outcome, origin };
      case 'break':
        this.note(statement, true);
        return this.stay();
      case 'skip':
        this.note(statement, true);
        return { ...this.stay(), end: 'skip' };
      case 'set': {
        const value = this.fill(statement.value, this.value);
        this.progress.variables = new Map(this.progress.variables).set(statement.name, value);
        this.note(statement, true);
        return undefined;
      }
      case 'if': {
        const held = this.holds(statement.test);
        if (typeof held === 'object') return undecided(held.undecided, statement);
        this.note(statement, held);
        return held ? this.all(statement.statements) : undefined;
      }
      case 'rewrite':
        return this.rewrite(statement);
      case 'redirect':
        return this.redirect(statement);
    }
  }

  private rewrite(statement: ScriptRewrite & Statement): ScriptEnd | undefined {
    const matched = this.match(statement.pattern, statement.caseSensitive, this.progress.path);
    if (typeof matched === 'object') return undecided(matched.undecided, statement);
    if (!matched) {
      this.note(statement, false);
      return undefined;
    }
    const { query = '' } = this.context.seen.target;
    const path = this.fill(statement.path);
    if ('undecided' in path) return undecided(path.undecided, statement);
    const more = statement.query === undefined ? { text: '' } : this.fill(statement.query, this.escaped);
    if ('undecided' in more) return undecided(more.undecided, statement);
    const left = [more.text, statement.queryOfRequest === 'kept' ? query : ''].filter((part) => part !== '').join('&');
    if (left !== query) this.context = withTarget(this.context, { query: left });
    this.progress.path = path.text;
    this.progress.rewritten = true;
    this.changed = true;
    this.escapes = false;
    this.note(statement, true, path.text);
    if (path.text === '') return answered({ status: 500, because: 'the rewritten path is empty' }, statement);
    if (statement.next === 'stay') return this.stay();
    return statement.next === 'lookUp' ? { end: 'lookUp', context: this.context } : undefined;
  }

  private redirect(statement: Extract<Statement, { do: 'redirect' }>): ScriptEnd | undefined {
    const matched = this.match(statement.pattern, statement.caseSensitive, this.progress.path);
    if (typeof matched === 'object') return undecided(matched.undecided, statement);
    this.note(statement, matched);
    if (!matched) return undefined;
    const { codec, seen } = this.context;
    const { query } = seen.target;
    const filled = this.fill(statement.location, this.escaped);
    if ('undecided' in filled) return undecided(filled.undecided, statement);
    const asked = statement.location.some((part) => typeof part === 'string' && part.includes('?'));
    const appended = query && statement.query === 'appended' ? `${asked ? '&' : '?'}${query}` : '';
    const location = completed(codec.location(filled.text) + appended, statement.pathOnly, this.context);
    if ('undecided' in location) return undecided(location.undecided, statement);
    return answered({ status: statement.status, location: location.text, because: 'the rewrite leads to another place' }, statement);
  }

  private stay(): Extract<ScriptEnd, { context: Context }> {
    this.changed = false;
    return { end: 'through', context: this.context };
  }

  private holds(test: ScriptTest): boolean | { readonly undecided: string } {
    const text = this.fill(test.text);
    if ('undecided' in text) return text;
    if (test.is === 'set') return text.text !== '' && text.text !== '0';
    if (test.is === 'equal') {
      const to = this.fill(test.to, this.value);
      return 'undecided' in to ? to : (text.text === to.text) !== test.not;
    }
    const matched = this.match(test.pattern, test.caseSensitive, text.text);
    return typeof matched === 'object' ? matched : matched !== test.not;
  }

  private match(pattern: string, caseSensitive: boolean, text: string): boolean | { readonly undecided: string } {
    const verdict = matchRegex(pattern, caseSensitive, text, this.context.regexes);
    if (verdict.kind === 'undecided') return { undecided: verdict.because };
    this.progress.groups = verdict.kind === 'match' ? verdict.groups : [];
    return verdict.kind === 'match';
  }

  private fill(template: TextTemplate, capture?: (text: string) => string) {
    return fillTemplate(template, wayOf(this.progress, this.context), this.context, capture);
  }

  private readonly escaped = (text: string): string => this.context.codec.locationCapture(text, this.context.seen.target);

  private readonly value = (text: string): string => (this.escapes ? this.escaped(text) : text);

  private note(statement: Statement, applies: boolean, changed?: string): void {
    this.context.tracer?.add({ kind: 'statement', statement, applies, ...(changed === undefined ? {} : { changed }) });
  }
}

const answered = (answer: Decision, { origin, text }: Statement): ScriptEnd => ({
  end: 'answer',
  answer: { ...answer, because: `${answer.because}: ${text}`, decidedBy: origin },
});

const undecided = (because: string, { origin, text }: Statement): ScriptEnd => ({
  end: 'undecided',
  decision: { undecided: `${text}: ${because}`, decidedBy: origin },
});

export const withTarget = (context: Context, changed: { readonly path?: string; readonly query?: string }): Context => ({
  ...context,
  seen: { ...context.seen, target: { ...context.seen.target, ...changed } },
});
