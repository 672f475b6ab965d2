import { controllerAccepts, type Refusal, refusal } from '../../annotation-table/check-value';
import type { AnnotationRow } from '../../annotation-table/row';
import type { AnnotationValue } from '../../annotation-table/value';
import { snippetProblem } from './check-snippet';
import type { Risk } from './risk';

/** One annotation of ingress-nginx. */
export interface IngressNginxAnnotation extends AnnotationRow {
  readonly value: IngressNginxValue;
  /** The effect that the annotation changes, in our own terms. */
  readonly scope: 'location' | 'server' | 'upstream' | 'controller';
  readonly risk: Risk;
}

/** `spacesIgnored`: the controller removes spaces before it checks `pattern`, and only then. */
export type IngressNginxValue = AnnotationValue & { readonly spacesIgnored?: true };

/** Configuration that the controller copies unchanged, between the braces of a block or between single quotes. */
export const snippet = (within: 'block' | 'singleQuotes'): AnnotationValue => ({
  type: 'ownLanguage',
  accepts: within === 'block' ? 'complete directives of nginx, with balanced braces and quotes' : "text without an unescaped '",
  problem: (text) => snippetProblem(text, within),
});

/**
 * Whether the controller's own validator accepts a value. It reads an empty value as an absent annotation.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/parser/validators.go
 */
export const validatorAccepts = (value: IngressNginxValue, text: string): boolean =>
  text === '' || controllerAccepts(value, validated(value, text));

/** Why a value is refused, or `undefined`. */
export const valueRefusal = (value: IngressNginxValue, text: string): Refusal | undefined => refusal(value, text, validated(value, text));

const validated = ({ spacesIgnored }: IngressNginxValue, text: string): string => (spacesIgnored ? text.replaceAll(' ', '') : text);
