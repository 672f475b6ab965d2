/**
 * What every text that a pattern matches from its start begins with, in lower case: up to the first character that means something, without
 * the last one if it may be repeated no times. Alternatives of the whole pattern have no common head.
 */
export function literalHead(pattern: string): string {
  if (hasAlternatives(pattern)) return '';
  const literal = /^[A-Za-z0-9/_-]*/.exec(pattern)?.[0] ?? '';
  return (/[*?{]/.test(pattern.charAt(literal.length)) ? literal.slice(0, -1) : literal).toLowerCase();
}

/** Whether a `|` stands outside of all groups, classes and escapes. */
function hasAlternatives(pattern: string): boolean {
  if (!pattern.includes('|')) return false;
  let depth = 0;
  for (const [token] of pattern.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]/gs)) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (token === '|' && depth <= 0) return true;
  }
  return false;
}
