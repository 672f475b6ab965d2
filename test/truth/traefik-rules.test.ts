import { join } from 'node:path';
import { readCrd } from '../../src/dialects/traefik/read';
import type { KubeObject } from '../../src/kinds/kube-object';
import { resolve } from '../../src/table/resolve';
import { readLines } from './harness/read-lines';

/** One line for each rule: what the muxer of Traefik 3.7.13 says of it. See traefik-3.7.13/README.md. */
interface Recorded {
  readonly rule: string;
  /** Traefik does not take it. */
  readonly error?: string;
  readonly requests?: readonly {
    readonly method: string;
    readonly host: string;
    readonly target: string;
    readonly headers?: { readonly [name: string]: string };
    readonly client: string;
    readonly match: boolean;
  }[];
}

const recorded = readLines<Recorded>(join(__dirname, 'traefik-3.7.13/rules.jsonl'));

const routeWith = (match: string): KubeObject => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: 'a', namespace: 'default' },
  spec: { entryPoints: ['web'], routes: [{ match, services: [{ name: 'svc', port: 80 }] }] },
});

describe('rules match what they match in Traefik', () => {
  const compared = { rules: 0, requests: 0 };

  test.each(recorded.map((one) => [JSON.stringify(one.rule), one] as const))('%s', (_, { rule, error, requests = [] }) => {
    const table = readCrd([routeWith(rule)]);
    expect(table.refused.length > 0).toBe(error !== undefined);
    compared.rules++;
    const got = requests.map(({ method, host, target, headers = {}, client }) => {
      const { backend, undecided } = resolve(table, { method, host, target, headers, clientAddress: client });
      return undecided ?? backend !== undefined;
    });
    expect(got).toEqual(requests.map(({ match }) => match));
    compared.requests += requests.length;
  });

  afterAll(() => {
    process.stdout.write(
      `truth: traefik/crd rules.jsonl: ${compared.rules} of ${recorded.length} rules, ${compared.requests} requests agree\n`,
    );
  });

  test('every rule was compared', () => expect(compared).toEqual({ rules: recorded.length, requests: 3800 }));
});
