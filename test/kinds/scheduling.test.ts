import { type SchedulingPart, schedulingReasons } from '../../src/kinds/validation/scheduling';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const spread = (changed: object) => [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', ...changed }];
const scaling = (changed: object) => ({ scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }], ...changed } });
const pods = (term: object) => ({ podAffinity: { [REQUIRED]: [{ topologyKey: 'zone', ...term }] } });
const nodes = (term: object) => ({ nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [term] } } });
const expression = (changed: object) => ({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'], ...changed }] });

test.each<[SchedulingPart, unknown]>([
  ['tolerations', []],
  ['tolerations', [{ operator: 'Exists' }, { key: 'a', value: 'b', effect: 'NoExecute', tolerationSeconds: 60 }]],
  ['affinity', {}],
  ['affinity', nodes(expression({ operator: 'Gt', values: ['3'] }))],
  ['affinity', nodes({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] })],
  [
    'affinity',
    { podAntiAffinity: { [PREFERRED]: [{ weight: 100, podAffinityTerm: { topologyKey: 'zone', labelSelector: expression({}) } }] } },
  ],
  ['topologySpreadConstraints', spread({ minDomains: 2, labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['c'] })],
  ['behavior', scaling({ stabilizationWindowSeconds: 0, selectPolicy: 'Disabled' })],
  ['resources', { requests: { cpu: '100m', 'example.com/gpu': 1 }, limits: { cpu: { value: '1' }, memory: '128Mi' } }],
  ['labelSelector', { matchLabels: { a: 'b' }, ...expression({ operator: 'Exists', values: [] }) }],
])('%s are taken: %j', (part, value) => {
  expect(schedulingReasons(part, value)).toEqual([]);
});

test.each<[SchedulingPart, unknown, string, string]>([
  ['tolerations', [{ key: 'a', effect: 'Never' }], '[0].effect', 'Unsupported value: "Never"'],
  ['tolerations', [{ value: 'a' }], '[0].operator', 'operator must be Exists when `key` is empty'],
  ['tolerations', [{ key: 'a', operator: 'Exists', value: 'b' }], '[0].operator', 'value must be empty'],
  ['tolerations', [{ key: 'a', operator: 'Like' }], '[0].operator', 'Unsupported value'],
  ['tolerations', [{ key: 'a', tolerationSeconds: 1 }], '[0].effect', "must be 'NoExecute'"],
  ['tolerations', [{ key: 'a b' }], '[0].key', 'name part must consist of'],
  ['tolerations', [{ keyy: 'a' }], '[0].keyy', 'did you mean "key"?'],
  ['tolerations', [1.5], '[0]', 'must be a map'],
  ['affinity', { podAffinity: 1 }, 'podAffinity', 'must be a map'],
  ['affinity', pods({ topologyKey: '' }), `podAffinity.${REQUIRED}[0].topologyKey`, 'is missing'],
  ['affinity', pods({ namespaces: ['A'] }), `podAffinity.${REQUIRED}[0].namespace`, 'lower case'],
  ['affinity', pods({ matchLabelKeys: ['a'] }), `podAffinity.${REQUIRED}[0].matchLabelKeys`, 'must not be specified when labelSelector'],
  [
    'affinity',
    pods({ labelSelector: {}, matchLabelKeys: ['a'], mismatchLabelKeys: ['a'] }),
    `podAffinity.${REQUIRED}[0].matchLabelKeys[0]`,
    'exists in both',
  ],
  [
    'affinity',
    pods({ labelSelector: expression({ values: [] }) }),
    `podAffinity.${REQUIRED}[0].labelSelector.matchExpressions[0].values`,
    'must be specified',
  ],
  [
    'affinity',
    nodes(expression({ operator: 'Gt', values: ['1', '2'] })),
    `nodeAffinity.${REQUIRED}.nodeSelectorTerms[0].matchExpressions[0].values`,
    'single value',
  ],
  [
    'affinity',
    nodes({ matchFields: [{ key: 'spec', operator: 'In', values: ['a'] }] }),
    `nodeAffinity.${REQUIRED}.nodeSelectorTerms[0].matchFields[0].key`,
    'not a valid field',
  ],
  ['affinity', { nodeAffinity: { [REQUIRED]: { nodeSelectorTerms: [] } } }, `nodeAffinity.${REQUIRED}.nodeSelectorTerms`, 'at least one'],
  ['affinity', { nodeAffinity: { [PREFERRED]: [{ weight: 0, preference: {} }] } }, `nodeAffinity.${PREFERRED}[0].weight`, 'range 1-100'],
  ['topologySpreadConstraints', spread({ maxSkew: 0 }), '[0].maxSkew', 'greater than zero'],
  ['topologySpreadConstraints', spread({ whenUnsatisfiable: 'Never' }), '[0].whenUnsatisfiable', 'Unsupported value'],
  ['topologySpreadConstraints', spread({ minDomains: 0.5 }), '[0].minDomains', 'must be a whole number'],
  [
    'topologySpreadConstraints',
    spread({ minDomains: 1, whenUnsatisfiable: 'ScheduleAnyway' }),
    '[0].minDomains',
    'can only use minDomains',
  ],
  ['topologySpreadConstraints', spread({ nodeTaintsPolicy: 'a' }), '[0].nodeTaintsPolicy', 'Unsupported value'],
  ['topologySpreadConstraints', [...spread({}), ...spread({})], '[1]["{topologyKey, whenUnsatisfiable}"]', 'Duplicate value'],
  ['behavior', scaling({ policies: [] }), 'scaleUp.policies', 'at least one Policy'],
  ['behavior', scaling({ stabilizationWindowSeconds: 3601 }), 'scaleUp.stabilizationWindowSeconds', 'from 0 to 3600'],
  ['behavior', scaling({ selectPolicy: 'Any' }), 'scaleUp.selectPolicy', 'Unsupported value'],
  ['behavior', scaling({ policies: [{ type: 'Cores', value: 0, periodSeconds: 1801 }] }), 'scaleUp.policies[0].type', 'Unsupported value'],
  ['resources', { requests: { cpu: '2' }, limits: { cpu: '100m' } }, 'requests.cpu', 'less than or equal to cpu limit'],
  ['resources', { requests: { cpu: 'bogus' } }, 'requests.cpu', 'quantities must be'],
  ['resources', { requests: { gpu: '1' } }, 'requests.gpu', 'standard resource'],
  ['resources', { limits: { memory: '-1Mi' } }, 'limits.memory', 'greater than or equal to 0'],
  ['resources', { claims: [{ name: 'a' }] }, 'claims[0]', 'no resourceClaims'],
])('of %s %j is refused: %s', (part, value, field, reason) => {
  expect(schedulingReasons(part, value)[0]).toEqual({ field, reason: expect.stringContaining(reason) });
});
