import { App, Chart, Testing } from 'cdk8s';
import { EVERY_FINDING } from '../scripts/generated/every-finding';
import { RouteTarget } from '../src';
import { ControllerKind } from '../src/api/controller/controller-kind';
import { IngressController } from '../src/api/controller/ingress-controller';
import { PathIngress } from '../src/api/routes/path-ingress';
import type { PathIngressProps } from '../src/api/routes/path-ingress-options';

/** What tests of routes have in common: a PathIngress "shop" for an ingress-nginx that is installed already, and what it becomes. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly spec?: IngressSpec;
  readonly data?: { readonly [key: string]: string };
}

export interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: unknown;
  readonly tls?: readonly { readonly hosts: readonly string[]; readonly secretName?: string }[];
  readonly rules?: readonly { readonly host?: string; readonly http: { readonly paths: readonly IngressPath[] } }[];
}

export interface IngressPath {
  readonly path: string;
  readonly pathType: string;
  readonly backend: { readonly service: { readonly name: string; readonly port: { readonly number?: number; readonly name?: string } } };
}

/** An ingress-nginx with the given entries in its config map, and no others. */
export const nginx = (settings: { [name: string]: string } = {}) =>
  IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx(), settings });

/** An ingress-nginx of which nobody knows the config map. */
export const unknownNginx = () => IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });

/** A Service that needs not be part of the app. */
export const to = (name: string, port = 80) => RouteTarget.external(name, port);

export const SHOP = 'shop.example.com';

/** The objects of a PathIngress "web/shop" for one host and ingress-nginx. What synth throws, this throws. */
export function synthRoutes(build: (ingress: PathIngress) => void, props: PathIngressProps = {}): Manifest[] {
  const chart = new Chart(new App(), 'test');
  build(new PathIngress(chart, 'shop', { controller: nginx(), name: 'shop', namespace: 'web', ...withHost(props) }));
  return Testing.synth(chart) as Manifest[];
}

/** One host unless the properties say otherwise; an empty one stands for none. */
export function withHost(props: PathIngressProps): PathIngressProps {
  const { host, ...others } = props;
  if (host === '') return others;
  return 'host' in props || 'hosts' in props ? props : { host: SHOP, ...props };
}

/** The annotations of ingress-nginx on an object, without their prefix. */
export function nginxAnnotations(manifest: Manifest | undefined): { [name: string]: string } {
  const prefix = 'nginx.ingress.kubernetes.io/';
  return Object.fromEntries(
    Object.entries(manifest?.metadata.annotations ?? {}).map(([key, value]) => [
      key.startsWith(prefix) ? key.slice(prefix.length) : key,
      value,
    ]),
  );
}

/** Host, path, type and Service of each rule, as one line. */
export const ruleLines = (manifest: Manifest | undefined): string[] =>
  (manifest?.spec?.rules ?? []).flatMap(({ host = '', http }) =>
    http.paths.map(
      ({ path, pathType, backend: { service } }) =>
        `${host}${path} ${pathType} ${service.name}:${service.port.number ?? service.port.name}`,
    ),
  );

/** The codes in the message of what is thrown, in order. Anything without a code is thrown on: it is a bug. */
export function codesOf(act: () => unknown): string[] {
  return codesIn(messageOf(act));
}

/** The message of what is thrown; empty where nothing is. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    const message = (error as Error).message;
    if (codesIn(message).length === 0) throw error;
    return message;
  }
  return '';
}

/** Before the code of a finding cdk8s writes the path of its construct, in brackets too. */
const AREAS = [...new Set(Object.keys(EVERY_FINDING).map((code) => code.slice(0, code.indexOf('/'))))];
const CODE = new RegExp(`\\[((?:${AREAS.join('|')})/[a-z-]+)\\] `, 'g');

export const codesIn = (message: string): string[] => [...message.matchAll(CODE)].map((match) => match[1]!);

/** What is warned of in each test from here on, instead of on the screen. */
export function collectWarnings(): readonly string[] {
  const warnings: string[] = [];
  const collect = () => void jest.spyOn(process, 'emitWarning').mockImplementation((text) => void warnings.push(String(text)));
  // Some tables of tests are synthesized before the first test begins.
  collect();
  beforeEach(() => {
    warnings.length = 0;
    collect();
  });
  return warnings;
}
