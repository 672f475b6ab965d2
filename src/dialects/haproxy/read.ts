import type { IngressView } from '../../kinds/ingress-view';
import type { KubeObject } from '../../kinds/kube-object';
import type { ReadScope } from '../../kinds/read-scope';
import { originOf } from '../../table/origin';
import type { RoutingTableData } from '../../table/routing-table';
import { identity } from './identity';
import { CONTROLLER, configSpeaker, Said } from './read/annotations';
import { clusterOf } from './read/backend-resources';
import { certificateEntries, plainTls } from './read/certificates';
import { whyForeign } from './read/classes';
import { defaultBackend } from './read/default-backend';
import { Faults } from './read/faults';
import { frontendResourceSteps } from './read/frontend-resources';
import { hostTable } from './read/hosts';
import { hostsOf, saidOf, type TakenIngress } from './read/ingresses';
import { routesOf } from './read/rows';
import type { RuleSource } from './read/rule';
import { rulesOf, stepsOf } from './read/rules';
import { settingsOf } from './read/settings';
import { frontendSnippetSteps } from './read/snippets';

/**
 * The table that the HAProxy Kubernetes Ingress Controller builds from these objects, stage by stage; each file in `read/` is a stage.
 * Everything follows haproxytech/kubernetes-ingress@v3.2.11 and HAProxy 3.2, and test/truth compares it with both.
 */
export function read(objects: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData {
  const cluster = clusterOf(objects, scope);
  const settings = settingsOf(cluster, scope);
  const faults = new Faults();
  const take = (view: IngressView): TakenIngress => {
    const said = saidOf(view, settings);
    const hasTls = view.tls.some(({ hosts }) => hosts.length > 0);
    const hosts = hostsOf(view);
    const source: RuleSource = { said, owner: view, hasTls, cluster, fault: faults.of(said, originOf(view, 'spec')) };
    const passesTls = said.on('ssl-passthrough') === true;
    return { view, said, hosts, passesTls, rules: hosts.size === 0 ? [] : rulesOf(source) };
  };
  const foreign = new Map(cluster.ingresses.map((view) => [view, whyForeign(view, cluster, settings)]));
  const ingresses = cluster.ingresses.filter((view) => foreign.get(view) === undefined).map(take);
  const routes = routesOf(ingresses, cluster, settings);
  for (const { ingress, field, because } of routes.dropped) faults.leaveOut(originOf(ingress.view, field), because, 'setting');
  const config = new Said([configSpeaker(settings.config)]);
  const configFault = faults.of(config, CONTROLLER);
  const tls = plainTls(ingresses, cluster, settings);
  return {
    controller: identity.name,
    version: identity.version,
    requests: { codec: 'haproxy', trustsForwardedHeaders: false, regexSyntax: 'pcre2' },
    ...hostTable({
      routes,
      otherwise: defaultBackend(ingresses, cluster, settings),
      first: [
        ...frontendResourceSteps(config),
        ...globalSteps({ said: config, owner: undefined, hasTls: false, cluster, fault: configFault }, ingresses),
      ],
      last: frontendSnippetSteps(config, configFault),
      ...(tls === undefined ? {} : { tls: { outcome: tls, origin: CONTROLLER } }),
    }),
    certificates: certificateEntries(ingresses, cluster),
    claimed: ingresses.map(({ view }) => ({ origin: originOf(view, ''), as: 'routes' })),
    refused: faults.refused,
    ignored: [...foreign].flatMap(([view, because]) =>
      because === undefined ? [] : [{ origin: originOf(view, 'spec.ingressClassName'), by: 'controller' as const, because }],
    ),
    frozen: faults.frozen,
  };
}

/**
 * A rule of the ConfigMap acts on all requests if no Ingress has it: with one that has it, the rows of that Ingress alone name it. That of
 * passwords is never the one of an Ingress, because each has the name of its owner.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/ingress/ingress.go (`HandleCfgMapAnnotations`), pkg/haproxy/rules/main.go.
 */
function globalSteps(source: RuleSource, ingresses: readonly TakenIngress[]) {
  const named = new Set(ingresses.flatMap(({ rules }) => rules.map(({ id }) => id)));
  return stepsOf(rulesOf(source).filter(({ type, id }) => type === 'auth' || (type !== 'redirect' && !named.has(id))));
}
