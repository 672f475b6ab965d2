import type { Dialect } from '../../src/dialects/dialect';
import { DEFAULT_NAMESPACE } from '../../src/kinds/ingress-view';
import type { KubeObject } from '../../src/kinds/kube-object';
import type { Candidate, HostEntry, Outcome } from '../../src/table/routing-table';
import { identity } from './identity';

interface Target {
  readonly namespace?: string;
  readonly name: string;
  readonly port: number | string;
}

interface MossRoute extends KubeObject {
  readonly className?: string;
  readonly spec: {
    readonly host?: string;
    readonly rules: readonly { readonly exact?: string; readonly prefix?: string; readonly to: Target }[];
    readonly otherwise?: Target;
  };
}

export const read: NonNullable<Dialect['read']> = (objects, { ingressClasses } = {}) => {
  const all = objects.filter((object): object is MossRoute => object.kind === 'MossRoute');
  const mine = all.filter(({ className }) => ingressClasses === undefined || ingressClasses.includes(className ?? ''));
  const last = mine.find(({ spec }) => spec.otherwise !== undefined);
  const otherwise: Outcome =
    last?.spec.otherwise === undefined
      ? { kind: 'answer', status: 404, because: 'no rule takes it' }
      : forward(last, last.spec.otherwise, objects);
  const names = [...new Set(mine.flatMap(({ spec }) => spec.host ?? []))].filter((host) => host !== '');
  const entry = (host: string): HostEntry => ({
    host,
    names: host === '' ? [] : [host],
    before: [],
    candidates: mine
      .filter(({ spec }) => (spec.host ?? '') === host)
      .flatMap((route) => candidatesOf(route, objects))
      .sort((a, b) => lengthOf(b) - lengthOf(a)),
    otherwise,
  });
  return {
    controller: identity.name,
    version: identity.version,
    requests: { codec: 'neutral', trustsForwardedHeaders: false },
    hosts: names.map(entry),
    patterns: [],
    fallback: entry(''),
    certificates: [],
    claimed: mine.map((route) => ({ origin: originOf(route, ''), as: 'routes' })),
    refused: [],
    ignored: all
      .filter((route) => !mine.includes(route))
      .map((route) => ({ origin: originOf(route, 'className'), by: 'controller', because: 'its class is another one' })),
    frozen: [],
  };
};

const candidatesOf = (route: MossRoute, objects: readonly KubeObject[]): readonly Candidate[] =>
  route.spec.rules.map(({ exact, prefix = '/', to }, index) => ({
    match: {
      path:
        exact === undefined
          ? { kind: 'stringPrefix', path: prefix, caseSensitive: true }
          : { kind: 'exact', path: exact, caseSensitive: true },
    },
    steps: [],
    outcome: forward(route, to, objects),
    origin: originOf(route, `spec.rules[${index}]`),
  }));

/** The longest text first, and of one text the exact one first. */
const lengthOf = ({ match: { path } }: Candidate): number =>
  path.kind === 'exact' ? path.path.length + 0.5 : path.kind === 'stringPrefix' ? path.path.length : 0;

/** A Service of another namespace needs a MossGrant there. */
function forward(route: MossRoute, { namespace, name, port }: Target, objects: readonly KubeObject[]): Outcome {
  const own = route.metadata.namespace ?? DEFAULT_NAMESPACE;
  const granted = objects.some(
    ({ kind, metadata, spec }) =>
      kind === 'MossGrant' && metadata.namespace === namespace && (spec as { readonly from?: string } | undefined)?.from === own,
  );
  return namespace === undefined || namespace === own || granted
    ? { kind: 'forward', backend: { kind: 'service', namespace: namespace ?? own, service: name, port } }
    : { kind: 'answer', status: 503, because: 'no MossGrant lets it in' };
}

const originOf = ({ kind, metadata: { name, namespace = DEFAULT_NAMESPACE } }: MossRoute, field: string) => ({
  kind,
  namespace,
  name,
  field,
});
