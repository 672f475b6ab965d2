import { runWith } from './run-cli';

/** Ingresses of one host with two paths that lead to one Service, and a canary beside both. */
const manifests = (how: object): string => {
  const ingress = (name: string, service: string, paths: readonly string[], annotations: object): string =>
    JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace: 'shop', annotations },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'shop.example.com',
            http: {
              paths: paths.map((path) => ({ path, pathType: 'Prefix', backend: { service: { name: service, port: { number: 80 } } } })),
            },
          },
        ],
      },
    });
  return [
    ingress('shop', 'web', ['/a', '/b'], {}),
    ingress('next', 'next', ['/a', '/b'], { 'nginx.ingress.kubernetes.io/canary': 'true', ...how }),
  ].join('\n---\n');
};

const codes = async (controller: string, text: string): Promise<readonly string[]> => {
  const { output } = await runWith(text, 'check', '-c', controller, '-o', 'json');
  return (JSON.parse(output) as { findings: readonly { code: string }[] }).findings.map(({ code }) => code);
};

describe.each(['ingress-nginx', 'traefik/nginx'])('%s: paths lose to a canary what its author means', (controller) => {
  test.each([
    ['a share', { 'nginx.ingress.kubernetes.io/canary-weight': '20' }],
    ['a header', { 'nginx.ingress.kubernetes.io/canary-by-header': 'x-beta' }],
    ['both', { 'nginx.ingress.kubernetes.io/canary-by-header': 'x-beta', 'nginx.ingress.kubernetes.io/canary-weight': '20' }],
  ])('by %s', async (_, how) => {
    expect(await codes(controller, manifests(how))).toEqual([]);
  });
});
