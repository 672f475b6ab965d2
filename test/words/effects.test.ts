import type { Effect } from '../../src/table/effects';
import { effectText } from '../../src/words/effects';

test('an effect may have null in the place of a value', () => {
  const effect = {
    effect: 'readTimeoutSeconds',
    value: { requests: null },
    origin: { kind: 'Ingress', name: 'a', namespace: 'b', field: 'c' },
  };
  expect(effectText(effect as unknown as Effect)).toContain('requests null');
});
