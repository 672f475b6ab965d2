import type { ClusterView } from './cluster-view';
import { list, record, text, texts } from './ingress-view';

export type Labels = { readonly [label: string]: string };

/** One condition on labels. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * Whether labels fit a selector with `matchLabels` and `matchExpressions`. An unknown operator fits nothing.
 * Source: kubernetes/apimachinery@v0.36.3:pkg/apis/meta/v1/helpers.go (`LabelSelectorAsSelector`).
 */
export function selects(selector: { readonly [field: string]: unknown }, labels: Labels): boolean {
  const exact = Object.entries(texts(selector.matchLabels)).every(([key, value]) => labelOf(labels, key) === value);
  const expressions = list(selector.matchExpressions).map((entry): Requirement => {
    const { key, operator, values } = record(entry);
    return { key: text(key), operator: text(operator), values: list(values).map(text) };
  });
  return exact && expressions.every((one) => holds(one, labels));
}

/**
 * The test that a selector in one text stands for, such as `app=shop,tier in (a, b),!old`; undefined if the text cannot be read.
 * Source: kubernetes/apimachinery@v0.36.3:pkg/labels/selector.go (`Parse`).
 */
export function parseLabelSelector(selector: string): ((labels: Labels) => boolean) | undefined {
  const parts = selector.trim() === '' ? [] : selector.split(/,(?![^(]*\))/).map(requirementOf);
  const requirements = parts.filter((one) => one !== undefined);
  return requirements.length < parts.length ? undefined : (labels) => requirements.every((one) => holds(one, labels));
}

/**
 * Whether a selector in one text selects a namespace. One that is not among the manifests, which are not all, is taken to have the labels
 * that are asked for.
 */
export function selectsNamespace(
  selector: string,
  namespace: string,
  { namespaces, complete }: Pick<ClusterView, 'namespaces' | 'complete'>,
): boolean {
  if (selector.trim() === '') return true;
  const labels = namespaces.get(namespace);
  return labels === undefined ? !complete : parseLabelSelector(selector)?.(labels) === true;
}

function requirementOf(given: string): Requirement | undefined {
  const part = given.trim();
  const [, not, alone] = /^(!?)\s*([\w./-]+)$/.exec(part) ?? [];
  if (alone !== undefined) return { key: alone, operator: not === '!' ? 'DoesNotExist' : 'Exists', values: [] };
  const [, key, sign, value] = /^([\w./-]+)\s*(==?|!=)\s*([\w.-]*)$/.exec(part) ?? [];
  if (key !== undefined) return { key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value as string] };
  const [, number, bound, limit] = /^([\w./-]+)\s*([<>])\s*(-?\d+)$/.exec(part) ?? [];
  if (number !== undefined) return { key: number, operator: bound as string, values: [limit as string] };
  const [, name, operator, set] = /^([\w./-]+)\s+(in|notin)\s*\(([\w.,\s-]*)\)$/.exec(part) ?? [];
  if (name === undefined || set === undefined) return undefined;
  return { key: name, operator: operator === 'in' ? 'In' : 'NotIn', values: set.split(',').map((one) => one.trim()) };
}

function holds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labelOf(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case '<':
    case '>': {
      if (value === undefined || !/^-?\d+$/.test(value)) return false;
      const [limit] = values;
      return operator === '<' ? Number(value) < Number(limit) : Number(value) > Number(limit);
    }
    default:
      return false;
  }
}

const labelOf = (labels: Labels, key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);
