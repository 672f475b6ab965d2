import { dnsLabelReasons, dnsSubdomainReasons, labelValueReasons, qualifiedNameReasons } from '../../model/kubernetes-syntax';
import { quantityOf } from '../../model/quantity';
import { type FieldPath, fieldText } from '../field-path';
import { list, record, text } from '../ingress-view';
import { only, type Shape } from '../shapes';
import { checkShape } from './check-shape';
import { FieldFaults } from './field-faults';
import { validateLabels } from './metadata';

/**
 * Parts of pods and of autoscalers that users give as Kubernetes has them: where pods run, what they need, and how fast their number changes. Source:
 * kubernetes/kubernetes@v1.36.3:pkg/apis/core/validation/validation.go and pkg/apis/autoscaling/validation/validation.go; selectors of labels:
 * kubernetes/apimachinery@v0.36.0:pkg/apis/meta/v1/validation/validation.go.
 */

type Fields = { readonly [field: string]: unknown };
type Rule = (value: unknown, path: FieldPath, faults: FieldFaults) => void;

// ---- types of fields

const TEXTS: Shape = { list: 'text' };
const REQUIREMENTS: Shape = { list: only({ key: 'text', operator: 'text', values: TEXTS }, ['key', 'operator']) };
const SELECTOR: Shape = only({ matchLabels: 'texts', matchExpressions: REQUIREMENTS });
const TERM: Shape = only({ matchExpressions: REQUIREMENTS, matchFields: REQUIREMENTS });
const POD_TERM: Shape = only(
  {
    labelSelector: SELECTOR,
    namespaceSelector: SELECTOR,
    namespaces: TEXTS,
    topologyKey: 'text',
    matchLabelKeys: TEXTS,
    mismatchLabelKeys: TEXTS,
  },
  ['topologyKey'],
);
const POD_AFFINITY: Shape = only({
  requiredDuringSchedulingIgnoredDuringExecution: { list: POD_TERM },
  preferredDuringSchedulingIgnoredDuringExecution: {
    list: only({ weight: 'integer', podAffinityTerm: POD_TERM }, ['weight', 'podAffinityTerm']),
  },
});
const SCALING: Shape = {
  fields: {
    stabilizationWindowSeconds: 'integer',
    selectPolicy: 'text',
    policies: { list: only({ type: 'text', value: 'integer', periodSeconds: 'integer' }, ['type', 'value', 'periodSeconds']) },
  },
  unread: ['tolerance'],
};

const PARTS = {
  labelSelector: { shape: SELECTOR, rule: validateSelector },
  tolerations: {
    shape: { list: only({ key: 'text', operator: 'text', value: 'text', effect: 'text', tolerationSeconds: 'integer' }) },
    rule: each(validateToleration),
  },
  affinity: {
    shape: only({
      nodeAffinity: only({
        requiredDuringSchedulingIgnoredDuringExecution: only({ nodeSelectorTerms: { list: TERM } }, ['nodeSelectorTerms']),
        preferredDuringSchedulingIgnoredDuringExecution: {
          list: only({ weight: 'integer', preference: TERM }, ['weight', 'preference']),
        },
      }),
      podAffinity: POD_AFFINITY,
      podAntiAffinity: POD_AFFINITY,
    }),
    rule: validateAffinity,
  },
  topologySpreadConstraints: {
    shape: {
      list: only(
        {
          maxSkew: 'integer',
          minDomains: 'integer',
          topologyKey: 'text',
          whenUnsatisfiable: 'text',
          nodeAffinityPolicy: 'text',
          nodeTaintsPolicy: 'text',
          labelSelector: SELECTOR,
          matchLabelKeys: TEXTS,
        },
        ['maxSkew', 'topologyKey', 'whenUnsatisfiable'],
      ),
    },
    rule: validateSpread,
  },
  resources: {
    shape: only({ claims: { list: { fields: { name: 'text' } } }, limits: 'map', requests: 'map' }),
    rule: validateResources,
  },
  behavior: { shape: only({ scaleUp: SCALING, scaleDown: SCALING }), rule: validateBehavior },
} satisfies { readonly [part: string]: { readonly shape: Shape; readonly rule: Rule } };

export type SchedulingPart = keyof typeof PARTS;

/** Why kube-apiserver refuses such a part, each reason with the path of the field below the part; nothing if it takes it. */
export function schedulingReasons(part: SchedulingPart, value: unknown): readonly { readonly field: string; readonly reason: string }[] {
  const { shape, rule } = PARTS[part];
  const misfits = checkShape(value, shape).map((misfit) => ({ field: fieldText(misfit.path), reason: misfitText(misfit) }));
  if (misfits.length > 0) return misfits;
  const faults = new FieldFaults();
  rule(value, [], faults);
  return faults.found.map(({ path, reason }) => ({ field: fieldText(path), reason }));
}

function misfitText(misfit: ReturnType<typeof checkShape>[number]): string {
  if (misfit.kind === 'type') return `must be ${misfit.expected}, and is ${misfit.found}`;
  if (misfit.kind === 'missing') return 'is missing';
  return misfit.kind === 'unknown' && misfit.meant !== undefined
    ? `there is no such field; did you mean "${misfit.meant}"?`
    : 'there is no such field';
}

// ---- rules

function each(rule: (value: Fields, path: FieldPath, faults: FieldFaults) => void): Rule {
  return (value, path, faults) => {
    for (const [index, item] of list(value).entries()) rule(record(item), [...path, index], faults);
  };
}

const given = (value: unknown): boolean => value !== undefined && value !== null;

function validateToleration(toleration: Fields, path: FieldPath, faults: FieldFaults): void {
  const [key, operator, value, effect] = ['key', 'operator', 'value', 'effect'].map((field) => text(toleration[field])) as [
    string,
    string,
    string,
    string,
  ];
  if (key !== '') faults.invalid([...path, 'key'], key, ...qualifiedNameReasons(key));
  else if (operator !== 'Exists')
    faults.invalid(
      [...path, 'operator'],
      operator,
      'operator must be Exists when `key` is empty, which means "match all values and all keys"',
    );
  if (given(toleration.tolerationSeconds) && effect !== 'NoExecute')
    faults.invalid([...path, 'effect'], effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
  if (operator === '' || operator === 'Equal') faults.invalid([...path, 'operator'], value, ...labelValueReasons(value));
  else if (operator !== 'Exists') faults.oneOf([...path, 'operator'], operator, ['Equal', 'Exists']);
  else if (value !== '') faults.invalid([...path, 'operator'], value, "value must be empty when `operator` is 'Exists'");
  if (effect !== '') faults.oneOf([...path, 'effect'], effect, ['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
}

function validateSelector(selector: unknown, path: FieldPath, faults: FieldFaults): void {
  const { matchLabels, matchExpressions } = record(selector);
  validateLabels(matchLabels, [...path, 'matchLabels'], faults);
  each(validateRequirement([]))(matchExpressions, [...path, 'matchExpressions'], faults);
}

/** `ordering`: operators that compare numbers, which only nodes have. */
const validateRequirement =
  (ordering: readonly string[]) =>
  ({ key, operator: named, values: many }: Fields, path: FieldPath, faults: FieldFaults): void => {
    const operator = text(named);
    const values = list(many).map(text);
    if (['In', 'NotIn'].includes(operator)) {
      if (values.length === 0) faults.required([...path, 'values'], "must be specified when `operator` is 'In' or 'NotIn'");
    } else if (['Exists', 'DoesNotExist'].includes(operator)) {
      if (values.length > 0) faults.forbidden([...path, 'values'], "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
    } else if (ordering.includes(operator)) {
      if (values.length !== 1) faults.required([...path, 'values'], "must be specified single value when `operator` is 'Lt' or 'Gt'");
    } else faults.invalid([...path, 'operator'], operator, 'not a valid selector operator');
    faults.invalid([...path, 'key'], text(key), ...qualifiedNameReasons(text(key)));
    for (const [index, value] of values.entries()) faults.invalid([...path, 'values', index], value, ...labelValueReasons(value));
  };

function validateNodeTerm({ matchExpressions, matchFields }: Fields, path: FieldPath, faults: FieldFaults): void {
  each(validateRequirement(['Gt', 'Lt']))(matchExpressions, [...path, 'matchExpressions'], faults);
  each(validateFieldRequirement)(matchFields, [...path, 'matchFields'], faults);
}

function validateFieldRequirement({ key, operator, values: many }: Fields, path: FieldPath, faults: FieldFaults): void {
  const values = list(many).map(text);
  if (!['In', 'NotIn'].includes(text(operator))) faults.invalid([...path, 'operator'], text(operator), 'not a valid selector operator');
  else if (values.length !== 1)
    faults.required([...path, 'values'], "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
  if (text(key) !== 'metadata.name') faults.invalid([...path, 'key'], text(key), 'not a valid field selector key');
  else for (const [index, value] of values.entries()) faults.invalid([...path, 'values', index], value, ...dnsSubdomainReasons(value));
}

function validateWeight({ weight }: Fields, path: FieldPath, faults: FieldFaults): void {
  if (Number(weight) < 1 || Number(weight) > 100) faults.invalid([...path, 'weight'], weight, 'must be in the range 1-100');
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

function validateAffinity(affinity: unknown, path: FieldPath, faults: FieldFaults): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = record(affinity);
  const node = record(nodeAffinity);
  if (given(node[REQUIRED])) {
    const terms = list(record(node[REQUIRED]).nodeSelectorTerms);
    const at = [...path, 'nodeAffinity', REQUIRED, 'nodeSelectorTerms'];
    if (terms.length === 0) faults.required(at, 'must have at least one node selector term');
    each(validateNodeTerm)(terms, at, faults);
  }
  each((term, at) => {
    validateWeight(term, at, faults);
    validateNodeTerm(record(term.preference), [...at, 'preference'], faults);
  })(node[PREFERRED], [...path, 'nodeAffinity', PREFERRED], faults);
  for (const [field, value] of Object.entries({ podAffinity, podAntiAffinity })) {
    const pods = record(value);
    each(validatePodTerm)(pods[REQUIRED], [...path, field, REQUIRED], faults);
    each((term, at) => {
      validateWeight(term, at, faults);
      validatePodTerm(record(term.podAffinityTerm), [...at, 'podAffinityTerm'], faults);
    })(pods[PREFERRED], [...path, field, PREFERRED], faults);
  }
}

function validatePodTerm(term: Fields, path: FieldPath, faults: FieldFaults): void {
  const { labelSelector, namespaceSelector, namespaces, topologyKey } = term;
  validateSelector(labelSelector, [...path, 'labelSelector'], faults);
  validateSelector(namespaceSelector, [...path, 'namespaceSelector'], faults);
  for (const name of list(namespaces).map(text)) faults.invalid([...path, 'namespace'], name, ...dnsLabelReasons(name));
  validateLabelKeys(term, path, faults);
  faults.invalid([...path, 'topologyKey'], text(topologyKey), ...qualifiedNameReasons(text(topologyKey)));
}

/** `ValidateMatchLabelKeysAndMismatchLabelKeys`. */
function validateLabelKeys({ labelSelector, matchLabelKeys, mismatchLabelKeys }: Fields, path: FieldPath, faults: FieldFaults): void {
  const matched = list(matchLabelKeys).map(text);
  const mismatched = list(mismatchLabelKeys).map(text);
  for (const [field, keys] of Object.entries({ matchLabelKeys: matched, mismatchLabelKeys: mismatched })) {
    if (keys.length > 0 && !given(labelSelector)) faults.forbidden([...path, field], 'must not be specified when labelSelector is not set');
    else for (const [index, key] of keys.entries()) faults.invalid([...path, field, index], key, ...qualifiedNameReasons(key));
  }
  const selected = new Set(Object.keys(record(record(labelSelector).matchLabels)));
  for (const [index, expression] of list(record(labelSelector).matchExpressions).entries()) {
    const key = text(record(expression).key);
    if (matched.includes(key) && selected.has(key))
      faults.invalid([...path, 'matchLabelKeys', index], key, 'exists in both matchLabelKeys and labelSelector');
    selected.add(key);
  }
  for (const [index, key] of matched.entries())
    if (mismatched.includes(key))
      faults.invalid([...path, 'matchLabelKeys', index], key, 'exists in both matchLabelKeys and mismatchLabelKeys');
}

function validateSpread(constraints: unknown, path: FieldPath, faults: FieldFaults): void {
  const seen = new Set<string>();
  each((constraint, at) => {
    const { maxSkew, minDomains, topologyKey, whenUnsatisfiable, labelSelector } = constraint;
    if (Number(maxSkew) < 1) faults.invalid([...at, 'maxSkew'], maxSkew, 'must be greater than zero');
    faults.oneOf([...at, 'whenUnsatisfiable'], text(whenUnsatisfiable), ['DoNotSchedule', 'ScheduleAnyway']);
    const pair = `{${text(topologyKey)}, ${text(whenUnsatisfiable)}}`;
    if (seen.has(pair)) faults.duplicate([...at, '{topologyKey, whenUnsatisfiable}'], pair);
    seen.add(pair);
    if (given(minDomains) && Number(minDomains) < 1) faults.invalid([...at, 'minDomains'], minDomains, 'must be greater than zero');
    if (given(minDomains) && whenUnsatisfiable !== 'DoNotSchedule')
      faults.invalid(
        [...at, 'minDomains'],
        minDomains,
        `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${text(whenUnsatisfiable)}`,
      );
    for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy'])
      if (given(constraint[field])) faults.oneOf([...at, field], text(constraint[field]), ['Honor', 'Ignore']);
    validateLabelKeys(constraint, at, faults);
    validateSelector(labelSelector, [...at, 'labelSelector'], faults);
  })(constraints, path, faults);
}

const MOST_PERIOD_SECONDS = 1800;
const MOST_WINDOW_SECONDS = 3600;

function validateBehavior(behavior: unknown, path: FieldPath, faults: FieldFaults): void {
  for (const direction of ['scaleUp', 'scaleDown']) {
    if (!given(record(behavior)[direction])) continue;
    const { stabilizationWindowSeconds: window, selectPolicy, policies } = record(record(behavior)[direction]);
    const at = [...path, direction];
    if (given(window) && !(Number(window) >= 0 && Number(window) <= MOST_WINDOW_SECONDS))
      faults.invalid([...at, 'stabilizationWindowSeconds'], window, `must be from 0 to ${MOST_WINDOW_SECONDS}`);
    if (given(selectPolicy)) faults.oneOf([...at, 'selectPolicy'], text(selectPolicy), ['Disabled', 'Max', 'Min']);
    // Absent ones are defaults.
    if (given(policies) && list(policies).length === 0) faults.required([...at, 'policies'], 'must specify at least one Policy');
    each(validatePolicy)(policies, [...at, 'policies'], faults);
  }
}

function validatePolicy({ type, value, periodSeconds }: Fields, path: FieldPath, faults: FieldFaults): void {
  faults.oneOf([...path, 'type'], text(type), ['Percent', 'Pods']);
  if (Number(value) < 1) faults.invalid([...path, 'value'], value, 'must be greater than zero');
  if (!(Number(periodSeconds) >= 1 && Number(periodSeconds) <= MOST_PERIOD_SECONDS))
    faults.invalid([...path, 'periodSeconds'], periodSeconds, `must be from 1 to ${MOST_PERIOD_SECONDS}`);
}

const CONTAINER_RESOURCES = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** `ValidateContainerResourceRequirements`, of a pod without `resourceClaims`. */
export function validateResources(resources: unknown, path: FieldPath, faults: FieldFaults): void {
  const { claims, limits, requests } = record(resources);
  for (const [index, claim] of list(claims).entries())
    faults.add([...path, 'claims', index], `Not found: ${JSON.stringify(record(claim).name)}`, 'the pod has no resourceClaims');
  const amounts = (field: string, all: unknown): ReadonlyMap<string, number> => {
    const found = new Map<string, number>();
    for (const [name, value] of Object.entries(record(all))) {
      const at = [...path, field, name];
      faults.invalid(at, name, ...qualifiedNameReasons(name));
      if (!name.includes('/') && !CONTAINER_RESOURCES.test(name)) faults.invalid(at, name, 'must be a standard resource for containers');
      const written = quantityText(value);
      const amount = written === undefined ? undefined : quantityOf(written);
      if (amount === undefined)
        faults.add(at, `Invalid value: ${written ?? 'no quantity'}`, 'quantities must be a number with a unit such as "100m" or "128Mi"');
      else if (amount < 0) faults.invalid(at, written, 'must be greater than or equal to 0');
      else found.set(name, amount);
    }
    return found;
  };
  const most = amounts('limits', limits);
  for (const [name, amount] of amounts('requests', requests))
    if (amount > (most.get(name) ?? Number.POSITIVE_INFINITY))
      faults.add([...path, 'requests', name], `must be less than or equal to ${name} limit`);
}

/** Of a quantity as YAML has it, or as an object of cdk8s-plus. */
function quantityText(value: unknown): string | undefined {
  const inner = typeof value === 'object' && value !== null ? (value as { readonly value?: unknown }).value : value;
  return typeof inner === 'string' || typeof inner === 'number' ? String(inner) : undefined;
}
