import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { FixedResponseOptions, RedirectOptions, RequestMatch } from '../src';
import type { PathIngressProps } from '../src/api/routes/path-ingress-options';
import type { RouteOptions } from '../src/api/routes/route-options';
import type { KubeObject } from '../src/kinds/kube-object';
import type { FeatureName } from '../src/model/features';
import { EFFECTS, type EffectName } from '../src/table/effects';
import { type Answer, absoluteLocation } from './answer';

/**
 * The cases: one situation a file, with routes as users write them and requests with what is meant to become of them, written out by hand.
 * How to add one says CONTRIBUTING.md.
 */
export interface Case {
  /** The situation: the name of the file. */
  readonly name: string;
  readonly services: readonly CaseService[];
  /** Each is one `PathIngress`. */
  readonly ingresses: readonly CaseIngress[];
  readonly probes: readonly Probe[];
}

export interface CaseService {
  readonly name: string;
  /** Numbers by name. */
  readonly ports: { readonly [name: string]: number };
  /** `none`: no pod is ready. */
  readonly endpoints: 'ready' | 'none';
  /** Absent: that of the routes. */
  readonly namespace?: string;
}

/** A request, and what is meant. */
export interface Probe {
  /** With the path exactly as it is sent. */
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  /** Absent: GET. */
  readonly method?: string;
  readonly meant: Answer;
  /** Why that is meant. */
  readonly reason: string;
  /** Why the Ingress API alone does not promise it. Absent: it does. */
  readonly open?: string;
  /** What else happens to the request because the routes ask for it. Nobody who only sees the answer can tell. */
  readonly effects?: readonly EffectName[];
  /** The protocol that the backend is spoken to in, where it is not plain HTTP. */
  readonly protocol?: string;
  /** The address that the client comes from. */
  readonly from?: string;
  /** A feature that the routes ask for: who meets it only approximately may answer otherwise, and must. */
  readonly excusedBy?: FeatureName;
}

/** How a request is named: in titles, and in what is recorded. */
export function probeText({ url, headers, method }: Pick<Probe, 'url' | 'headers' | 'method'>): string {
  return [method === undefined ? url : `${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join(
    ' ',
  );
}

/** Whether what is meant shows in the answer to a request that anybody can send: else nobody can record it. */
export const canBeRecorded = ({ probes }: Case): boolean =>
  probes.every(
    ({ effects, protocol, from, method }) =>
      // An answer to HEAD has no body, which says who has answered.
      effects === undefined && protocol === undefined && from === undefined && method !== 'HEAD',
  );

/** What the cluster makes of Services whose pods are not ready. */
export function emptyEndpoints({ services }: Case, namespace = 'default'): readonly KubeObject[] {
  const idle = services.filter(({ endpoints }) => endpoints === 'none');
  return idle.map(({ name }) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [],
  }));
}

// ---- reading

const FOLDER = join(__dirname, 'cases');

/** All cases, by name. */
export function loadCases(): readonly Case[] {
  const cases = readdirSync(FOLDER)
    .sort()
    .map((file) => readCase(file, parse(readFileSync(join(FOLDER, file), 'utf8'))));
  checkServices(cases);
  return cases;
}

/** So that all cases may live in one cluster. */
function checkServices(cases: readonly Case[]): void {
  const known = new Map<string, string>();
  for (const { name, services } of cases) {
    for (const service of services) {
      const written = JSON.stringify(service);
      if ((known.get(service.name) ?? written) !== written)
        throw new Error(`test/cases/${name}.yaml: Service "${service.name}" is another one than in other cases`);
      known.set(service.name, written);
    }
  }
}

type Fields = { readonly [field: string]: unknown };

/** What a `PathIngress` takes, with data in the place of objects. What is not known here, `PathIngress` refuses. */
export interface CaseIngress extends Omit<PathIngressProps, 'tls'> {
  /** The name of a Secret, or "controller default". */
  readonly tls?: string;
  readonly defaultBackend?: string;
  readonly routes?: readonly CaseRoute[];
}

/** A factory of `RequestMatch` with its arguments: `{ header: [X-Beta, "on"] }`. */
export type CaseMatch = { readonly [factory in keyof typeof RequestMatch]?: readonly string[] };

/** As `RouteOptions`, with `to` for a target and `{ seconds: 2 }` for a duration in every option. */
export interface CaseRoute extends Omit<RouteOptions, 'rewrite' | 'canary' | 'matches'> {
  readonly path: string;
  /** A Service, with its namespace before a slash, several with their weights, or with `redirect`, `fixedResponse` and `tlsPassthrough` none. */
  readonly to?: string | { readonly [service: string]: number };
  readonly redirect?: RedirectOptions;
  readonly fixedResponse?: FixedResponseOptions;
  /** A Service. */
  readonly tlsPassthrough?: string;
  readonly rewrite?: 'stripPrefix' | { readonly [kind: string]: string };
  readonly matches?: readonly CaseMatch[];
  readonly canary?: Omit<NonNullable<RouteOptions['canary']>, 'target' | 'matches'> & {
    readonly to: string;
    readonly matches?: readonly CaseMatch[];
  };
}

function readCase(file: string, content: unknown): Case {
  const name = file.replace(/\.yaml$/, '');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/.test(file)) throw new Error(`test/cases/${file}: the name is no situation in kebab-case`);
  try {
    const { services, ingresses, probes } = fields(content, 'the case', ['services', 'ingresses', 'probes']);
    return {
      name,
      services: list(services, 'services').map(readService),
      ingresses: list(ingresses, 'ingresses') as readonly CaseIngress[],
      probes: list(probes, 'probes').map((probe, index) => readProbe(probe, `probe ${index + 1}`)),
    };
  } catch (error) {
    throw new Error(`test/cases/${file}: ${(error as Error).message}`, { cause: error });
  }
}

function readService(service: unknown): CaseService {
  const {
    name,
    ports = { http: 80 },
    endpoints = 'ready',
    namespace,
  } = typeof service === 'string' ? { name: service } : serviceFields(service);
  if (endpoints !== 'ready' && endpoints !== 'none') throw new Error(`endpoints of ${name} are "ready" or "none"`);
  return {
    name: text(name, 'the name of a Service'),
    ports: ports as CaseService['ports'],
    endpoints,
    ...(namespace === undefined ? {} : { namespace: text(namespace, 'the namespace of a Service') }),
  };
}

const serviceFields = (service: unknown): Fields => fields(service, 'a Service', ['name'], ['ports', 'endpoints', 'namespace']);

function readProbe(probe: unknown, what: string): Probe {
  const outcomes = ['backend', 'shares', 'status'];
  const read = fields(
    probe,
    what,
    ['request', 'reason'],
    [...outcomes, 'path', 'location', 'headers', 'method', 'open', 'effects', 'protocol', 'from', 'excusedBy'],
  );
  if (outcomes.filter((outcome) => outcome in read).length !== 1) throw new Error(`${what} needs one of ${outcomes.join(', ')}`);
  return {
    url: text(read.request, `the request of ${what}`),
    headers: (read.headers ?? {}) as Probe['headers'],
    ...(read.method === undefined ? {} : { method: text(read.method, `the method of ${what}`) }),
    meant: readAnswer(read, what),
    reason: text(read.reason, `the reason of ${what}`),
    ...(read.open === undefined ? {} : { open: text(read.open, `"open" of ${what}`) }),
    ...(read.effects === undefined ? {} : { effects: list(read.effects, `the effects of ${what}`).map(effectName) }),
    ...(read.protocol === undefined ? {} : { protocol: text(read.protocol, `the protocol of ${what}`) }),
    ...(read.from === undefined ? {} : { from: text(read.from, `"from" of ${what}`) }),
    ...(read.excusedBy === undefined ? {} : { excusedBy: text(read.excusedBy, `"excusedBy" of ${what}`) as FeatureName }),
  };
}

function effectName(name: unknown): EffectName {
  if (typeof name !== 'string' || !(name in EFFECTS)) throw new Error(`there is no effect "${name}"`);
  return name as EffectName;
}

function readAnswer({ backend, shares, status, path, location, request }: Fields, what: string): Answer {
  if ((path === undefined) !== (status !== undefined)) throw new Error(`${what} needs the path that the backend sees, or a status`);
  if (location !== undefined && status === undefined) throw new Error(`${what} has a location and no status`);
  if (backend !== undefined) return { kind: 'backend', backend: text(backend, `the backend of ${what}`), path: text(path, what) };
  if (shares !== undefined)
    return { kind: 'shares', shares: shares as { readonly [backend: string]: number }, path: text(path, `the path of ${what}`) };
  if (typeof status !== 'number') throw new Error(`the status of ${what} is a number`);
  if (location === undefined) return { kind: 'status', status };
  return { kind: 'redirect', status, location: absoluteLocation(text(location, `the location of ${what}`), request as string) };
}

/** An object with these members and no others. */
function fields(value: unknown, what: string, needed: readonly string[], others: readonly string[] = []): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is no map`);
  const missing = needed.find((name) => !(name in value));
  if (missing !== undefined) throw new Error(`${what} has no "${missing}"`);
  const unknown = Object.keys(value).find((name) => !needed.includes(name) && !others.includes(name));
  if (unknown !== undefined) throw new Error(`${what} has "${unknown}", which nobody reads`);
  return value as Fields;
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error(`${what} is no list, or an empty one`);
  return value;
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${what} is no text`);
  return value;
}
