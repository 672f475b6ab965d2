import { runWith } from './run-cli';

const shop = (annotations: string, tls = 'tls: [{hosts: [shop.example.com], secretName: cert}]') => `apiVersion: v1
kind: Secret
metadata: {name: users}
stringData: {auth: "a:{SHA}x"}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/auth-type: basic, nginx.ingress.kubernetes.io/auth-secret: users${annotations}}}
spec:
  ingressClassName: nginx
  ${tls}
  rules:
  - host: shop.example.com
    http: {paths: [{path: /admin, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
`;

const codes = async (manifests: string) => {
  const { output } = await runWith(manifests, 'check', '-o', 'json');
  return (JSON.parse(output) as { findings: { code: string }[] }).findings.map(({ code }) => code);
};

const IN_CLEAR = 'manifest/credentials-in-clear';

test.each([
  ['http is not redirected although the host has a certificate', shop(', nginx.ingress.kubernetes.io/ssl-redirect: "false"'), true],
  ['http is redirected', shop(''), false],
  ['the host has no certificate at all', shop('', ''), false],
])('passwords in clear: %s', async (_, manifests, expected) => {
  expect((await codes(manifests)).includes(IN_CLEAR)).toBe(expected);
});
