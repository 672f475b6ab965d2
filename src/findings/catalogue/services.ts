import { quote, row } from './row';

/** Causes that lie in the demo backends. */
export const SERVICES = {
  'service/name-not-a-dns-label': row<{ name: string; maxLength: number }>(
    'error',
    'The name of a service must be a DNS label, short enough for its suffix.',
    ({ name, maxLength }) => ({
      what: `name ${quote(name)} is not a DNS label of at most ${maxLength} characters`,
      fix: 'use lower case letters, digits and dashes; begin with a letter and end with a letter or digit',
    }),
  ),
  'service/name-taken': row<{ kind: string; name: string; other: string }>(
    'error',
    'Two services of one chart would create objects of the same name.',
    ({ kind, name, other }) => ({
      what: `${kind} ${quote(name)} is in this chart already, at ${quote(other)}`,
      why: 'of two objects with one name, the cluster keeps the one that is applied last',
      fix: 'give one of them another "name"',
    }),
  ),
  'service/image-not-a-reference': row<{ image: string }>('error', 'An image must be named, without white space.', ({ image }) => ({
    what: `image ${quote(image)} is not an image reference`,
    fix: 'use a form such as "httpd:2.4-alpine"; leave "image" out for the default',
  })),
  'service/replicas-not-whole': row<{ replicas: unknown }>(
    'error',
    'The number of pods must be whole and not negative.',
    ({ replicas }) => ({
      what: `replicas ${shown(replicas)} is not a whole number, 0 or more`,
      fix: 'use 0, 1, 2, ...',
    }),
  ),
  'service/port-out-of-range': row<{ option: string; value: unknown }>(
    'error',
    'A port must lie between 1 and 65535.',
    ({ option, value }) => ({
      what: `${option} ${shown(value)} is not a whole number from 1 to 65535`,
      fix: 'use a port such as 8080',
    }),
  ),
  'service/env-name-malformed': row<{ name: string }>('error', 'A variable must have a name that Kubernetes takes.', ({ name }) => ({
    what: `env cannot have a variable with the name ${quote(name)}`,
    fix: 'use printable characters of ASCII without "="',
  })),
  'service/amount-not-whole': row<{ option: string; unit: string }>(
    'error',
    'An amount must be whole in the unit in which it is written.',
    ({ option, unit }) => ({
      what: `${option} is no whole number of ${unit}`,
      why: `cdk8s-plus writes it in ${unit}`,
      fix: `use Size.${unit}() with a whole number`,
    }),
  ),
  'service/request-above-limit': row<{ resource: string }>(
    'error',
    'A container must not request more than its limit.',
    ({ resource }) => ({
      what: `resources.${resource} has a request above its limit`,
      why: 'the API server refuses such a container',
      fix: 'raise the limit, or lower the request',
    }),
  ),
  'service/label-malformed': row<{ key: string; value: string }>(
    'error',
    'A label must have a key and a value that Kubernetes takes.',
    ({ key, value }) => ({
      what: `label ${quote(key)} cannot be ${quote(value)}`,
      why: 'key and value are at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends; a key may begin with a domain and "/"',
      fix: 'shorten it, or replace characters that are not allowed',
    }),
  ),
  'service/label-selects-pods': row<{ value: string; name: string }>(
    'error',
    'The label "app" selects the pods and cannot have another value.',
    ({ value, name }) => ({
      what: `label "app" cannot be ${quote(value)}, because "app" selects the pods of ${quote(name)}`,
      fix: 'set "name" instead, or use another label',
    }),
  ),
} as const;

/** JSON has no NaN. */
const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : quote(value));
