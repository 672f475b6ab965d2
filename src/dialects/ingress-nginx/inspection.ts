// What admission asks of texts, in whatever place: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/inspector/rules.go.

/** Exact and Prefix paths, and those without a type, hold only some characters, unless `strict-validate-path-type` is off. */
export const isStrictPath = (path: string): boolean => /^\/[A-Za-z0-9._\-/]*$/.test(path);

/** Whatever looks like configuration of nginx, or like its files: refused by the deep inspection, which is on by default. */
export function isSuspicious(text: string): boolean {
  const end = text.lastIndexOf(';');
  return SUSPICIOUS.test(text) || (end >= 0 && ['alias', 'root'].some((directive) => text.slice(0, end).includes(directive)));
}

const SUSPICIOUS = /\/etc\/(?:passwd|shadow|group|nginx|ingress-controller)|\/var\/run\/secrets|_by_lua/;
