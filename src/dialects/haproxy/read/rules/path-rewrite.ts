import { regexOf } from '../../../../regex/pcre2/regex';
import type { Origin, Step, TemplatePart, TextTemplate } from '../../../../table/routing-table';
import { configWord } from '../config-word';
import { logFormat } from '../log-format';
import { type Rule, type RuleSource, rule } from '../rule';

/**
 * `replace-path`, once a line: where the pattern matches anywhere in the path, the text takes the place of the whole path.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/reqPathRewrite.go; haproxy/haproxy@v3.2.0:src/http_act.c
 * (`http_action_replace_uri`), src/regex.c (`exp_replace`).
 */
export function rewriteRules({ said, fault }: RuleSource): readonly Rule[] {
  const text = said.text('path-rewrite').trim();
  if (text === '') return [];
  const rules: Rule[] = [];
  for (const line of text.split('\n')) {
    const [first = '', second, ...more] = line.trim().split(/\s+/);
    if (first === '' || more.length > 0) {
      fault({ kind: 'ignored', annotation: 'path-rewrite', because: `"${line}" has not one or two values` });
      return rules;
    }
    const [match, format] = second === undefined ? ['(.*)', first] : [first, second];
    const pattern = configWord(match);
    const refused = pattern === undefined ? undefined : regexOf(pattern, true);
    if (refused?.kind === 'refused')
      fault({ kind: 'frozen', annotation: 'path-rewrite', because: `"${match}" is no regular expression: ${refused.because}` });
    rules.push(
      rule('rewrite', { PathMatch: match, PathFmt: format }, [replacePath(pattern, configWord(format), said.origin('path-rewrite'))]),
    );
  }
  return rules;
}

/** `replace-path` of HAProxy. */
export function replacePath(pattern: string | undefined, format: string | undefined, origin: Origin): Step {
  if (pattern === undefined || format === undefined) {
    const because = 'a character keeps HAProxy from reading a path rewrite as one word';
    return { kind: 'when', conditions: [], outcome: { kind: 'undecided', because }, origin };
  }
  const substitution = logFormat(format).flatMap((part) => (typeof part === 'string' ? withGroups(part) : [part]));
  return { kind: 'rewrite', rewrite: { kind: 'regexReplaceAll', pattern, caseSensitive: true, substitution }, origin };
}

/** `\1` is a group, and a backslash before anything else is left out. */
function withGroups(text: string): TextTemplate {
  return [...text.matchAll(/\\(\d)|\\x([\da-fA-F]{2})|\\(.)|[^\\]+/g)].map(
    ([piece, group, byte, char]): TemplatePart =>
      group !== undefined
        ? { capture: Number(group) }
        : byte !== undefined
          ? String.fromCharCode(Number.parseInt(byte, 16))
          : (char ?? piece),
  );
}
