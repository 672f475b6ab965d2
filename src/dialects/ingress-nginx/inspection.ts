// Rules of admission for texts in any field: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/inspector/rules.go.

/** Exact and Prefix paths, and those without a type, hold only some characters, unless `strict-validate-path-type` is off. */
export const isStrictPath = (path: string): boolean => /^\/[A-Za-z0-9._\-/]*$/.test(path);

/** Text that looks like nginx configuration or its files: the deep inspection, which is on by default, refuses it. */
export function isSuspicious(text: string): boolean {
  const end = text.lastIndexOf(';');
  return SUSPICIOUS.test(text) || (end >= 0 && ['alias', 'root'].some((directive) => text.slice(0, end).includes(directive)));
}

const SUSPICIOUS = /\/etc\/(?:passwd|shadow|group|nginx|ingress-controller)|\/var\/run\/secrets|_by_lua/;
