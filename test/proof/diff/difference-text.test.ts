import { decisionText, requestText } from '../../../src/proof/diff/difference-text';

test('long parts of a request are named by their length, so that a difference stays a line', () => {
  const target = `/a?${'x'.repeat(9000)}`;
  expect(requestText({ host: 'a.example.com', target, headers: { 'X-Test': 'y'.repeat(300) } })).toBe(
    `http://a.example.com${target.slice(0, 40)}... (9003 characters) X-Test: ${'y'.repeat(40)}... (300 characters)`,
  );
  expect(requestText({ host: 'a.example.com', target: '/a?b=c', method: 'POST' })).toBe('POST http://a.example.com/a?b=c');
  const backend = { kind: 'service', namespace: 'web', service: 'a', port: '80' } as const;
  expect(decisionText({ backend, upstreamUri: target } as never)).toBe(`web/a:80 gets ${target.slice(0, 40)}... (9003 characters)`);
});

test('an answer by chance names each share, and what gets it', () => {
  const backend = (service: string) => ({ kind: 'service', namespace: 'web', service, port: 80 }) as const;
  const alternatives = [
    { share: 0.125, decision: { path: '/a', backend: backend('next'), upstreamUri: '/a' } },
    { share: 0.875, decision: { path: '/a', status: 503 } },
  ];
  expect(decisionText({ path: '/a', alternatives } as never)).toBe('12.5% web/next:80 gets /a, 87.5% status 503');
});
