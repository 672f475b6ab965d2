import type { BackendView } from '../../../kinds/ingress-view';
import { originOf } from '../../../table/origin';
import type { Candidate, Condition, Origin, Outcome, Step } from '../../../table/routing-table';
import { CONTROLLER } from './annotations';
import type { HaproxyCluster } from './backend-resources';
import { backendOf } from './backends';
import type { TakenIngress } from './ingresses';
import type { Settings } from './settings';

/** What becomes of requests that no row takes. */
export interface DefaultBackend {
  readonly outcome: Outcome;
  /** What its backend does to requests before. */
  readonly steps?: readonly Step[];
  /** Absent where the controller itself answers. */
  readonly origin?: Origin;
  /** Requests to which the controller's own server has another answer than 404. */
  readonly candidates: readonly Candidate[];
}

/**
 * The default backend of an Ingress holds for all hosts, and replaces that of the flag; without any the controller's own server answers.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/ingress/ingress.go (`Update`), pkg/service/service.go (`SetDefaultBackend`),
 * pkg/controller/global.go (`handleDefaultService`), pkg/controller/builder.go (`addLocalDefaultService`).
 */
export function defaultBackend(ingresses: readonly TakenIngress[], cluster: HaproxyCluster, settings: Settings): DefaultBackend {
  const own = ingresses.flatMap(({ view }) => {
    const found = view.defaultBackend && foundOf(view.defaultBackend, view.namespace, view, cluster, settings);
    return found === undefined ? [] : [{ ...found, origin: originOf(view, 'spec.defaultBackend') }];
  });
  const [first] = own;
  if (first !== undefined) {
    const different = own.filter((one, index) => own.findIndex((other) => isSame(other, one)) === index);
    if (different.length === 1) return { ...first, candidates: [] };
    const because = `${different.length} Ingresses have a default backend, and with each change the controller takes another one`;
    return {
      outcome: { kind: 'undecided', because, oneOf: different.map(({ outcome }) => outcome) },
      origin: first.origin,
      candidates: [],
    };
  }
  const named = settings.config['default-backend-service'] ?? settings.defaultService;
  const [namespace = '', name = ''] = named.split('/');
  const found = name === '' ? undefined : foundOf({ name, port: undefined }, namespace, undefined, cluster, settings);
  if (found !== undefined) return { ...found, origin: CONTROLLER, candidates: [] };
  if (settings.defaultService === '') return { outcome: builtIn(404), candidates: BUILT_IN };
  const because = '--default-backend-service names no Service whose first port has a name, so there is no default backend';
  return { outcome: { kind: 'answer', status: 503, because }, candidates: [] };
}

const isSame = (a: Found, b: Found): boolean => JSON.stringify([a.outcome, a.steps]) === JSON.stringify([b.outcome, b.steps]);

type Found = Pick<DefaultBackend, 'outcome' | 'steps'>;

/** Without a port the first of the Service counts, if it has a name. */
function foundOf(
  { name, port }: BackendView,
  namespace: string,
  view: TakenIngress['view'] | undefined,
  cluster: HaproxyCluster,
  settings: Settings,
): Found | undefined {
  const first = cluster.services.get(`${namespace}/${name}`)?.ports[0]?.name || undefined;
  const found = backendOf({ name, port: port ?? first }, view, namespace, cluster, settings);
  if (typeof found === 'string') return undefined;
  return { outcome: found.outcome, ...(found.steps.length === 0 ? {} : { steps: found.steps }) };
}

const builtIn = (status: number): Outcome => ({ kind: 'forward', backend: { kind: 'builtIn', status } });

const NOT_KNOWN: Condition = { kind: 'method', methods: ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'TRACE'] };

/**
 * It knows two paths, by GET alone, and answers what the server as a whole can do.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/controller/builder.go; fasthttp/router@v1.5.4:router.go.
 */
const BUILT_IN: readonly Candidate[] = [
  ...['/healthz', '/healtz'].map((path) =>
    candidate(path, { kind: 'conditional', branches: [{ conditions: [NOT_KNOWN], outcome: builtIn(405) }], otherwise: builtIn(200) }),
  ),
  candidate('', builtIn(200), [{ kind: 'method', methods: ['OPTIONS'] }]),
];

function candidate(path: string, outcome: Outcome, conditions?: readonly Condition[]): Candidate {
  return {
    match: { path: { kind: 'exact', path, caseSensitive: true }, ...(conditions && { conditions }) },
    steps: [],
    outcome,
    origin: CONTROLLER,
    because: 'the server of the controller answers where no rule takes a request',
  };
}
