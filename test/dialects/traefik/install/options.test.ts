import { App, Chart, Testing } from 'cdk8s';
import { HttpsRedirect, RoutingTable, Tls, traefik } from '../../../../src';
import { ControllerKind } from '../../../../src/api/controller/controller-kind';
import { IngressController } from '../../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../../src/api/routes/path-ingress';
import { ControllerWorkload, type InstallOptions } from '../../../../src/installation/install-options';
import { levelsOf } from '../../../installation/pod-security';
import { expectValid } from '../../../kubernetes-schema';
import { collectWarnings, messageOf, to } from '../../../synth-routes';
import { differences } from '../../ingress-nginx/install/canonical';
import { synth } from './synth';

collectWarnings();

const CONTAINER = 'Deployment traefik spec.template.spec.containers[traefik]';

test.each<[option: string, own: traefik.Options, props: InstallOptions, changes: readonly string[]]>([
  ['accessLog', { accessLog: true }, {}, [`+ ${CONTAINER}.args[--accesslog=true]`]],
  ['logLevel', { logLevel: traefik.LogLevel.WARN }, {}, [`- ${CONTAINER}.args[--log.level=INFO]`, `+ ${CONTAINER}.args[--log.level=WARN]`]],
  ['allowCrossNamespace', { allowCrossNamespace: true }, {}, [`+ ${CONTAINER}.args[--providers.kubernetescrd.allowCrossNamespace=true]`]],
  [
    'trustedProxies',
    { trustedProxies: ['10.0.0.0/8', '192.168.0.0/16'] },
    {},
    [
      `+ ${CONTAINER}.args[--entryPoints.web.forwardedHeaders.trustedIPs=10.0.0.0/8,192.168.0.0/16]`,
      `+ ${CONTAINER}.args[--entryPoints.websecure.forwardedHeaders.trustedIPs=10.0.0.0/8,192.168.0.0/16]`,
    ],
  ],
  ['extraArgs', { extraArgs: { tracing: 'true' } }, {}, [`+ ${CONTAINER}.args[--tracing=true]`]],
  ['replicas', {}, { replicas: 3 }, ['+ Deployment traefik spec.replicas: 3']],
  [
    'service',
    {},
    { service: { enabled: false } },
    [`- ${CONTAINER}.args[--providers.kubernetesingress.ingressendpoint.publishedservice=traefik/traefik]`, '- Service traefik'],
  ],
  ['defaultTlsSecret', {}, { defaultTlsSecret: 'certs/default' }, ['+ TLSStore default']],
  ['networkPolicy', {}, { networkPolicy: true }, ['+ NetworkPolicy traefik']],
  ['metrics', {}, { metrics: {} }, ['+ Service traefik-metrics']],
])('%s changes this and nothing else', (_, own, props, changes) => {
  const objects = synth(own, props);
  expectValid(objects);
  expect(differences(synth(), objects).sort()).toEqual([...changes].sort());
});

test('another class is one that Traefik is told to take alone', () => {
  expect(differences(synth(), synth({}, { ingressClassName: 'edge' }))).toEqual(
    expect.arrayContaining([
      `+ ${CONTAINER}.args[--providers.kubernetescrd.ingressClass=edge]`,
      `+ ${CONTAINER}.args[--providers.kubernetesingress.ingressClass=edge]`,
    ]),
  );
});

test('ports have the names of entry points', () => {
  const objects = synth({ httpEntryPoint: 'http', httpsEntryPoint: 'https' });
  const service = objects.find(({ kind }) => kind === 'Service') as unknown as { spec: { ports: { name: string; targetPort: string }[] } };
  expect(service.spec.ports.map(({ name, targetPort }) => [name, targetPort])).toEqual([
    ['http', 'http'],
    ['https', 'https'],
  ]);
});

test('a DaemonSet gets no more pods than nodes', () => {
  const set = synth({}, { workload: ControllerWorkload.DAEMON_SET }).find(({ kind }) => kind === 'DaemonSet') as { spec?: object };
  expect(set.spec).toMatchObject({ updateStrategy: { rollingUpdate: { maxUnavailable: 1 } } });
});

test.each<[what: string, own: traefik.Options, props: InstallOptions, message: string]>([
  ['an entry point with a name that is no port', { httpEntryPoint: 'Web' }, {}, '[controller/name-malformed] httpEntryPoint'],
  ['an entry point that is taken', { httpsEntryPoint: 'traefik' }, {}, '[controller/name-malformed] httpsEntryPoint'],
  ['one entry point for both', { httpEntryPoint: 'a', httpsEntryPoint: 'a' }, {}, '[controller/options-exclude-each-other] httpEntryPoint'],
  ['a proxy that is no network', { trustedProxies: ['proxy'] }, {}, '[controller/cidr-malformed] trustedProxies'],
  ['an argument with dashes', { extraArgs: { '--tracing': 'true' } }, {}, '[controller/value-malformed] extraArgs'],
  ['an argument that is set', { extraArgs: { PING: 'false' } }, {}, '[controller/options-exclude-each-other] extraArgs "PING"'],
  [
    'a port of a protocol without entry points',
    {},
    { service: { nodePorts: { tcp: { 9000: 30900 } } } },
    '[controller/node-port-without-stream]',
  ],
  ['the network of the node on other ports', {}, { hostNetwork: true, hostPorts: {} }, '[controller/host-port-differs]'],
  ['an option of another kind', { platform: 'aws' } as never, {}, '[option/unknown]'],
])('%s is refused', (_, own, props, message) => {
  expect(messageOf(() => synth(own, props))).toContain(message);
});

test.each<[options: InstallOptions, level: string]>([
  [{}, 'restricted'],
  [{ hostNetwork: true }, 'privileged'],
  [{ hostPorts: {} }, 'privileged'],
])('pods with %j meet the level %s of the Pod Security Standards', (options, level) => {
  expect(levelsOf(synth({}, options))).toEqual({ 'Deployment traefik': level });
});

test('routes for an installed Traefik are read with the options that it is started with', () => {
  const chart = new Chart(new App(), 'web', { namespace: 'web' });
  const kind = ControllerKind.traefik({ httpEntryPoint: 'http', httpsEntryPoint: 'https' });
  const controller = new IngressController(chart, 'edge', { kind, ingressClassName: 'edge' });
  const shop = new PathIngress(chart, 'shop', { controller, host: 'shop.example.com', tls: Tls.secret('shop-tls') });
  shop.addRoute('/app', to('web'), { httpsRedirect: HttpsRedirect.WHEN_TLS });
  expectValid(Testing.synth(chart));
  const table = RoutingTable.ofChart(chart);
  expect(table.controller).toBe('traefik/crd');
  expect(table.resolve('https://shop.example.com/app').backend).toEqual({ namespace: 'web', service: 'web', port: '80' });
  expect(table.resolve('http://shop.example.com/app').redirect).toBe('https://shop.example.com/app');
});
