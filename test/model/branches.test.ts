import { type Branch, branchesOf } from '../../src/model/branches';
import type { NeutralRoute } from '../../src/model/neutral-route';

test('the name of a cookie is no pattern, so that no other cookie sends a request to the canary', () => {
  const service = { namespace: 'shop', name: 'next', port: 80 };
  const route = { action: { kind: 'forward', backends: [{ service, weight: 1 }], canary: { service, cookie: 'a.b+c' } } };
  const [first] = branchesOf(route as unknown as NeutralRoute);
  const { value } = (first as Branch).conditions[0] as unknown as { readonly value: { readonly pattern: string } };
  const matches = (cookie: string): boolean => new RegExp(`^(?:${value.pattern})$`).test(cookie);
  expect(['a.b+c=always', 'x=1; a.b+c=always', 'aXb+c=always', 'a.bbc=always', 'a.b+c=never'].map(matches)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
