import { changedEffects, guardText } from '../../../src/proof/diff/changed-parts';
import type { Gate } from '../../../src/table/gate';

const answer = (status: number) => ({ kind: 'answer', status, because: 'it is kept out' }) as const;
const asked = (url: string, status: number): Gate => ({
  kind: 'externalAuth',
  url,
  refusals: [{ answer: 401, status }, { status: 500 }],
});
const certificate = (more: object = {}): Gate => ({ kind: 'clientCertificate', required: true, refusal: answer(400), ...more });

test.each<[string, Gate, Gate, boolean]>([
  ['the status of who is kept out', { kind: 'credentials', status: 401 }, { kind: 'credentials', status: 403 }, true],
  ['the answer to who is not signed in', asked('https://a/', 401), asked('https://a/', 302), true],
  ['another service', asked('https://a/', 401), asked('https://b/', 401), false],
  ['the answer to who has no certificate', certificate(), certificate({ refusal: answer(495) }), true],
  ['certificates that need not be', certificate(), certificate({ required: false }), false],
  ['connections to another host, which are let in', certificate({ misdirectedStatus: 421 }), certificate(), false],
])('%s: two guards let in the same or not', (_, one, other, same) => {
  expect(guardText(one) === guardText(other)).toBe(same);
});

test('an effect whose words leave out what differs is told in full', () => {
  const origin = { kind: 'Test', namespace: 'n', name: 'o', field: 'f' };
  const [before, after] = ['a b', ['a', 'b']].map((value) => [{ effect: 'snippet', value, origin } as const]);
  const [change] = changedEffects(before ?? [], after ?? []);
  expect(change?.before).toHaveLength(1);
  expect(change?.after).toHaveLength(1);
  expect(change?.before[0]?.text).not.toBe(change?.after[0]?.text);
});
