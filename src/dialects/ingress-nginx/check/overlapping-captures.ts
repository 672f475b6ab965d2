/**
 * Pairs of numbers of captures of a pattern that can hold the same text: one group inside the other, or a group inside a look-around beside any
 * other. Named groups have numbers too.
 */
export function overlappingCaptures(pattern: string): readonly (readonly [outer: number, inner: number])[] {
  const open: { readonly capture: number | undefined; readonly looksAround: boolean }[] = [];
  const pairs: [number, number][] = [];
  const looking: number[] = [];
  let captures = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === '\\') at += 1;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') {
      inClass = true;
      // A bracket that is the first member stands for itself.
      if (/^\^?\]/.test(pattern.slice(at + 1))) at += pattern[at + 1] === '^' ? 2 : 1;
    } else if (char === ')') open.pop();
    else if (char === '(') {
      const rest = pattern.slice(at + 1);
      const looksAround = /^\?<?[=!]/.test(rest);
      const isCapture = !rest.startsWith('?') || /^\?(?:P?<(?![=!])|')/.test(rest);
      if (isCapture) {
        captures += 1;
        for (const { capture } of open) if (capture !== undefined) pairs.push([capture, captures]);
        for (const other of looking) pairs.push([other, captures]);
        if (open.some((one) => one.looksAround)) looking.push(captures);
      }
      open.push({ capture: isCapture ? captures : undefined, looksAround });
    }
  }
  return pairs;
}
