import { Service } from 'cdk8s-plus-27';
import { type IRouteTarget, RouteTarget, Tls } from '../../../../src';
import { ControllerKind } from '../../../../src/api/controller/controller-kind';
import { PathIngress } from '../../../../src/api/routes/path-ingress';
import { RoutePolicy } from '../../../../src/api/routes/route-policies';
import { to } from '../../../synth-routes';
import { type Check, props, route, shop, untyped } from './check';

const given = (options: object) => route('/x', untyped(options));
const target = (make: () => IRouteTarget): Check[2] => {
  return (chart) => shop(chart).addRoute('/x', make());
};
const service = (options: unknown): Check[2] => {
  return (chart) => {
    const web = new Service(chart, 'web', { metadata: { namespace: 'web' }, ports: [{ port: 80 }] });
    shop(chart).addRoute('/x', RouteTarget.service(web, untyped(options)));
  };
};

/** What the compiler would refuse: names that no struct has, and values of another kind. */
export const OPTIONS: readonly Check[] = [
  ['option/unknown', 'a slip that would leave the route open', given({ allowSourceRange: ['10.0.0.0/8'] })],
  ['option/unknown', 'a name inside of a policy, which would allow every origin', given({ cors: { origins: ['https://a.example.com'] } })],
  ['option/unknown', 'several hosts of one route, which would be routed on all hosts', given({ hosts: ['a.example.com'] })],
  ['option/unknown', 'what a PathIngress has and a route has not', given({ tls: Tls.secret('cert') })],
  ['option/unknown', 'what a route has and a PathIngress has not', props(untyped({ rewrite: '/' }))],
  ['option/unknown', 'a condition by another name, without which all requests would be taken', given({ headers: { 'X-A': 'b' } })],
  ['option/unknown', 'a rewrite by another name', given({ stripPrefix: true })],
  ['option/unknown', 'a certificate by another name', props(untyped({ tlsSecret: 'cert' }))],
  ['option/unknown', 'a Secret by another name', given({ basicAuth: { secret: 'users' } })],
  ['option/unknown', 'certificates of clients', props(untyped({ clientCertificates: { secretName: 'ca', depth: 2 } }))],
  ['option/unknown', 'a canary', given({ canary: { target: to('next'), weigth: 5 } })],
  ['option/unknown', 'limits', given({ rateLimit: { rps: 5, connections: 5 } })],
  ['option/unknown', 'time limits', given({ timeouts: { reed: 5 } })],
  ['option/unknown', 'the target of a redirect', target(() => RouteTarget.redirect(untyped({ host: 'a.example.com' })))],
  ['option/unknown', 'a Service that is named', target(() => RouteTarget.external('web', 80, untyped({ ns: 'web' })))],
  ['option/unknown', 'the port of a Service', service({ prot: 80 })],
  ['option/unknown', 'one of several targets', target(() => RouteTarget.weighted(untyped({ target: to('a'), weight: 1, wieght: 2 })))],
  [
    'option/unknown',
    'hosts of a certificate',
    (chart) => void shop(chart, { tls: Tls.secret('cert', untyped({ host: 'shop.example.com' })) }),
  ],
  ['option/wrong-type', 'true is no policy', given({ cors: true })],
  ['option/wrong-type', 'a list is no policy', given({ basicAuth: ['users'] })],
  ['option/wrong-type', 'a path is no rewrite', given({ rewrite: '/' })],
  ['option/wrong-type', 'a name is no certificate', props(untyped({ tls: 'shop-tls' }))],
  ['option/wrong-type', 'nor is what a manifest has', props(untyped({ tls: [{ hosts: ['a.example.com'], secretName: 'cert' }] }))],
  ['option/wrong-type', 'nor is it one that is added', (chart) => shop(chart).addTls(untyped('shop-tls'))],
  ['option/wrong-type', 'a name is no controller', props(untyped({ controller: 'nginx' }))],
  ['option/wrong-type', 'nor is a kind of controllers, which has no class', props(untyped({ controller: ControllerKind.ingressNginx() }))],
  ['option/wrong-type', 'a port is no struct', service(80)],
  ['option/wrong-type', 'a name is no Service', target(() => RouteTarget.service(untyped('web')))],
  ['option/wrong-type', 'targets as a list', target(() => RouteTarget.weighted(untyped([{ target: to('a'), weight: 1 }])))],
  ['option/wrong-type', 'a path is no redirect', target(() => RouteTarget.redirect(untyped('/new')))],
  ['option/wrong-type', 'a text is no map', props(untyped({ annotations: 'a: b' }))],
  ['option/wrong-type', 'a severity that nobody knows', props(untyped({ failOn: 'never' }))],
  ['option/wrong-type', 'a risk that nobody knows', props(untyped({ ingressNginx: { acceptedRisk: 'all' } }))],
  ['option/wrong-type', 'a policy that nobody knows', given({ without: ['auth'] })],
  ['option/wrong-type', 'one policy instead of a list', given({ without: RoutePolicy.BASIC_AUTH })],
  ['option/id-not-usable', 'an id that every object of JavaScript has', (chart) => void new PathIngress(chart, 'constructor')],
  ['option/key-not-writable', 'a label that cdk8s takes for the class of its object', props(untyped({ labels: { constructor: 'shop' } }))],
  ['option/missing', 'a Service that is not there', target(() => RouteTarget.service(untyped(undefined)))],
  ['option/missing', 'which Secret?', given({ basicAuth: {} })],
  ['option/missing', 'a canary that leads nowhere', given({ canary: { weight: 5 } })],
  ['option/missing', 'whom to ask?', given({ externalAuth: {} })],
  [
    'policy/given-and-without',
    'which of them?',
    route('/x', { basicAuth: { secretName: 'users' }, without: [RoutePolicy.BASIC_AUTH] }, to('web'), { basicAuth: { secretName: 'all' } }),
  ],
];
