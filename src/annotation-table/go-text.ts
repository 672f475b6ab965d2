// Controllers written in Go parse booleans and numbers with the package `strconv`.

const TRUE: readonly string[] = ['1', 't', 'T', 'true', 'True', 'TRUE'];
const FALSE: readonly string[] = ['0', 'f', 'F', 'false', 'False', 'FALSE'];

/** `strconv.ParseBool`; absent if the text is not a boolean. */
export function goBoolean(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (TRUE.includes(text)) return true;
  return FALSE.includes(text) ? false : undefined;
}

export const isTrue = (text: string): boolean => goBoolean(text) === true;

/** Whether `strconv.Atoi` accepts the text. */
export function isGoInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text.replace('+', ''))) === BigInt(text.replace('+', ''));
}
