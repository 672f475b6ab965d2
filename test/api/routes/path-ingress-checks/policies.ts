import { Duration, Size } from 'cdk8s';
import { BackendProtocol, type RoutePolicies, SameSite } from '../../../../src/api/routes/route-policies';
import { type Check, props, route, untyped } from './check';

const policy = (policies: RoutePolicies) => route('/x', policies);

/** Mistakes that lie in one policy. */
export const POLICIES: readonly Check[] = [
  ['policy/not-an-address-range', 'a name', policy({ allowSourceRanges: ['localhost'] })],
  ['policy/not-an-address-range', 'an address that is none', policy({ denySourceRanges: ['256.0.0.1'] })],
  ['policy/not-an-address-range', 'more bits than an address has', policy({ allowSourceRanges: ['10.0.0.0/33'] })],
  ['policy/not-an-address-range', 'an exemption', policy({ rateLimit: { connections: 1, exemptSourceRanges: ['10.0.0.0/8/8'] } })],
  ['policy/not-an-address-range', 'an address with a zone', policy({ allowSourceRanges: ['fe80::1%eth0'] })],
  ['policy/not-an-address-range', 'a number', policy({ allowSourceRanges: [untyped(5)] })],
  ['policy/empty-list', 'nobody may pass would become everybody may', policy({ allowSourceRanges: [] })],
  ['policy/empty-list', 'CORS without origins', policy({ cors: { allowOrigins: [] } })],
  ['policy/empty-list', 'aliases', props({ hostAliases: [] })],
  ['policy/not-a-whole-number', 'half a second', policy({ timeouts: { read: Duration.millis(500) } })],
  ['policy/not-a-whole-number', 'no time at all', policy({ timeouts: { connect: Duration.seconds(0) } })],
  ['policy/not-a-whole-number', 'no requests', policy({ rateLimit: { requestsPerSecond: 0 } })],
  ['policy/not-a-whole-number', 'no number', policy({ rateLimit: { requestsPerMinute: Number.NaN } })],
  ['policy/not-a-whole-number', 'more than nginx can count', policy({ rateLimit: { connections: 2 ** 31 } })],
  ['policy/not-a-whole-number', 'a part of a byte', policy({ maxBodySize: Size.kibibytes(0.3) })],
  ['policy/value-not-accepted', 'a number of seconds without its unit', policy({ timeouts: { read: untyped(30) } })],
  ['policy/value-not-accepted', 'a size as nginx writes it', policy({ maxBodySize: untyped('8m') })],
  ['policy/value-not-accepted', 'a number as text', policy({ rateLimit: { connections: untyped('5') } })],
  ['policy/value-not-accepted', 'an origin without scheme', policy({ cors: { allowOrigins: ['app.example.com'] } })],
  ['policy/value-not-accepted', 'an origin with a path', policy({ cors: { allowOrigins: ['https://app.example.com/'] } })],
  ['policy/value-not-accepted', 'a method in lower case', policy({ cors: { allowMethods: ['get'] } })],
  ['policy/value-not-accepted', 'a text instead of a list', policy({ cors: { allowMethods: untyped('GET') } })],
  [
    'policy/value-not-accepted',
    'a realm that would end its quotes',
    policy({ basicAuth: { secretName: 'users', realm: 'a"; return 200; #' } }),
  ],
  ['policy/value-not-accepted', 'a realm that is no text', policy({ basicAuth: { secretName: 'users', realm: untyped(5) } })],
  ['policy/value-not-accepted', 'a type of Secret', policy({ basicAuth: { secretName: 'users', secretType: untyped('auth-file') } })],
  ['policy/value-not-accepted', 'a URL of another scheme', policy({ externalAuth: { url: 'ftp://auth.example.com' } })],
  ['policy/value-not-accepted', 'a URL with a line break', policy({ externalAuth: { url: 'https://auth.example.com/\n' } })],
  ['policy/value-not-accepted', 'a method with a space', policy({ externalAuth: { url: 'https://a.example.com', method: 'GET /' } })],
  ['policy/value-not-accepted', 'a path of a cookie with a separator', policy({ sessionAffinity: { path: '/a;b' } })],
  ['policy/value-not-accepted', 'a header with a line break', policy({ responseHeaders: { 'X-A': 'a\r\nX-B: b' } })],
  ['policy/value-not-accepted', 'a header that is a number', policy({ responseHeaders: { 'X-A': untyped(5) } })],
  ['policy/value-not-accepted', 'a redirect to https that would never be written', policy({ httpsRedirect: untyped('Always') })],
  ['policy/value-not-accepted', 'a start page with a space', props({ appRoot: '/a b' })],
  ['policy/value-not-accepted', 'a page for errors', props({ clientCertificates: { secretName: 'ca', errorPage: '/error' } })],
  ['policy/rate-limit-without-limit', 'it limits nothing', policy({ rateLimit: { burstMultiplier: 2 } })],
  [
    'policy/same-site-none-needs-secure',
    'browsers drop the cookie',
    policy({ sessionAffinity: { sameSite: SameSite.NONE, secure: false } }),
  ],
  ['policy/verify-without-ca', 'verify by what?', policy({ backendProtocol: BackendProtocol.HTTPS, backendTls: { verify: true } })],
  ['policy/backend-tls-without-tls', 'plain HTTP has no certificate', policy({ backendTls: { serverName: 'a.example.com' } })],
  [
    'policy/backend-tls-without-tls',
    'nor has gRPC in the clear',
    policy({ backendProtocol: BackendProtocol.GRPC, backendTls: { secretName: 'ca' } }),
  ],
  ['policy/app-root-loop', '"/" leads to "/"', props({ appRoot: '/' })],
];
