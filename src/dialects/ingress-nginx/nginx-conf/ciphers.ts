/**
 * Words of OpenSSL's cipher lists that select ciphers of TLS 1.2 and older: groups, and parts of the names of ciphers. Source:
 * openssl/openssl@openssl-3.3:ssl/ssl_ciph.c (`cipher_aliases`), ssl/s3_lib.c (`ssl3_ciphers`).
 */
const GROUPS = new Set(
  `ALL COMPLEMENTOFALL COMPLEMENTOFDEFAULT DEFAULT HIGH MEDIUM kRSA RSA kDHE kEDH DH kEECDH kECDHE ECDH kPSK kRSAPSK kECDHEPSK kDHEPSK PSK
  kSRP SRP aRSA aDSS DSS aNULL aECDSA ECDSA aPSK aSRP EDH DHE EECDH ECDHE NULL eNULL AES128 AES256 AES AESGCM AESCCM AESCCM8 CAMELLIA128
  CAMELLIA256 CAMELLIA CHACHA20 ARIA ARIA128 ARIA256 ARIAGCM CBC SHA1 SHA SHA256 SHA384 SSLv3 TLSv1 TLSv1.0 TLSv1.2 SUITEB128 SUITEB128ONLY
  SUITEB128C2 SUITEB192 AECDH ADH MD5`.split(/\s+/),
);

/** `ECDHE-RSA-AES128-GCM-SHA256`, `AES256-SHA`, `DHE-RSA-CHACHA20-POLY1305`. */
const CIPHER =
  /^(?:(?:ECDHE|DHE|EDH|ADH|AECDH|SRP|PSK|RSA)-)?(?:(?:RSA|ECDSA|DSS|PSK|ECDHE|DHE)-)?(?:(?:AES|CAMELLIA|ARIA)-?(?:128|256)-?(?:GCM|CCM8?|CBC)?-?(?:SHA|SHA256|SHA384)?|NULL-(?:MD5|SHA|SHA256|SHA384)|CHACHA20-POLY1305)$/;

/**
 * Why OpenSSL refuses a cipher list, or `undefined`. OpenSSL ignores unknown words, so it refuses a list only if no cipher of TLS 1.2
 * or older is left, or if a word begins with a character that is not allowed there. openssl/openssl@openssl-3.3:ssl/ssl_ciph.c
 * (`ssl_cipher_process_rulestr`), ssl/ssl_lib.c (`SSL_CTX_set_cipher_list`).
 */
export function cipherProblem(list: string): string | undefined {
  const words: readonly string[] = list.match(/@?[^:;, @]+|@/g) ?? [];
  const removed = new Set(words.filter((word) => word.startsWith('!')).map((word) => word.slice(1)));
  let any = false;
  for (const word of words) {
    if (word.startsWith('@')) {
      if (!/^@(?:STRENGTH|SECLEVEL=[0-5])$/.test(word)) return `"${word}" is not a command of a cipher list`;
    } else if (!/^[-+!]?[A-Za-z0-9]/.test(word)) return `"${word}" is not a word of a cipher list`;
    else if (!/^[-+!]/.test(word) && !removed.has(word)) any ||= word.split('+').every((part) => GROUPS.has(part) || CIPHER.test(part));
  }
  return any ? undefined : `the list "${list}" selects no cipher`;
}

/** Names of groups for key exchange. Source: openssl/openssl@openssl-3.5:ssl/t1_lib.c (`tls1_set_groups_list`). */
const CURVE =
  /^[?*]?(?:P-\d{3}|[BK]-\d{3}|prime\d{3}v\d|secp\d{3}[kr][12]|sect\d{3}[kr]\d|brainpoolP\d{3}[rt]1(?:tls13)?|ffdhe\d{4}|[xX]25519|[xX]448|\w*MLKEM\d+)$/;

/** Why OpenSSL refuses a list of curves, or `undefined`; "auto" leaves the choice to OpenSSL. */
export function curveProblem(list: string): string | undefined {
  const wrong = list === 'auto' ? undefined : list.split(/[:/]/).find((name) => !CURVE.test(name));
  return wrong === undefined ? undefined : `"${wrong}" is not a curve`;
}
