import { meant, quote, row } from './row';

/** Causes that lie in annotations of a controller on an Ingress. */
export const ANNOTATIONS = {
  'annotation/unknown': row<{ key: string; suggestion?: string }>(
    'error',
    'The controller does not know an annotation with this name, and ignores it.',
    ({ key, suggestion }) => ({
      what: `annotation ${quote(key)} is not known${meant(suggestion)}`,
      why: 'the controller ignores annotations that it does not know',
      fix: suggestion === undefined ? 'remove it, or correct the name' : `use ${quote(suggestion)}`,
    }),
  ),
  'annotation/value-not-accepted': row<{ key: string; value: string; accepts: string; problem?: string; suggestion?: string }>(
    'error',
    'The controller refuses the value, ignores it, or writes a broken configuration with it.',
    ({ key, value, accepts, problem, suggestion }) => ({
      what: `annotation ${quote(key)}: value ${quote(value)} ${problem ?? 'is not accepted'}${meant(suggestion)}`,
      fix: suggestion === undefined ? `use ${accepts}` : `use ${quote(suggestion)}; accepted is ${accepts}`,
    }),
  ),
  'annotation/stops-nginx': row<{ key: string; value: string; because: string }>(
    'error',
    'The controller lets the value pass, and its proxy does not load a configuration with it.',
    ({ key, value, because }) => ({
      what: `annotation ${quote(key)}: value ${quote(value)} makes a configuration that is not loaded: ${because}`,
      why: 'the controller goes on with the configuration it had, for every host, until the value is changed',
      fix: 'change the value, or another setting that is named',
    }),
  ),
  'annotation/word-blocked': row<{ key: string; value: string; word: string }>(
    'error',
    'The controller is set to refuse values with this word.',
    ({ key, value, word }) => ({
      what: `annotation ${quote(key)}: value ${quote(value)} contains ${quote(word)}, which the controller is set to refuse`,
      why: 'the option annotation-value-word-blocklist of its config map lists the word',
      fix: 'choose a value without the word, or take it off the list',
    }),
  ),
  'annotation/risk-not-accepted': row<{ key: string; risk: string; accepted: string }>(
    'error',
    'An annotation of this risk needs an explicit agreement.',
    ({ key, risk, accepted }) => ({
      what: `annotation ${quote(key)} is of risk ${quote(risk)}, and only ${quote(accepted)} is accepted here`,
      why: 'whoever may write it can read or change what belongs to others on the same controller',
      fix: `use a typed option or another annotation, or set acceptedRisk to ${quote(risk)}`,
    }),
  ),
  'annotation/risk-not-allowed': row<{ key: string; risk: string; allowed: string }>(
    'error',
    'The controller is set to refuse annotations of this risk.',
    ({ key, risk, allowed }) => ({
      what: `annotation ${quote(key)} is of risk ${quote(risk)}, and the controller allows ${quote(allowed)} at most`,
      why: 'it refuses the whole Ingress then',
      fix: `set the option annotations-risk-level of its config map to ${quote(risk)}, or remove the annotation`,
    }),
  ),
  'annotation/snippets-not-allowed': row<{ key: string }>('error', 'The controller is not set to allow snippets.', ({ key }) => ({
    what: `annotation ${quote(key)} is a snippet, and the controller does not allow snippets`,
    why: 'it refuses the whole Ingress then',
    fix: 'set the option allow-snippet-annotations of its config map to "true", or remove the annotation',
  })),
  'annotation/critical-risk': row<{ key: string }>(
    'warning',
    'An annotation of risk Critical is used: its text goes into the configuration of the controller as it is.',
    ({ key }) => ({
      what: `annotation ${quote(key)} puts its text into the configuration of the controller as it is`,
      why: 'the controller checks nothing of it: a mistake can break its configuration for everybody',
      fix: 'keep it out of reach of others, or use a typed option instead',
    }),
  ),
  'annotation/high-risk': row<{ key: string }>('info', 'An annotation of risk High is used.', ({ key }) => ({
    what: `annotation ${quote(key)} is of risk "High"`,
    why: 'its value may name other hosts or hold regular expressions; a controller with annotations-risk-level "Medium" refuses the Ingress',
    fix: 'check that the value does not come from outside',
  })),
  'annotation/conflict': row<{ key: string; value: string; other: string }>(
    'error',
    'An annotation and a typed option say different things.',
    ({ key, value, other }) => ({
      what: `annotation ${quote(key)} is given as ${quote(value)}, and another option of the same route sets it to ${quote(other)}`,
      fix: 'keep one of them',
    }),
  ),
  'annotation/not-read': row<{ key: string; of: string; target: string; suggestion: string | undefined; named: boolean }>(
    'warning',
    'An annotation is of another controller, and the one of the routes does not read it.',
    ({ key, of, target, suggestion, named }) => ({
      what: `annotation ${quote(key)} is of ${of}, and the routes go to ${target}${meant(suggestion)}`,
      why: named
        ? 'a controller ignores the annotations of others'
        : 'without a controller it is not known who reads it, and nothing checks it',
      fix:
        suggestion !== undefined ? `use ${quote(suggestion)}` : named ? 'remove it' : 'give the PathIngress that controller, or remove it',
    }),
  ),
  'annotation/no-effect': row<{ key: string; because: string; fix: string }>(
    'warning',
    'An annotation does nothing as it stands.',
    ({ key, because, fix }) => ({ what: `annotation ${quote(key)} ${because}`, fix }),
  ),
} as const;
