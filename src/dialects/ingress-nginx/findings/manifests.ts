import { quote, row } from '../../../findings/catalogue/row';

/** Findings about manifests that anybody wrote. */
export const MANIFEST_FINDINGS = {
  'manifest/pattern-read-as-text': row<{ path: string }>('warning', 'A path that looks like a pattern is read as text.', ({ path }) => ({
    what: `path ${quote(path)} is read as text, since no Ingress of the host has use-regex or rewrite-target`,
    why: 'requests need every character of it in their path, and nobody sends these',
    fix: 'set the annotation use-regex to "true", or write the path without the pattern',
  })),
  'manifest/sign-in-loop': row<{ key: string; page: string }>(
    'warning',
    'The page to sign in asks for the sign-in itself.',
    ({ key, page }) => ({
      what: `annotation ${quote(key)}: ${quote(page)} is behind an auth-url itself, so clients without a session are redirected without end`,
      why: 'the annotations of an Ingress hold for all of its paths',
      fix: 'put the path of the page into an Ingress of its own without auth-url',
    }),
  ),
};
