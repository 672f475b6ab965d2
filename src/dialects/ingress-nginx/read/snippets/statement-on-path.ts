import { matchRegex } from '../../../../table/match-path';
import { RegexCache } from '../../../../table/regex-cache';
import type { ScriptTest, Statement, TextTemplate } from '../../../../table/routing-table';

/**
 * The first of the statements that may do to a request for this path what it does not do to others: a redirect or a rewrite that takes the
 * path, or an `if` that asks for path or query. Statements that ask for anything else treat both alike.
 */
export function statementOnPath(statements: readonly Statement[], path: string): Statement | undefined {
  const regexes = new RegexCache('pcre2');
  regexes.begin();
  const matches = (pattern: string, caseSensitive: boolean): boolean => matchRegex(pattern, caseSensitive, path, regexes).kind !== 'none';
  const mayHold = (test: ScriptTest): boolean => {
    if (!asksForPath(test.text) && !(test.is === 'equal' && asksForPath(test.to))) return false;
    const [part] = test.text;
    if (test.text.length !== 1 || typeof part !== 'object' || !('variable' in part) || part.variable !== 'path') return true;
    if (test.is === 'matching') return matches(test.pattern, test.caseSensitive) !== test.not;
    const [to, ...more] = test.is === 'equal' ? test.to : [];
    return test.is !== 'equal' || typeof to !== 'string' || more.length > 0 || (to === path) !== test.not;
  };
  return statements.find((one) => {
    if (one.do === 'rewrite' || one.do === 'redirect') return matches(one.pattern, one.caseSensitive);
    if (one.do === 'set') return asksForPath(one.value);
    return one.do === 'if' && (mayHold(one.test) || statementOnPath(one.statements, path) !== undefined);
  });
}

const OF_PATH = ['path', 'query', 'search'];

const asksForPath = (template: TextTemplate): boolean =>
  template.some((part) => {
    if (typeof part === 'string') return false;
    if ('variable' in part) return OF_PATH.includes(part.variable);
    return ('ifAny' in part && OF_PATH.includes(part.ifAny)) || ('value' in part && part.value === 'parameter') || 'capture' in part;
  });
