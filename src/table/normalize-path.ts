export type NormalizeStep = 'mergeSlashes' | 'stripDots' | 'stripDotDots' | 'stripAllDotDots' | 'decodeUnreserved';

/** RFC 3986, section 6.2.2, step by step in the order that is given: a later step does not see to what an earlier one does. */
export const normalizePath = (path: string, how: readonly NormalizeStep[]): string => how.reduce((form, step) => STEPS[step](form), path);

const STEPS: { readonly [S in NormalizeStep]: (path: string) => string } = {
  mergeSlashes: (path) => path.replace(/\/{2,}/g, '/'),
  stripDots: (path) => path.replace(/(?:\/\.)+(?=\/)/g, '').replace(/\/\.$/, '/'),
  stripDotDots: (path) => stripDotDots(path, true),
  stripAllDotDots: (path) => stripDotDots(path, false),
  decodeUnreserved,
};

/** Escapes that stand for letters, digits, `-`, `.`, `_` and `~`. */
export function decodeUnreserved(text: string): string {
  return text.replace(/%([\da-fA-F]{2})/g, (written, digits: string) => {
    const char = String.fromCharCode(Number.parseInt(digits, 16));
    return /[\w.~-]/.test(char) ? char : written;
  });
}

/** `keepsRest`: those that lead beyond the root stay. */
function stripDotDots(path: string, keepsRest: boolean): string {
  const segments = path.slice(1).split('/');
  const kept: string[] = [];
  let beyond = '';
  for (const [index, segment] of segments.entries()) {
    if (segment !== '..') kept.push(segment);
    else {
      if (kept.pop() === undefined) beyond += '/..';
      if (index === segments.length - 1 && (kept.length > 0 || beyond === '' || !keepsRest)) kept.push('');
    }
  }
  const rest = kept.map((segment) => `/${segment}`).join('');
  return keepsRest ? beyond + rest : rest;
}
