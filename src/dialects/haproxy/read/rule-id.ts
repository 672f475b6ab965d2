import { bytesOf } from '../../../regex/pcre2/bytes';

/**
 * The id by which a row of a map names a rule: FNV-1a of its JSON and its type. Rows are sorted as text, so ids decide between two rows of one
 * Service.
 *
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/haproxy/rules/main.go (`GetID`), pkg/utils/utils.go (`Hash`).
 */
export const ruleId = (type: number, fields: { readonly [name: string]: unknown }): string =>
  hashOf(bytesOf(goJson(fields)) + String.fromCharCode(type));

/** FNV-1a with 128 bits, in hexadecimal. */
export function hashOf(bytes: string): string {
  let hash = 0x6c62272e07bb014262b821756295c58dn;
  for (let i = 0; i < bytes.length; i++) hash = ((hash ^ BigInt(bytes.charCodeAt(i))) * 0x1000000000000000000013bn) & MASK;
  return hash.toString(16).padStart(32, '0');
}

const MASK = (1n << 128n) - 1n;

/** `encoding/json` escapes what HTML could misread. */
const goJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
