import { read } from '../../../src/dialects/aws-load-balancer/read';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { requestTo } from '../../../src/table/request';
import { effectsOn } from '../../../src/words/effects';
import { ingress, service } from './objects';

const effectsAt = (url: string, ...objects: readonly KubeObject[]): readonly string[] =>
  (effectsOn(read(objects), requestTo(url)) ?? []).map(
    ({ effect, value, origin, byDefault }) =>
      `${effect} ${JSON.stringify(value)} ${byDefault ? 'by default' : /\/([^"]*)"/.exec(origin.field)?.[1]} of ${origin.name}`,
  );

test('what annotations do to backends, listeners and the load balancer are effects of every request', () => {
  const annotations = {
    'certificate-arn': 'arn:aws:acm:eu-central-1:1:certificate/x',
    'backend-protocol': 'HTTPS',
    'backend-protocol-version': 'HTTP2',
    'target-group-attributes': 'stickiness.enabled=true,stickiness.type=lb_cookie,load_balancing.algorithm.type=least_outstanding_requests',
    'inbound-cidrs': '10.0.0.0/8',
    'mutual-authentication': [{ port: 443, mode: 'passthrough' }],
    'wafv2-acl-arn': 'arn:waf',
  };
  expect(effectsAt('https://shop.example.com/', ingress({ annotations, paths: [{ service: 'web' }] }), service('web'))).toEqual([
    'blockedClients {"allowed":["10.0.0.0/8"]} inbound-cidrs of shop',
    'clientCertificates {"mode":"passthrough","trustStoreArn":""} mutual-authentication of shop',
    'clientTls "ELBSecurityPolicy-2016-08" by default of shop',
    'waf "arn:waf" wafv2-acl-arn of shop',
    'backendTls "without a check of the certificate" backend-protocol of shop',
    'backendHttpVersion "HTTP2" backend-protocol-version of shop',
    'affinity {"stickiness.enabled":"true","stickiness.type":"lb_cookie"} target-group-attributes of shop',
    'loadBalancing {"load_balancing.algorithm.type":"least_outstanding_requests"} target-group-attributes of shop',
  ]);
});

test('what one member says of a listener holds for the paths of all, and is named as its own', () => {
  const of = (name: string, more: object) =>
    ingress({
      name,
      host: `${name}.example.com`,
      annotations: { 'group.name': 'g', 'certificate-arn': 'arn:x', ...more },
      paths: [{ service: 'web' }],
    });
  expect(effectsAt('https://a.example.com/', of('a', {}), of('b', { 'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06' }))).toEqual([
    'clientTls "ELBSecurityPolicy-TLS13-1-2-2021-06" ssl-policy of b',
  ]);
});

test('who asks for users is an effect on https, and none on http', () => {
  const annotations = {
    'listen-ports': [{ HTTP: 80 }, { HTTPS: 443 }],
    'certificate-arn': 'arn:x',
    'auth-type': 'cognito',
    'auth-idp-cognito': { userPoolARN: 'arn:pool', userPoolClientID: 'id', userPoolDomain: 'pool' },
  };
  const shop = ingress({ annotations, paths: [{ service: 'web' }] });
  expect(effectsAt('https://shop.example.com/', shop)).toEqual([
    'clientTls "ELBSecurityPolicy-2016-08" by default of shop',
    'externalAuth {"userPool":"arn:pool","onUnauthenticatedRequest":"authenticate","scope":"openid","sessionCookieName":"AWSELBAuthSessionCookie","sessionTimeout":604800} auth-idp-cognito of shop',
  ]);
  expect(effectsAt('http://shop.example.com/', shop)).toEqual([]);
});
