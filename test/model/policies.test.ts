import { checkHostPolicies } from '../../src/model/check-host-policies';
import type { FeatureName } from '../../src/model/features';
import type { HostPolicies, RoutePolicies } from '../../src/model/neutral-route';
import { checkPolicies, policyFeatures } from '../../src/model/policies';
import { codesOf } from '../synth-routes';

/** The mistakes stand in `path-ingress-checks/policies.ts`; here is what lies just inside the limits. */
test.each<[string, RoutePolicies]>([
  ['nothing', {}],
  ['every network', { allowSourceRanges: ['0.0.0.0/0', '::/0'] }],
  ['a network of one address', { denySourceRanges: ['192.0.2.7/32', '2001:db8::1/128'] }],
  ['CORS of no origin, as sandboxes send it', { cors: { allowOrigins: ['null'] } }],
  ['CORS of an app', { cors: { allowOrigins: ['capacitor://localhost', 'http://localhost:5173'] } }],
  ['an answer of CORS that is not kept', { cors: { maxAgeSeconds: 0 } }],
  ['a header that is a star', { cors: { allowHeaders: ['*'] } }],
  ['one request', { rateLimit: { requestsPerSecond: 1 } }],
  ['the most requests', { rateLimit: { connections: 2 ** 31 - 1 } }],
  ['bodies without limit', { maxBodyBytes: 0 }],
  ['a body larger than nginx counts seconds', { maxBodyBytes: 2 ** 40 }],
  ['one second', { timeouts: { connectSeconds: 1 } }],
  ['a secure cookie for other sites', { sessionAffinity: { sameSite: 'None', secure: true } }],
  ['a cookie for other sites, as the request came', { sessionAffinity: { sameSite: 'None' } }],
  ['TLS that comes as the client came', { backendProtocol: 'AUTO_HTTP', backendTls: { serverName: 'a.b' } }],
  ['a certificate that is shown and not verified', { backendProtocol: 'HTTPS', backendTls: { secretName: 'a' } }],
  ['one header for each way to change it', { requestHeaders: { set: { 'X-A': 'a' }, add: { 'X-B': 'b' }, remove: ['X-C'] } }],
  ['a header of the response with all that is printable', { responseHeaders: { set: { 'X-A': 'a; b="c", (d)' } } }],
])('policies: %s', (_, policies) => {
  expect(codesOf(() => checkPolicies(policies, ''))).toEqual([]);
});

test.each<[string, HostPolicies]>([
  ['nothing', {}],
  ['an alias', { aliases: ['www.example.com'] }],
  ['a start page with a query', { appRoot: '/app?from=root' }],
  ['TLS of one version', { tlsPolicy: { minVersion: '1.2', maxVersion: '1.2' } }],
  ['TLS with a cipher', { tlsPolicy: { minVersion: '1.2', ciphers: ['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'] } }],
  ['certificates of clients', { clientCertificates: { secretName: 'ca', verify: 'optional_no_ca', verifyDepth: 1 } }],
])('policies of hosts: %s', (_, policies) => {
  expect(codesOf(() => checkHostPolicies(policies, ''))).toEqual([]);
});

/** What ends a value in a configuration, or begins another one. */
describe.each([
  ['line break', '\n'],
  ['return', '\r'],
  ['null', '\u0000'],
  ['quote', '"'],
])('a %s', (_, character) => {
  const bad = `a${character}b`;
  test.each<[string, RoutePolicies]>([
    ['a realm', { basicAuth: { secretName: 'a', secretType: 'file', realm: bad } }],
    ['a URL', { externalAuth: { url: `https://a/${bad}` } }],
    ['the URL to sign in', { externalAuth: { url: 'https://a', signInUrl: `https://a/${bad}` } }],
    ['a method', { externalAuth: { url: 'https://a', method: `A${character}B` } }],
    ['an origin', { cors: { allowOrigins: [`https://${bad}`] } }],
    ['a header of CORS', { cors: { allowHeaders: [bad] } }],
    ['the name of a cookie', { sessionAffinity: { cookieName: bad } }],
    ['the name of a header', { responseHeaders: { set: { [bad]: 'a' } } }],
    ['the name of a header that is taken away', { requestHeaders: { remove: [bad] } }],
    ['an issuer', { jwt: { issuer: bad, keysUrl: 'https://a' } }],
    ['the URL of keys', { jwt: { issuer: 'a', keysUrl: `https://a/${bad}` } }],
    ['the name of an application', { oidc: { issuer: 'https://a', clientId: bad, secretName: 'a' } }],
    ['a path of checks', { healthChecks: { path: `/${bad}` } }],
    ['the host that the backend sees', { upstreamHost: bad }],
    ['the name of a backend', { backendProtocol: 'HTTPS', backendTls: { serverName: bad } }],
    ['the name of a Secret', { basicAuth: { secretName: bad, secretType: 'file' } }],
    ['an address', { allowSourceRanges: [bad] }],
  ])('cannot be in %s', (_field, policies) => {
    expect(codesOf(() => checkPolicies(policies, ''))).toHaveLength(1);
  });
});

test.each<[string, RoutePolicies, readonly FeatureName[]]>([
  ['plain HTTP asks for nothing, because every controller speaks it', { backendProtocol: 'HTTP' }, []],
  ['each protocol is a feature, because few controllers speak all', { backendProtocol: 'FCGI' }, ['backendFastCgi']],
  ['each time limit is a feature', { timeouts: { readSeconds: 1, sendSeconds: 1 } }, ['readTimeout', 'sendTimeout']],
  ['credentials of CORS are apart from CORS', { cors: { allowCredentials: false } }, ['cors', 'corsCredentials']],
  ['CORS alone is one feature', { cors: {} }, ['cors']],
  ['the mode of affinity is apart from affinity', { sessionAffinity: { mode: 'persistent' } }, ['sessionAffinity', 'affinityMode']],
  ['connections are no rate', { rateLimit: { connections: 1 } }, ['connectionLimit']],
  [
    'each part of external authentication is a feature',
    { externalAuth: { url: 'https://a', signInUrl: 'https://b', method: 'GET', responseHeaders: ['X-A'] } },
    ['externalAuth', 'externalAuthSignIn', 'externalAuthMethod', 'externalAuthResponseHeaders'],
  ],
  ['a key for each user is a form of its own', { basicAuth: { secretName: 'a', secretType: 'map' } }, ['basicAuth', 'basicAuthKeyPerUser']],
  [
    'verification is apart from other settings of TLS',
    { backendProtocol: 'HTTPS', backendTls: { secretName: 'a', verify: true } },
    ['backendHttps', 'backendTls', 'backendTlsVerification'],
  ],
  [
    'each way to change a header is a feature',
    { requestHeaders: { set: { 'X-A': 'a' }, remove: ['X-B'] } },
    ['requestHeadersSet', 'requestHeadersRemove'],
  ],
  ['no verification is no feature', { backendProtocol: 'HTTPS', backendTls: { verify: false } }, ['backendHttps', 'backendTls']],
])('features: %s', (_, policies, features) => {
  expect([...policyFeatures(policies)].sort()).toEqual([...features].sort());
});
