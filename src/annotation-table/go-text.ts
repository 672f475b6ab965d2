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

/**
 * The number that a decoder with `WeaklyTypedInput` makes of a text; absent where it leaves the default. An empty text is 0.
 * Sources: mitchellh/mapstructure@v1.5.0:mapstructure.go (`decodeInt`); golang/go@go1.26.1:src/strconv/atoi.go (`ParseInt` of base 0:
 * prefixes 0, 0o, 0x and 0b, and `_` between digits).
 */
export function decodedInteger(text: string): bigint | undefined {
  if (text === '') return 0n;
  const digits = text.replace(/^[-+]/, '').replace(/^0(?=_?\d)/, '0o');
  if (!/^(?:[1-9](?:_?\d)*|0|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|0b(?:_?[01])+)$/i.test(digits)) return undefined;
  const number = BigInt(digits.replaceAll('_', '')) * (text.startsWith('-') ? -1n : 1n);
  return BigInt.asIntN(64, number) === number ? number : undefined;
}
