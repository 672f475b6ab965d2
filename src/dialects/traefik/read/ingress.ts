import { clusterView, itemsOf } from '../../../kinds/cluster-view';
import type { IngressView, PathView } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ReadScope } from '../../../kinds/read-scope';
import { CLASS_ANNOTATION } from '../../../model/kubernetes-syntax';
import { regexOf } from '../../../regex/re2/regex';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin, Refusal, RoutingTableData } from '../../../table/routing-table';
import { ingress as identity } from '../identity';
import { type RouterSettings, routerSettings } from './annotations';
import { classNameOf, foreignClass } from './classes';
import { mayCrossProviders } from './crd/references';
import { IngressServices } from './ingress-services';
import { chain, middlewaresOf } from './middlewares';
import { type StaticOptions, staticOptions } from './options';
import { RouterNames } from './router-names';
import type { Router } from './routers';
import { exactPath, hostRule, type PathRule, pathRegexp, rulePriority, segmentPrefix, stringPrefix } from './rule';
import { certificatesOf, tableOf } from './table';
import { withTlsOptions } from './tls-options';
import { seenObjects, watchedBy } from './watched';

const OPTION = 'providers.kubernetesingress';

/** `math.MinInt32`: behind every other router. */
const LAST = -2_147_483_648n;

/** `maxUserPriority`. */
const HIGHEST = 9_223_372_036_854_774_807n;

/**
 * Sources: traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress/kubernetes.go (`loadConfigurationFromIngresses`, `loadRouter`),
 * pkg/server/router/router.go.
 */
export function readIngress(given: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData {
  const cluster = clusterView(given, scope);
  const options = staticOptions(cluster, scope);
  const objects = seenObjects(given.flatMap(itemsOf), options, cluster);
  const watched = watchedBy('kubernetesingress', options, cluster);
  const middlewares = middlewaresOf(objects, cluster, options);
  const services = new IngressServices(objects, cluster, options, middlewares);
  const refused: Refusal[] = [];
  const ignored: Refusal[] = [];
  const mine = cluster.ingresses.filter((view) => {
    const foreign = watched.unseen(view.object) ?? foreignTo(view);
    if (foreign !== undefined) ignored.push({ origin: originOf(view, foreign.field), by: 'controller', because: foreign.because });
    return foreign === undefined;
  });
  const routers = new RouterNames();
  /** By the origin of a router: the TLSOption that it names. */
  const tlsOptions = new Map<Origin, string>();
  const claimed = mine.filter(addRouters);
  return tableOf(
    identity,
    {
      routers: withTlsOptions(
        routers.all().map((router) => ({ router, option: tlsOptions.get(router.origin) ?? '' })),
        objects,
      ),
      claimed: claimed.map((view) => ({ origin: originOf(view, ''), as: 'routes' })),
      refused,
      ignored,
      certificates: claimed.flatMap((view) => certificatesOf(view, cluster)),
    },
    options,
    middlewares,
  );

  function foreignTo(view: IngressView): { readonly field: string; readonly because: string } | undefined {
    const because = otherClass(view);
    return because === undefined ? undefined : { field: 'spec.ingressClassName', because };
  }

  function otherClass(view: IngressView): string | undefined {
    const only = options.text(`${OPTION}.ingressclass`) ?? '';
    const name = classNameOf(view, cluster);
    if (name !== undefined) {
      if (options.isOn(`${OPTION}.disableingressclasslookup`, false) || options.isOn(`${OPTION}.disableclusterscoperesources`, false))
        return `Traefik looks up no ingress classes, and it names "${name}"`;
      if (only !== '' && name !== only) return `Traefik takes ingress class "${only}" alone`;
      return foreignClass(name, cluster, scope, { controller: identity.ingressClassController, usualName: identity.className });
    }
    const annotation = view.annotations[CLASS_ANNOTATION] ?? '';
    return annotation === only || (only === '' && annotation === identity.className)
      ? undefined
      : `its annotation ${CLASS_ANNOTATION} is "${annotation}"`;
  }

  /** Whether the Ingress is read at all. */
  function addRouters(view: IngressView): boolean {
    const settings = routerSettings(view.annotations);
    const refuse = (field: string, because: string): void => {
      refused.push({ origin: originOf(view, field), by: 'controller', because });
    };
    if ('invalid' in settings) {
      refuse('metadata.annotations', settings.invalid);
      return false;
    }
    const crosses = settings.middlewares.length > 0 || (settings.tlsOptions ?? '') !== '';
    if (crosses && !mayCrossProviders(options, 'kubernetesingress', view.namespace)) {
      refuse('metadata.annotations', `namespace "${view.namespace}" may not name Middlewares and TLSOptions, which another provider makes`);
      return false;
    }
    const add = (
      { path, backend, field }: Omit<PathView, 'pathType'>,
      hosts: readonly string[],
      matcher: PathRule,
      rule: string,
      priority: bigint,
    ) => {
      const wrong =
        backend === undefined ? 'Traefik knows no backends but Services' : problemOf(settings, matcher, priority, rule, options);
      if (wrong !== undefined || backend === undefined) return refuse(field, wrong ?? '');
      const service = services.outcomeOf(view.namespace, backend);
      if ('invalid' in service) return refuse(field, service.invalid);
      const own = chain(
        settings.middlewares,
        middlewares,
        originOf(view, annotationField(`${identity.annotationPrefix}router.middlewares`)),
      );
      if ('invalid' in own) return refuse(field, own.invalid);
      const router: Router = {
        path: matcher.test,
        priority: Number(priority),
        tls: settings.tls,
        steps: [...own.steps, ...service.steps],
        outcome: service.outcome,
        effects: [...own.effects, ...service.effects],
        origin: originOf(view, field),
        ...(hosts.length === 0 ? {} : { hosts }),
        ...(settings.entryPoints === undefined ? {} : { entryPoints: settings.entryPoints }),
      };
      if (settings.tlsOptions !== undefined) tlsOptions.set(router.origin, settings.tlsOptions);
      routers.add(view, `${hosts[0] ?? ''}${path}`, rule, router);
    };
    if (view.defaultBackend !== undefined && view.rules.length === 0)
      add({ path: '', backend: view.defaultBackend, field: 'spec.defaultBackend' }, [], stringPrefix('/'), 'PathPrefix("/")', LAST);
    else if (view.defaultBackend !== undefined) refuse('spec.defaultBackend', 'Traefik does not look at it, because the Ingress has rules');
    for (const { host, paths = [] } of view.rules) {
      for (const { path, pathType, backend, field } of paths) {
        const matcher = pathRule(path, pathType, settings, options);
        if ('invalid' in matcher) {
          refuse(field, matcher.invalid);
          continue;
        }
        const rule = [...(host === '' ? [] : [hostRule(host)]), ...(matcher.text === '' ? [] : [matcher.text])].join(' && ');
        const priority = settings.priority === 0n ? BigInt(rulePriority(rule)) : settings.priority;
        add({ path, backend, field }, host === '' ? [] : [host], matcher, rule, priority);
      }
    }
    return true;
  }
}

const EVERY_PATH: PathRule = { text: '', test: { kind: 'always' } };

function pathRule(
  path: string,
  pathType: string | undefined,
  { pathMatcher }: RouterSettings,
  options: StaticOptions,
): PathRule | { readonly invalid: string } {
  if (path === '') return EVERY_PATH;
  const matcher = pathType === 'Exact' ? 'Path' : pathType === 'Prefix' ? 'PathPrefix' : (pathMatcher ?? 'PathPrefix');
  switch (matcher) {
    case 'Path':
      return exactPath(path);
    case 'PathRegexp':
      return pathRegexp(path);
    case 'PathPrefix':
      return options.isOn(`${OPTION}.strictprefixmatching`, false) ? segmentPrefix(path) : stringPrefix(path);
    default:
      return { invalid: `"${matcher}" is no path matcher: it must be Path, PathPrefix or PathRegexp` };
  }
}

/** Why there is no router for a path. */
function problemOf(
  { entryPoints = [] }: RouterSettings,
  { test }: PathRule,
  priority: bigint,
  rule: string,
  options: StaticOptions,
): string | undefined {
  if (rule === '') return 'it has neither a host nor a path';
  if (priority > HIGHEST) return `the priority ${priority} is above ${HIGHEST}`;
  const regex = test.kind === 'regex' ? regexOf(test.pattern, true) : undefined;
  if (regex?.kind === 'refused') return `its path is no regular expression: ${regex.because}`;
  if (test.kind !== 'regex' && 'path' in test && !test.path.startsWith('/')) return 'its path does not begin with "/"';
  const known = options.entryPoints.map(({ name }) => name);
  if (entryPoints.length > 0 && !entryPoints.some((name) => known.includes(name)))
    return `there is no entry point ${entryPoints.map((name) => `"${name}"`).join(' or ')}`;
  return undefined;
}
