import type { KubeObject } from '../../../kinds/kube-object';
import { hostText, isPassedThrough, type NeutralRoute } from '../../../model/neutral-route';
import type { ObjectSlot } from '../../../output/object-slot';
import type { Rendered } from '../../dialect';
import { checkRoutes } from './check-routes';
import { commonObjects, routeObjects, secretsOf } from './place';
import { hasTwoSides, type Router, routersOf } from './routers';
import { connectionBackends } from './services';
import { API_VERSION, certificateSlot, HTTPS_ROUTES, PASSTHROUGH, ROUTES, TLS_OPTION } from './slots';
import type { Target } from './target';
import { tlsOptionSpec } from './tls-option';

/** The objects of one construct. */
export function renderConstruct(target: Target): Rendered {
  const { to, settings } = target;
  const { routes: set, nameOf } = to;
  const objects = new Map<string, KubeObject>();
  const write = ({ key, kind }: ObjectSlot, spec: object): void => {
    objects.set(key, {
      apiVersion: API_VERSION,
      kind,
      metadata: {
        ...(to.annotations === undefined || !kind.startsWith('IngressRoute') ? {} : { annotations: to.annotations }),
        ...(to.labels === undefined ? {} : { labels: to.labels }),
        name: nameOf(key),
      },
      spec,
    });
  };
  const className = settings.className === undefined ? {} : { ingressClassName: settings.className };
  const written = (routers: readonly Router[]) =>
    routers.map(({ match, priority, named, middlewares, observability, services }) => ({
      kind: 'Rule',
      match,
      priority,
      ...(named.length + middlewares.length === 0
        ? {}
        : { middlewares: [...named, ...middlewares.map(({ slot }) => nameOf(slot.key))].map((name) => ({ name })) }),
      ...(observability === undefined ? {} : { observability }),
      services: services(nameOf),
    }));
  const entryPoint = (names: readonly string[]) => ({ ...className, entryPoints: names });
  const twoSides = hasTwoSides(set);
  const [secretName, ...others] = secretsOf(set);
  write(ROUTES, {
    ...entryPoint(twoSides ? [settings.http] : [settings.http, settings.https]),
    routes: written(routersOf(set, twoSides ? 'http' : 'both')),
  });
  const option = tlsOptionSpec(set.hosts);
  if (twoSides)
    write(HTTPS_ROUTES, {
      ...entryPoint([settings.https]),
      routes: written(routersOf(set, 'https')),
      tls: {
        ...(secretName === undefined ? {} : { secretName }),
        ...(option === undefined ? {} : { options: { name: nameOf(TLS_OPTION.key) } }),
      },
    });
  const passed = set.routes.filter(isPassedThrough);
  if (passed.length > 0)
    write(PASSTHROUGH, { ...entryPoint([settings.https]), routes: passed.map(connectionRoute), tls: { passthrough: true } });
  for (const secret of others) write(certificateSlot(secret), { ...entryPoint([settings.https]), routes: [], tls: { secretName: secret } });
  if (option !== undefined) write(TLS_OPTION, option);
  for (const { slot, spec } of [...set.routes.flatMap((route) => routeObjects(route, set)), ...commonObjects(set)])
    if (!objects.has(slot.key)) write(slot, spec(nameOf));
  return { objects, findings: checkRoutes(target) };
}

/** All connections by the names of a route. */
const connectionRoute = ({ hosts, action }: NeutralRoute): object => ({
  match: hosts.map((host) => `HostSNI(\`${hostText(host)}\`)`).join(' || '),
  services: action.kind === 'forward' ? connectionBackends(action.backends) : [],
});
