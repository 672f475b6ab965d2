import { quote, row } from '../../../findings/catalogue/row';
import { didYouMean } from '../../../findings/did-you-mean';

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
  'manifest/flag-unknown': row<{ flag: string; workload: string; suggestion: string | undefined }>(
    'error',
    'A flag of the controller is not known to it.',
    ({ flag, workload, suggestion }) => ({
      what: `flag --${flag} of ${workload} is not known${suggestion === undefined ? '' : `; did you mean "--${suggestion}"?`}`,
      why: 'the controller does not start with a flag that it does not know, and then serves nothing',
      fix: suggestion === undefined ? 'remove it, or correct its name' : `use --${suggestion}`,
    }),
  ),
  'manifest/flag-value': row<{ flag: string; workload: string; value: string; accepts: string }>(
    'error',
    'The value of a flag of the controller is of another type.',
    ({ flag, workload, value, accepts }) => ({
      what: `flag --${flag} of ${workload}: value ${quote(value)} is not accepted`,
      why: 'the controller does not start with it, and then serves nothing',
      fix: `use ${accepts}`,
    }),
  ),
  'manifest/tls-host-not-routed': row<{ host: string; suggestion: string | undefined }>(
    'warning',
    'A certificate names a host that nothing routes.',
    ({ host, suggestion }) => ({
      what: `spec.tls names host ${quote(host)}, which no rule has${suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`}`,
      why: 'the hosts of the rules do not get this certificate',
      fix: 'correct the host, add a rule for it, or leave it out',
    }),
  ),
  'manifest/object-not-given': row<{ object: string; names: readonly string[] }>(
    'info',
    'An Ingress names an object that is not among the manifests, which have others of its kind.',
    ({ object, names }) => {
      const [kind = '', key = ''] = object.split(' ');
      const meant = didYouMean(key, names);
      return {
        what: `${object} is not among the manifests; it is taken to exist${meant === undefined ? '' : ` (did you mean ${quote(meant)}?)`}`,
        fix: `give its file too, or correct the name of the ${kind}`,
      };
    },
  ),
  'manifest/settings-not-given': row<{ because: string; objects: readonly string[] }>(
    'info',
    'What is refused may depend on a config map that is not among the manifests.',
    ({ because, objects }) => ({
      what: `${objects.join(', ')} may be taken after all: ${because}`,
      fix: 'give the config map of the controller too, or name it with --config-map',
    }),
  ),
};
