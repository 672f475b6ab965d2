import { clusterView, itemsOf } from '../../../kinds/cluster-view';
import { DEFAULT_NAMESPACE, list, record, text, texts } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ReadScope } from '../../../kinds/read-scope';
import { CLASS_ANNOTATION } from '../../../model/kubernetes-syntax';
import type { CertificateEntry, Origin, Refusal, RoutingTableData } from '../../../table/routing-table';
import { crd as identity } from '../identity';
import { parseRule } from './crd/parse-rule';
import { references } from './crd/references';
import { waysOf } from './crd/rule-ways';
import { CrdServices } from './crd/services';
import { tcpRoutesOf } from './crd/tcp-routes';
import { chain, middlewaresOf } from './middlewares';
import { staticOptions } from './options';
import { rulePriority } from './rule';
import { tableOf } from './table';
import { type Placed, tlsOptionName, withTlsOptions } from './tls-options';
import { seenObjects, watchedBy } from './watched';

type Values = { readonly [field: string]: unknown };

/**
 * Source: traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes_http.go (`loadIngressRouteConfiguration`).
 */
export function readCrd(given: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData {
  const all = given.flatMap(itemsOf);
  const cluster = clusterView(all, scope);
  const options = staticOptions(cluster, scope);
  const objects = seenObjects(all, options, cluster);
  const watched = watchedBy('kubernetescrd', options, cluster);
  const middlewares = middlewaresOf(objects, cluster, options);
  const services = new CrdServices(objects, cluster, options, middlewares, watched.sees);
  const refused: Refusal[] = [];
  const ignored: Refusal[] = all
    .filter((one) => isRoute(one) || isTcpRoute(one))
    .flatMap((object) => {
      const unseen = watched.unseen(object);
      return unseen === undefined ? [] : [{ origin: originOf(object, unseen.field), by: 'controller' as const, because: unseen.because }];
    });
  const placed: Placed[] = [];
  const only = options.text('providers.kubernetescrd.ingressclass') ?? '';
  const isMine = (object: KubeObject): boolean => {
    const said = record(object.spec).ingressClassName ?? texts(object.metadata.annotations)[CLASS_ANNOTATION] ?? '';
    const isOwn = said === only || (only === '' && said === 'traefik') || scope.ingressClasses?.includes(text(said)) === true;
    if (!isOwn)
      ignored.push({
        origin: originOf(object, 'spec.ingressClassName'),
        by: 'controller',
        because: `its ingress class is "${text(said)}"`,
      });
    return isOwn;
  };
  const mine = objects.filter(isRoute).filter(isMine);
  const ofConnections = objects.filter(isTcpRoute).filter(isMine);
  const tcp = ofConnections.map((object) => tcpRoutesOf(object, cluster, options, watched.sees));
  const parents = new Set(mine.flatMap((object) => parentsOf(object)));
  for (const object of mine) {
    for (const [index, route] of list(record(object.spec).routes).entries()) {
      const found = placesOf(object, record(route), originOf(object, `spec.routes[${index}]`));
      if ('invalid' in found) refused.push({ origin: originOf(object, `spec.routes[${index}]`), by: 'controller', because: found.invalid });
      else placed.push(...found);
    }
  }
  return tableOf(
    identity,
    {
      routers: [...withTlsOptions(placed, objects), ...tcp.flatMap(({ routers }) => routers)],
      connections: tcp.flatMap(({ connections }) => connections),
      claimed: [...mine, ...ofConnections].map((object) => ({ origin: originOf(object, ''), as: 'routes' })),
      refused: [...refused, ...tcp.flatMap((one) => one.refused.map((refusal) => ({ ...refusal, by: 'controller' as const })))],
      ignored,
      certificates: mine.flatMap(certificates),
    },
    options,
    middlewares,
  );

  function placesOf(object: KubeObject, route: Values, origin: Origin): readonly Placed[] | { readonly invalid: string } {
    const namespace = object.metadata.namespace ?? DEFAULT_NAMESPACE;
    const spec = record(object.spec);
    const match = text(route.match);
    if (!['', 'Rule'].includes(text(route.kind))) return { invalid: `its kind is "${text(route.kind)}", not "Rule"` };
    if (match === '') return { invalid: 'its rule is empty' };
    const rule = parseRule(match);
    if ('invalid' in rule) return { invalid: `its rule cannot be read: ${rule.invalid}` };
    const ways =
      'undecided' in rule ? rule : text(route.syntax) === 'v2' ? { undecided: 'its rule is in the syntax of Traefik v2' } : waysOf(rule);
    if ('invalid' in ways) return { invalid: `its rule is wrong: ${ways.invalid}` };
    const served = serviceOf(object, list(route.services), namespace, origin);
    if ('invalid' in served) return served;
    const names = references(options).middlewareNames(route.middlewares, namespace);
    if ('invalid' in names) return names;
    const through = chain(names, middlewares, origin);
    if ('invalid' in through) return through;
    const entryPoints = list(spec.entryPoints).map(text);
    const tls = record(spec.tls);
    const shared = {
      priority: typeof route.priority === 'number' && route.priority !== 0 ? route.priority : rulePriority(match),
      tls: spec.tls !== undefined && spec.tls !== null,
      steps: [...through.steps, ...served.steps],
      outcome: served.outcome,
      effects: [...through.effects, ...served.effects],
      origin,
      ...(entryPoints.length === 0 ? {} : { entryPoints }),
    };
    const option = tlsOptionOf(tls, namespace);
    if ('invalid' in option) return option;
    if ('undecided' in ways)
      return [
        {
          router: { ...shared, path: { kind: 'always' }, steps: [], outcome: { kind: 'undecided', because: ways.undecided } },
          option: option.name,
        },
      ];
    return ways.map(({ hosts, ...way }) => ({
      router: { ...shared, ...way, ...(hosts === undefined ? {} : { hosts }) },
      option: option.name,
    }));
  }

  /** The TLSOption of a route as routers name it; empty for none. */
  function tlsOptionOf(tls: Values, own: string): { readonly name: string } | { readonly invalid: string } {
    const { name, namespace } = record(tls.options);
    if (text(name) === '') return { name: '' };
    const found = references(options).resolve({ name: text(name), namespace: text(namespace) }, own);
    if ('invalid' in found) return found;
    return { name: found.name.includes('@') ? found.name : tlsOptionName(found.namespace, found.name) };
  }

  /** A route without services has routes of other objects below it, or is none. */
  function serviceOf(object: KubeObject, given: readonly unknown[], namespace: string, origin: Origin) {
    if (parents.has(keyOf(object)) || parentsOf(object).length > 0)
      return { outcome: { kind: 'undecided', because: 'routes that lie in each other decide' } as const, steps: [], effects: [] };
    return given.length === 0 ? { invalid: 'it has no service' } : services.anyOf(given, namespace, origin);
  }

  function certificates(object: KubeObject): readonly CertificateEntry[] {
    const secret = text(record(record(object.spec).tls).secretName);
    const names = cluster.certificates.get(`${object.metadata.namespace ?? DEFAULT_NAMESPACE}/${secret}`) ?? [];
    return names.map((host) => ({ host, origin: originOf(object, 'spec.tls') }));
  }
}

const isRoute = ({ kind, apiVersion }: KubeObject): boolean => kind === 'IngressRoute' && apiVersion.startsWith('traefik.io/');

const isTcpRoute = ({ kind, apiVersion }: KubeObject): boolean => kind === 'IngressRouteTCP' && apiVersion.startsWith('traefik.io/');

const keyOf = ({ metadata: { namespace = DEFAULT_NAMESPACE, name } }: KubeObject): string => `${namespace}/${name}`;

const parentsOf = (object: KubeObject): readonly string[] =>
  list(record(object.spec).parentRefs).map((one) => {
    const { name, namespace } = record(one);
    return `${text(namespace) || (object.metadata.namespace ?? DEFAULT_NAMESPACE)}/${text(name)}`;
  });

const originOf = ({ kind, metadata: { namespace = DEFAULT_NAMESPACE, name } }: KubeObject, field: string): Origin => ({
  kind,
  namespace,
  name,
  field,
});
