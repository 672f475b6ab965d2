/** Runes of plane 0 and 1: no other has cases. */
const LAST_WITH_CASES = 0x1ffff;

let cases: Map<number, readonly number[]> | undefined;

/** A rune and all its other cases: `unicode.SimpleFold` of Go, which JavaScript also uses in Unicode mode. */
export function casesOf(code: number): readonly number[] {
  cases ??= allCases();
  return cases.get(code) ?? [code];
}

function allCases(): Map<number, readonly number[]> {
  const setOf = new Map<number, number[]>();
  for (let code = 0x41; code <= LAST_WITH_CASES; code++) {
    const char = String.fromCodePoint(code);
    for (const other of [char.toLowerCase(), char.toUpperCase()]) {
      const otherCode = other.codePointAt(0) as number;
      if (otherCode === code || String.fromCodePoint(otherCode) !== other) continue;
      if (!new RegExp(`^\\u{${otherCode.toString(16)}}$`, 'iu').test(char)) continue;
      const mine = setOf.get(code) ?? setOf.get(otherCode) ?? [];
      for (const one of [code, otherCode]) {
        if (!mine.includes(one)) mine.push(one);
        setOf.set(one, mine);
      }
    }
  }
  return setOf;
}
