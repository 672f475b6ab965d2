import { runWith } from './run-cli';

const SHOP = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  gatewayClassName: edge
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: shop-tls}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: shop}
spec:
  parentRefs: [{name: edge, sectionName: https}]
  hostnames: [shop.example.com]
  rules:
  - matches: [{path: {value: /api}, headers: [{name: X-Beta, value: "on"}]}]
    backendRefs: [{name: beta, port: 80}]
  - matches: [{path: {value: /api}}]
    filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v1}}}]
    backendRefs: [{name: api, port: 80}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: redirect, namespace: shop}
spec:
  parentRefs: [{name: edge, sectionName: http}]
  rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: lost, namespace: shop}
spec:
  parentRefs: [{name: edge, sectionName: tls}]
`;

const outputOf = async (...args: readonly string[]): Promise<string> => (await runWith(SHOP, ...args)).output;

test('explain says by which listener a request comes in, and which rules lose', async () => {
  expect(await outputOf('explain', 'https://shop.example.com/api/x')).toBe(`GET https://shop.example.com/api/x
  in     by https on port 443 (Gateway shop/edge spec.listeners[1])
  host   "shop.example.com" has rules of its own
  tries  - "/api" and below: the path is not below it, or not header "X-Beta" "on" (HTTPRoute shop/shop spec.rules[0])
         + "/api" and below: matches (HTTPRoute shop/shop spec.rules[1])
  then   the path becomes "/v1/x", by replacing the text "/api" with "/v1" (HTTPRoute shop/shop spec.rules[1].filters[0])
  so     Service shop/api port 80 (not among the manifests) gets "/v1/x"
  by     HTTPRoute shop/shop spec.rules[1]
  at     standard input:24 (document 3)
`);
});

test('a port that nothing listens on gives no answer', async () => {
  expect(await outputOf('explain', 'http://shop.example.com:8080/')).toBe(`GET http://shop.example.com:8080/
  so     no answer: nothing listens on port 8080
`);
});

test('routes has a block for each host of each listener', async () => {
  expect(await outputOf('routes')).toBe(`as Envoy Gateway v1.9.1 compares them

shop.example.com (https, port 443)
  #  PATH            FIRST                  GOES TO                SENT AS       MADE BY
  1  /api and below  only header X-Beta=on  shop/beta:80                         HTTPRoute shop/shop spec.rules[0]
  2  /api and below                         shop/api:80            /v1 for /api  HTTPRoute shop/shop spec.rules[1]
  3  every path                             404: no rule takes it                (nothing else takes it)

any host (http, port 80)
  #  PATH        GOES TO                                    MADE BY
  1  every path  301 to https://{hostAsSent}{path}{search}  HTTPRoute shop/redirect spec.rules[0]

any other host
  #  PATH        GOES TO                MADE BY
  1  every path  404: no rule takes it  (nothing else takes it)
`);
});

test('check says each condition that is not well', async () => {
  expect(await outputOf('check')).toContain(
    '[manifest/condition] HTTPRoute shop/lost gets the condition Accepted False (NoMatchingParent) for parentRef "tls": ' +
      'no listener of the parent has the name and port that it asks for',
  );
});

test('another implementation is asked by its name', async () => {
  const { controller } = JSON.parse(await outputOf('routes', '-o', 'json', '--controller', 'gateway-api/contour'));
  expect(controller).toEqual({ name: 'gateway-api/contour', version: '1.33.8' });
});
