import { items } from '../../annotation-table/list-text';
import type { AnnotationValue } from '../../annotation-table/value';
import { isAddressOrNetwork } from '../../model/kubernetes-syntax';

/** Values of annotations, and of entries of the ConfigMap. */

export const BOOLEAN: AnnotationValue = { type: 'boolean' };
export const COUNT: AnnotationValue = { type: 'integer', min: 0 };
export const TIME: AnnotationValue = {
  type: 'text',
  pattern: '^\\d+(ms|s|m|h|d)?$',
  accepts: 'a number of milliseconds, or with ms, s, m, h or d behind it',
};
export const SIZE: AnnotationValue = { type: 'text', pattern: '^\\d+[kmg]?$', accepts: 'a number, or with k, m or g behind it' };
export const WORD: AnnotationValue = { type: 'text', pattern: '^[^\\s"\'#\\\\]+$', accepts: 'one word without quotes, "#" and "\\"' };
export const NAME: AnnotationValue = {
  type: 'text',
  pattern: '^([a-z0-9.-]+/)?[a-z0-9.-]+$',
  accepts: 'a name, with its namespace and "/" before it if it is another',
};
export const NAMESPACED_NAME: AnnotationValue = { type: 'text', pattern: '^[a-z0-9.-]+/[a-z0-9.-]+$', accepts: 'namespace/name' };
export const HEADER: AnnotationValue = { type: 'text', pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$", accepts: 'the name of a header' };
export const CODE: AnnotationValue = { type: 'enum', options: ['301', '302', '303', '307', '308'], caseSensitive: true };
export const SNIPPET: AnnotationValue = { type: 'ownLanguage', accepts: 'directives of HAProxy, one a line', problem: () => undefined };
export const SAMPLES: AnnotationValue = {
  type: 'ownLanguage',
  accepts: 'sample expressions of HAProxy, one a line',
  problem: () => undefined,
};
export const METHODS: AnnotationValue = {
  type: 'text',
  pattern: '^[A-Za-z, *]+$',
  works: '^(\\*|GET|POST|PUT|DELETE|HEAD|CONNECT|OPTIONS|TRACE|PATCH)$',
  accepts: '"*", GET, POST, PUT, DELETE, HEAD, CONNECT, OPTIONS, TRACE or PATCH',
  separator: ',',
};

// ---- what the controller takes apart itself

/** haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/accessControl.go. Of lists with a wrong address nothing is applied. */
export const ADDRESSES: AnnotationValue = {
  type: 'ownLanguage',
  accepts: 'addresses and networks such as "10.0.0.0/8" with commas between, or a file of the controller such as "patterns/clients"',
  problem: (text) => {
    if (text.startsWith('patterns/')) return undefined;
    const wrong = text.split(',').find((one) => !isAddressOrNetwork(one.trim()));
    return wrong === undefined ? undefined : `has "${wrong.trim()}", which is neither an address nor a network`;
  },
};

/** haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/reqSetHdr.go. */
export const HEADER_LINES: AnnotationValue = {
  type: 'ownLanguage',
  accepts: 'lines with the name of a header, a space and a value in a log format of HAProxy',
  problem: (text) => {
    const wrong = items(text, '\n').find((line) => !/^[^\s"'#\\]+ \S/.test(line));
    return wrong === undefined ? undefined : `has the line "${wrong}", which has no value`;
  },
};

/** haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/reqPathRewrite.go. A pattern that does not compile stops every later change. */
export const REWRITE_LINES: AnnotationValue = {
  type: 'ownLanguage',
  accepts: 'lines with a regular expression, a space and a text without spaces, or a text alone',
  problem: (text) =>
    items(text, '\n')
      .map(rewriteProblem)
      .find((one) => one !== undefined),
};

function rewriteProblem(line: string): string | undefined {
  const [first = '', second, ...more] = line.split(/\s+/);
  if (more.length > 0) return `has the line "${line}", which has more than two values`;
  if (second === undefined) return undefined;
  const syntax = pcre2(first);
  if (syntax.kind === 'refused') return `has "${first}", which does not compile: ${syntax.because}`;
  return syntax.kind === 'compiles' && syntax.pcre2 === 'refuses' ? `has "${first}", which PCRE2 does not compile` : undefined;
}

/** Loaded when it is first asked: most apps have no pattern. */
const pcre2: typeof import('../../regex/pcre2/syntax').syntaxOf = (...args) =>
  (require('../../regex/pcre2/syntax') as typeof import('../../regex/pcre2/syntax')).syntaxOf(...args);
