import { RouteTarget, Tls, UrlScheme } from '../../../../src';
import { ControllerKind } from '../../../../src/api/controller/controller-kind';
import { IngressController } from '../../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../../src/api/routes/path-ingress';

import { nginx, SHOP, to } from '../../../synth-routes';
import { type Check, props, route, shop, untyped } from './check';

const host = (name: string) => props({ host: name });
const service = (name: string, port: number | string = 80) =>
  route('/x', {}, typeof port === 'number' ? RouteTarget.external(name, port) : RouteTarget.namedPort(name, port));

/** Mistakes in hosts, names, labels, certificates and in what a PathIngress says about itself. */
export const NAMES: readonly Check[] = [
  ['host/not-a-host', 'upper case, which the API server refuses', host('Shop.example.com')],
  ['host/not-a-host', 'a port', host('shop.example.com:8080')],
  ['host/not-a-host', 'a URL', host('https://shop.example.com/')],
  ['host/not-a-host', 'an address', host('192.0.2.7')],
  ['host/not-a-host', 'an address of the newer kind', host('2001:db8::1')],
  ['host/not-a-host', 'a star in the middle', host('shop.*.example.com')],
  ['host/not-a-host', 'a star alone', host('*')],
  ['host/not-a-host', 'a star that is part of a label', host('*shop.example.com')],
  ['host/not-a-host', 'an underscore', host('my_shop.example.com')],
  ['host/not-a-host', 'a dot at the end', host('shop.example.com.')],
  ['host/not-a-host', 'letters beyond ASCII', host('bücher.example.com')],
  ['host/not-a-host', 'a space', host(' shop.example.com')],
  ['host/not-a-host', 'a label of 64 characters', host(`${'a'.repeat(64)}.example.com`)],
  ['host/not-a-host', '254 characters', host(`${'a.'.repeat(126)}ab`)],
  ['host/not-a-host', 'a number', host(untyped(5))],
  ['host/not-a-host', 'a text instead of a list', props({ hosts: untyped(SHOP) })],
  ['host/not-a-host', 'one of several', props({ hosts: [SHOP, 'b_c'] })],
  ['host/not-a-host', 'the host of a route', route('/x', { host: 'a b' })],
  [
    'host/not-a-host',
    'the hosts of a PathIngress, written as one',
    (chart) => shop(chart, { hosts: ['a.b', 'c.d'] }).addRoute('/x', to('web'), { host: 'a.b c.d' }),
  ],
  ['host/not-a-host', 'a redirect to an address', route('/x', {}, RouteTarget.redirect({ hostname: '192.0.2.7' }))],
  [
    'host/not-a-host',
    'a redirect to a wildcard',
    route('/x', {}, RouteTarget.redirect({ hostname: '*.example.com', scheme: UrlScheme.HTTPS })),
  ],
  ['host/not-a-host', 'an alias that is a pattern', props({ hostAliases: ['~^www\\d+\\.example\\.com$'] })],
  ['host/empty', 'a host from a variable that is not set', (chart) => void new PathIngress(chart, 'shop', { host: '' })],
  ['host/not-a-host', 'an empty host of a certificate', props({ tls: Tls.secret('cert', { hosts: [''] }) })],
  ['host/not-a-host', 'the host that the backend sees', route('/x', { upstreamHost: 'a b' })],
  ['policy/empty-list', 'hosts that came out empty must not become every host', props({ hosts: [] })],
  ['backend/bad-service-name', 'a name with a dot', service('web.default')],
  ['backend/bad-service-name', 'upper case', service('Web')],
  ['backend/bad-service-name', 'a digit first, which older servers refuse', service('1web')],
  ['backend/bad-service-name', '64 characters', service('a'.repeat(64))],
  ['backend/bad-service-name', 'no name', service(untyped(undefined))],
  ['backend/bad-port', 'port zero', service('web', 0)],
  ['backend/bad-port', 'above the last port', service('web', 65536)],
  ['backend/bad-port', 'a fraction', service('web', 80.5)],
  ['backend/bad-port', 'a number as text', route('/x', {}, RouteTarget.named('web', untyped('80')))],
  ['backend/bad-port', 'a name of 16 letters', service('web', 'a'.repeat(16))],
  ['backend/bad-port', 'a name with two dashes', service('web', 'a--b')],
  ['tls/without-host', 'a certificate for which host?', props({ host: '', tls: Tls.secret('cert') })],
  ['tls/without-host', 'the default one neither', props({ host: '', tls: Tls.controllerDefault() })],
  ['tls/host-not-routed', 'a host that nothing routes', props({ tls: Tls.secret('cert', { hosts: ['other.example.com'] }) })],
  [
    'tls/host-not-routed',
    'a wildcard does not reach two labels down',
    props({ host: 'a.b.example.com', tls: Tls.secret('cert', { hosts: ['*.example.com'] }) }),
  ],
  [
    'tls/host-not-routed',
    'a host of another PathIngress, while the certificate has none of this one',
    (chart) => {
      new PathIngress(chart, 'other', { controller: nginx(), host: 'other.example.com' }).addRoute('/', to('web'));
      shop(chart, { tls: Tls.secret('cert', { hosts: ['other.example.com'] }) }).addRoute('/x', to('web'));
    },
  ],
  [
    'tls/host-not-routed',
    'a host that every route replaces',
    (chart) => shop(chart, { tls: Tls.secret('cert') }).addRoute('/x', to('web'), { host: 'a.example.com' }),
  ],
  [
    'tls/host-without-certificate',
    'the host of one route',
    (chart) => {
      const ingress = shop(chart, { tls: Tls.secret('cert') });
      ingress.addRoute('/', to('web'));
      ingress.addRoute('/', to('api'), { host: 'api.example.com' });
    },
  ],
  [
    'tls/host-without-certificate',
    'one of several hosts',
    props({ hosts: [SHOP, 'a.example.com'], tls: Tls.secret('cert', { hosts: [SHOP] }) }),
  ],
  [
    'tls/host-twice',
    'the certificate of the PathIngress, and a further one without hosts',
    (chart) => {
      const ingress = shop(chart, { tls: Tls.secret('a') });
      ingress.addRoute('/', to('web'));
      ingress.addTls(Tls.secret('b'));
    },
  ],
  [
    'tls/also-without-tls',
    'another controller would redirect to https',
    (chart) => {
      const controller = IngressController.fromIngressClassName('traefik', { kind: ControllerKind.traefik() });
      shop(chart, { controller, tls: Tls.secret('cert') }).addRoute('/', to('web'));
    },
  ],
  ['name/not-a-label', 'a namespace with a dot', props({ namespace: 'a.b' })],
  ['name/not-a-label', 'a namespace of 64 characters', props({ namespace: 'a'.repeat(64) })],
  ['name/not-a-label', 'the namespace of a Service', route('/x', {}, RouteTarget.external('web', 80, { namespace: 'A' }))],
  ['name/not-a-label', 'a namespace that is a number', props({ namespace: untyped(5) })],
  ['name/not-a-subdomain', 'a name in upper case', props({ name: 'Shop' })],
  ['name/not-a-subdomain', 'a name of 254 characters', props({ name: 'a'.repeat(254) })],
  [
    'name/not-a-subdomain',
    'a name that is too long as soon as another object needs one made from it',
    (chart) => shop(chart, { name: 'a'.repeat(250) }).addRoute('/some/path', to('web'), { canary: { target: to('next'), weight: 5 } }),
  ],
  ['name/not-a-subdomain', 'a class with a slash', (chart) => new PathIngress(chart, 'shop', { ingressClassName: 'a/b' })],
  ['name/not-a-subdomain', 'a Secret with an underscore', props({ tls: Tls.secret('my_cert') })],
  [
    'name/not-a-subdomain',
    'a Secret whose name was not set, which must not mean the default certificate',
    props({ tls: Tls.secret(untyped(undefined)) }),
  ],
  ['name/not-a-subdomain', 'a Secret of users', route('/x', { basicAuth: { secretName: '' } })],
  [
    'name/taken',
    'two PathIngresses of one name',
    (chart) => {
      new PathIngress(chart, 'a', { controller: nginx(), name: 'shop' }).addRoute('/a', to('web'));
      new PathIngress(chart, 'b', { controller: nginx(), name: 'shop' }).addRoute('/b', to('web'));
    },
  ],
  ['ingress/label-malformed', 'a label with a space', props({ labels: { team: 'the shop' } })],
  ['ingress/label-malformed', 'a label of 64 characters', props({ labels: { team: 'a'.repeat(64) } })],
  ['ingress/label-malformed', 'a key of a label', props({ labels: { 'the team': 'shop' } })],
  ['ingress/label-malformed', 'a label that is a number', props({ labels: { team: untyped(5) } })],
  ['ingress/label-malformed', 'a key of an annotation', props({ annotations: { 'a b': 'c' } })],
  [
    'ingress/label-malformed',
    'an annotation that is a number',
    props({ annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': untyped(30) } }),
  ],
  [
    'ingress/label-malformed',
    'an annotation that is true and not "true"',
    props({ annotations: { 'nginx.ingress.kubernetes.io/ssl-redirect': untyped(true) } }),
  ],
  ['ingress/class-annotation', 'the class in two places', props({ annotations: { 'kubernetes.io/ingress.class': 'nginx' } })],
  [
    'ingress/annotations-too-large',
    'a list that is too long for an object',
    route('/x', { allowSourceRanges: Array.from({ length: 20_000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`) }),
  ],
  ['ingress/host-and-hosts', 'which of them?', props({ host: SHOP, hosts: [SHOP] })],
  ['ingress/class-without-controller', 'a class that is not the one of the controller', props({ ingressClassName: 'other' })],
  ['ingress/without-routes', 'nothing is routed', (chart) => void shop(chart)],
  [
    'ingress/second-default-backend',
    'there is one',
    (chart) => {
      const ingress = shop(chart);
      ingress.addDefaultBackend(to('a'));
      ingress.addDefaultBackend(to('b'));
    },
  ],
  ['ingress/default-backend-not-service', 'a redirect', (chart) => shop(chart).addDefaultBackend(RouteTarget.redirect({ path: '/' }))],
  [
    'feature/annotations-of-another-controller',
    'annotations of a controller that is not named',
    (chart) => void new PathIngress(chart, 'shop', { ingressNginx: { useRegex: true } }),
  ],
  [
    'feature/not-supported',
    'three weights are more than one canary',
    route('/x', {}, RouteTarget.weighted(...['a', 'b', 'c'].map((name) => ({ target: to(name), weight: 1 })))),
  ],
  ['feature/approximate', 'what is not quite what was asked for', route('/(x)', { pathType: untyped('regex') })],
  ['feature/not-supported', 'without a controller', (chart) => new PathIngress(chart, 'shop', { appRoot: '/a' }).addRoute('/a', to('web'))],
  [
    'ingress/class-without-controller',
    'the class of an imported controller counts',
    (chart) =>
      void new PathIngress(chart, 'shop', {
        controller: IngressController.fromIngressClassName('a', { kind: ControllerKind.ingressNginx() }),
        ingressClassName: 'b',
      }),
  ],
];
