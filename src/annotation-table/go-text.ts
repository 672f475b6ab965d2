// Controllers written in Go read switches and numbers from text as its package `strconv` does.

const TRUE: readonly string[] = ['1', 't', 'T', 'true', 'True', 'TRUE'];
const FALSE: readonly string[] = ['0', 'f', 'F', 'false', 'False', 'FALSE'];

/** `strconv.ParseBool`; absent if the text is no boolean. */
export function goBoolean(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (TRUE.includes(text)) return true;
  return FALSE.includes(text) ? false : undefined;
}

export const isTrue = (text: string): boolean => goBoolean(text) === true;

/** Whether `strconv.Atoi` takes the text. */
export function isGoInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text.replace('+', ''))) === BigInt(text.replace('+', ''));
}
