import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import FindMyWay from 'find-my-way';
import { read } from '../../src/dialects/ingress-nginx/read';
import type { Decision } from '../../src/table/decide';
import { resolve } from '../../src/table/resolve';
import { hostOf, ingressesOf, type Route, routesOf } from './manifests';

/** One measured run in a process of its own: `node look-up.js <side>`. Prints a `LookUpRun` as JSON. */

export type Side = 'ours' | 'findMyWay' | 'patterns';

export interface LookUpRun {
  /** For each second of processor time: the clock would count what else the machine does. */
  readonly lookUpsPerSecond: number;
  /** What is kept to look up with. */
  readonly heapMebibytes: number;
  /** Of all answers. */
  readonly sha256: string;
}

interface Request {
  readonly host: string;
  readonly target: string;
}

interface LookUp<Answer> {
  readonly find: (request: Request) => Answer;
  /** The Service that takes the request; empty where none does. */
  readonly serviceOf: (answer: Answer) => string;
}

// ---- sides

function ours(routes: readonly Route[]): LookUp<Decision> {
  const table = read(ingressesOf(routes));
  return {
    find: (request) => resolve(table, request),
    serviceOf: ({ backend }) => (backend?.kind === 'service' ? backend.service : ''),
  };
}

type Router = ReturnType<typeof FindMyWay>;

/** It takes at most 31 hosts for one path, so each host has a router, with which it is fastest, too. */
function findMyWay(routes: readonly Route[]): LookUp<ReturnType<Router['find']> | undefined> {
  const handler = (): void => undefined;
  const routers = new Map<string, Router>();
  for (const { host, path, pathType, service } of routes) {
    const router = routers.get(host) ?? FindMyWay();
    routers.set(host, router);
    router.on('GET', path, handler, service);
    if (pathType === 'Prefix') router.on('GET', `${path}/*`, handler, service);
  }
  return {
    find: ({ host, target }) => routers.get(host)?.find('GET', target),
    serviceOf: (answer) => answer?.store ?? '',
  };
}

// ---- requests

const HOSTS = 1000;
const KINDS: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => `${path}/`,
  (path) => `${path}/item`,
  (path) => `${path}/a/b/c.html`,
  (path) => `${path}s`,
  () => '/nothing/there',
];

/** Hits and misses of each kind, on every host and on some that are not there. */
const literalRequests = (routes: readonly Route[]): readonly Request[] =>
  Array.from({ length: 20_000 }, (_, index) => {
    const { host, path } = routes[(index * 7919) % routes.length]!;
    return { host: index % 50 === 0 ? hostOf(HOSTS + index) : host, target: KINDS[index % KINDS.length]!(path) };
  });

/** Each pattern is asked with more behind and in another case, and with a text that only begins like one. */
const patternRequests = (routes: readonly Route[]): readonly (Request & { readonly service: string })[] =>
  routes.flatMap(({ host, service }, index) => {
    const path = `/team/app${index}`;
    return [
      { host, target: `${path}/x/y.html`, service },
      { host, target: path.toUpperCase(), service },
      { host, target: `${path}x`, service: '' },
      { host, target: `/nothing/${index}`, service: '' },
    ];
  });

// ---- measuring

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const sha256Of = (services: readonly string[]): string => createHash('sha256').update(services.join('\n')).digest('hex');

const ROUNDS = 20;

function measure<Answer>(make: () => LookUp<Answer>, requests: readonly Request[]): LookUpRun {
  const before = heapBytes();
  const { find, serviceOf } = make();
  const sha256 = sha256Of(requests.map((request) => serviceOf(find(request))));
  const heapMebibytes = (heapBytes() - before) / 2 ** 20;
  const start = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) for (const request of requests) find(request);
  const { user, system } = process.cpuUsage(start);
  return { lookUpsPerSecond: (ROUNDS * requests.length) / ((user + system) / 1e6), heapMebibytes, sha256 };
}

function measureLiterals<Answer>(make: (routes: readonly Route[]) => LookUp<Answer>): LookUpRun {
  const routes = routesOf('hosts', 10 * HOSTS);
  return measure(() => make(routes), literalRequests(routes));
}

function measurePatterns(): LookUpRun {
  const routes = routesOf('patterns', 1000);
  const requests = patternRequests(routes);
  const run = measure(() => ours(routes), requests);
  if (run.sha256 !== sha256Of(requests.map(({ service }) => service))) throw new Error('patterns took other requests than they should');
  return run;
}

const sides: { readonly [S in Side]: () => LookUpRun } = {
  ours: () => measureLiterals(ours),
  findMyWay: () => measureLiterals(findMyWay),
  patterns: measurePatterns,
};
console.log(JSON.stringify(sides[process.argv[2] as Side]()));
