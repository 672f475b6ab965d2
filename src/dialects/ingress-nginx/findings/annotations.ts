import { quote, row } from '../../../findings/catalogue/row';

/**
 * Findings about values that nginx itself refuses, about the risk of an annotation, which only ingress-nginx rates, and about blocked
 * words.
 */
export const ANNOTATION_FINDINGS = {
  'annotation/stops-nginx': row<{ key: string; value: string; because: string }>(
    'error',
    'The controller accepts the value of an annotation, but nginx does not load a configuration with it.',
    ({ key, value, because }) => ({
      what: `annotation ${quote(key)}: value ${quote(value)} makes a configuration that nginx does not load: ${because}`,
      why: 'the controller goes on with the configuration it had, for every host, until the value is changed',
      fix: 'change the value, or the other setting that is named',
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
    'The risk of an annotation must be accepted explicitly.',
    ({ key, risk, accepted }) => ({
      what: `annotation ${quote(key)} is of risk ${quote(risk)}, but only risks up to ${quote(accepted)} are accepted here`,
      why: 'anybody who may set it can read or change the data of others on the same controller',
      fix: `use a typed option or another annotation, or set acceptedRisk to ${quote(risk)}`,
    }),
  ),
  'annotation/risk-not-allowed': row<{ key: string; risk: string; allowed: string }>(
    'error',
    'The controller is set to refuse annotations of this risk.',
    ({ key, risk, allowed }) => ({
      what: `annotation ${quote(key)} is of risk ${quote(risk)}, but the controller allows ${quote(allowed)} at most`,
      why: 'it refuses the whole Ingress with such an annotation',
      fix: `set the option annotations-risk-level of its config map to ${quote(risk)}, or remove the annotation`,
    }),
  ),
  'annotation/snippets-not-allowed': row<{ key: string }>('error', 'The controller is not set to allow snippets.', ({ key }) => ({
    what: `annotation ${quote(key)} is a snippet, but the controller does not allow snippets`,
    why: 'it refuses the whole Ingress with such an annotation',
    fix: 'set the option allow-snippet-annotations of its config map to "true", or remove the annotation',
  })),
  'annotation/critical-risk': row<{ key: string }>(
    'warning',
    'An annotation of risk Critical is used: the controller copies it into its configuration without a check.',
    ({ key }) => ({
      what: `annotation ${quote(key)} is copied into the configuration of the controller without a check`,
      why: 'a mistake in it can break the configuration for every host',
      fix: 'make sure that nobody else can set it, or use a typed option instead',
    }),
  ),
  'annotation/high-risk': row<{ key: string }>('info', 'An annotation of risk High is used.', ({ key }) => ({
    what: `annotation ${quote(key)} is of risk "High"`,
    why: 'its value may name other hosts or hold regular expressions; a controller with annotations-risk-level "Medium" refuses the Ingress',
    fix: 'check that the value does not come from an untrusted source',
  })),
  'config/stops-nginx': row<{ name: string; value: string; because: string; accepts: string }>(
    'error',
    'The controller accepts the value of an option, but nginx does not load a configuration with it.',
    ({ name, value, because, accepts }) => ({
      what: `option ${quote(name)} of the config map: value ${quote(value)} makes a configuration that nginx does not load: ${because}`,
      why: 'the controller goes on with the configuration it had, for every host, until the value is changed',
      fix: `use ${accepts}, or change the other option that is named`,
    }),
  ),
} as const;
