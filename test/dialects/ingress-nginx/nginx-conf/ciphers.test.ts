import { cipherProblem } from '../../../../src/dialects/ingress-nginx/nginx-conf/ciphers';

// openssl/openssl@openssl-3.3:ssl/ssl_ciph.c (`ssl_cipher_process_rulestr`).
test.each<readonly [string, string | undefined]>([
  ['HIGH:!aNULL:!MD5', undefined],
  ['ECDHE-RSA-AES128-GCM-SHA256', undefined],
  ['@STRENGTH:HIGH', undefined],
  ['ECDHE+AESGCM', undefined],
  ['xHIGH:HIGH', undefined],
  ['!HIGH:HIGH', 'the list "!HIGH:HIGH" selects no cipher'],
  ['HIGH:!HIGH', 'the list "HIGH:!HIGH" selects no cipher'],
  ['-HIGH', 'the list "-HIGH" selects no cipher'],
  ['!aNULL', 'the list "!aNULL" selects no cipher'],
  ['nonsense', 'the list "nonsense" selects no cipher'],
  ['', 'the list "" selects no cipher'],
  ['@WEAK:HIGH', '"@WEAK" is not a command of a cipher list'],
  ['.HIGH', '".HIGH" is not a word of a cipher list'],
])('of the list %j OpenSSL says: %s', (list, problem) => {
  expect(cipherProblem(list)).toBe(problem);
});
