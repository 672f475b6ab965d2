import { quote, row } from '../../../findings/catalogue/row';
import { didYouMean } from '../../../findings/did-you-mean';

/** Findings about manifests, whoever wrote them. */
export const MANIFEST_FINDINGS = {
  'manifest/pattern-read-as-text': row<{ path: string }>('warning', 'A path that looks like a pattern is read as text.', ({ path }) => ({
    what: `path ${quote(path)} is read as text, since no Ingress of the host has use-regex or rewrite-target`,
    why: 'it matches only requests that have exactly these characters in their path, and clients do not send them',
    fix: 'set the annotation use-regex to "true", or write the path without the pattern',
  })),
  'manifest/sign-in-loop': row<{ key: string; page: string }>('error', 'The sign-in page requires a sign-in itself.', ({ key, page }) => ({
    what: `annotation ${quote(key)}: ${quote(page)} is behind an auth-url itself, so clients without a session are redirected without end`,
    why: 'the annotations of an Ingress hold for all of its paths',
    fix: 'put the path of the page into an Ingress of its own without auth-url',
  })),
  'manifest/backend-not-service': row<{ route: string }>('warning', 'A path leads to an object that is no Service.', ({ route }) => ({
    what: `path ${quote(route)} has no effect: its backend is a resource, and ingress-nginx serves Services alone`,
    why: 'its requests go where they would without it',
    fix: 'name a Service, or leave the path out',
  })),
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
    'A certificate names a host that no rule has.',
    ({ host, suggestion }) => ({
      what: `spec.tls names host ${quote(host)}, which no rule has${suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`}`,
      why: 'the certificate is not used for the hosts of the rules',
      fix: 'correct the host, add a rule for it, or remove it',
    }),
  ),
  'manifest/own-certificate': row<{ host: string; because: string }>(
    'warning',
    'A host gets the certificate of the controller itself.',
    ({ host, because }) => ({
      what: `TLS of host ${quote(host)} gets the controller's own certificate: ${because}`,
      why: 'browsers do not trust that certificate, and the controller reports this only in its log',
      fix: 'give the Secret a certificate for the host, or name the right Secret in spec.tls',
    }),
  ),
  'manifest/release-differs': row<{ version: string; differences: readonly string[] }>(
    'info',
    'The release of the controller that runs does some things otherwise.',
    ({ version, differences }) => ({
      what: `ingress-nginx v${version} ${differences.join('; it ')}`,
      why: 'the answers and findings are those of another release, and hold only where the two agree',
      fix: 'keep these differences in mind, or run that release',
    }),
  ),
  'manifest/port-of-pods': row<{ route: string; service: string; port: string; fix: string }>(
    'info',
    'A path names a port of the pods, and no port of the Service.',
    ({ route, service, port, fix }) => ({
      what: `path ${quote(route)} names ${port}, which is only the targetPort of Service ${service}`,
      why: 'ingress-nginx takes it for the port of the Service; other controllers do not, and answer with an error',
      fix,
    }),
  ),
  'manifest/object-not-given': row<{ object: string; names: readonly string[] }>(
    'info',
    'An Ingress names an object that is not among the manifests, which have others of its kind.',
    ({ object, names }) => {
      const [kind = '', key = ''] = object.split(' ');
      const meant = didYouMean(key, names);
      return {
        what: `${object} is not among the manifests; it is assumed to exist${meant === undefined ? '' : ` (did you mean ${quote(meant)}?)`}`,
        fix: `add its manifest, or correct the name of the ${kind}`,
      };
    },
  ),
  'manifest/settings-not-given': row<{ because: string; objects: readonly string[] }>(
    'info',
    'Whether an object is refused depends on a config map that is not among the manifests.',
    ({ because, objects }) => ({
      what: `${objects.join(', ')} may be accepted after all: ${because}`,
      fix: 'add the config map of the controller, or name it with --config-map',
    }),
  ),
  'manifest/snippet-second-host': row<{ object: string }>(
    'warning',
    'A snippet sends a Host header beside that of the controller.',
    ({ object }) => ({
      what: `${object} sets the header Host, and the controller sets it too: the backend gets both`,
      why: 'many servers answer 400 to a request with two Host headers, as RFC 9112 section 3.2 asks of them',
      fix: 'use the annotation upstream-vhost for the Service; the question to an authentication service has the host of auth-url',
    }),
  ),
};
