import { App, Chart, Size } from 'cdk8s';
import { Cpu, EnvValue } from 'cdk8s-plus-27';
import { ControllerKind, HttpdService, IngressController, PathIngress, RouteTarget, RoutingTable } from '../../src';

const chart = () => new Chart(new App(), 'c');
const given = (value: unknown) => value as never;

const CIRCULAR: { self?: unknown } = {};
CIRCULAR.self = CIRCULAR;
const UNREADABLE = Object.defineProperty({}, 'a', {
  enumerable: true,
  get: () => {
    throw new Error('unreadable');
  },
});

test.each<[string, () => unknown, string]>([
  ['an object for a chart', () => RoutingTable.ofChart(given({})), 'option/wrong-type'],
  ['nothing for a chart', () => RoutingTable.ofChart(given(undefined)), 'option/missing'],
  ['an object for an app', () => RoutingTable.ofApp(given({})), 'option/wrong-type'],
  ['null for files', () => RoutingTable.fromFiles(given(null)), 'option/missing'],
  ['a text for files', () => RoutingTable.fromFiles(given('dist')), 'option/wrong-type'],
  ['a number for YAML', () => RoutingTable.fromYaml(given(7)), 'option/wrong-type'],
  ['an object for a URL', () => RoutingTable.fromYaml('').resolve(given({})), 'option/wrong-type'],
  ['a number that JSON cannot write', () => new PathIngress(chart(), 'i', given({ host: 10n })), 'host/not-a-host'],
  ['an object in a circle', () => new PathIngress(chart(), 'i', given({ host: CIRCULAR })), 'host/not-a-host'],
  [
    'a symbol',
    () =>
      RouteTarget.external(given(Symbol('a')), 80) &&
      new PathIngress(chart(), 'i').addRoute('/', RouteTarget.external(given(Symbol('a')), 80)),
    'backend/',
  ],
  ['an object that cannot be read', () => new PathIngress(chart(), 'i', given(UNREADABLE)), 'option/wrong-type'],
  [
    'an object without text',
    () => new PathIngress(chart(), 'i', given({ timeouts: { read: { toString: 'x' } } })),
    'policy/value-not-accepted',
  ],
  ['an empty id', () => new PathIngress(chart(), ''), 'option/wrong-type'],
  ['no scope', () => new PathIngress(given(undefined), 'i'), 'option/wrong-type'],
  ['an id that every object has', () => new HttpdService(chart(), 'constructor'), 'option/id-not-usable'],
  [
    'a variable without a name',
    () => new HttpdService(chart(), 'h', { env: { '': EnvValue.fromValue('a') } }),
    'service/env-name-malformed',
  ],
  [
    'memory that cdk8s-plus cannot write',
    () => new HttpdService(chart(), 'h', { resources: { memory: { limit: Size.kibibytes(1) } } }),
    'service/amount-not-whole',
  ],
  [
    'a request above its limit',
    () => new HttpdService(chart(), 'h', { resources: { cpu: { request: Cpu.units(1), limit: Cpu.millis(100) } } }),
    'service/request-above-limit',
  ],
  [
    'a toleration that Kubernetes refuses',
    () => new IngressController(chart(), 'c', { kind: ControllerKind.ingressNginx(), tolerations: [{ key: 'a', effect: 'Never' }] }),
    'controller/value-refused',
  ],
])('%s is refused with a code', (_, call, code) => {
  expect(call).toThrow(`[${code}`);
});

test('an id that is taken is refused, whichever construct has it', () => {
  const one = chart();
  new PathIngress(one, 'shop');
  expect(() => new PathIngress(one, 'shop')).toThrow(
    '[option/id-not-usable] PathIngress cannot have the id "shop": its scope has a construct with this id',
  );
});
