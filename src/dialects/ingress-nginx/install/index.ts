import { finding } from '../../../findings/catalogue';
import type { Finding } from '../../../findings/finding';
import { clusterView } from '../../../kinds/cluster-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Installer } from '../../dialect';
import { checkConfigMap, configMapOfProps } from '../check-config-map';
import type * as ingressNginx from '../public';
import { check } from './check';
import { objects } from './objects';
import { plan } from './plan';
import { settingsOfRoutes } from './settings-of-routes';

/**
 * Installs ingress-nginx: makes a plan from options and platform, checks it, and makes the objects from it. A plan with errors has no
 * objects.
 */
export const install: Installer = (_version, { options, own }) => {
  const findings: Finding[] = [];
  const ownOptions = own as ingressNginx.Options;
  const config = configMapOfProps(ownOptions.config ?? {});
  findings.push(...checkConfigMap(config, ''));
  const made = plan(options, ownOptions, config);
  check(made, (code, params) => findings.push(finding(code, '', params)));
  const refused = findings.some(({ severity }) => severity === 'error');
  const { watchNamespace, watchNamespaceSelector } = made.own;
  const scope = watchNamespace ?? watchNamespaceSelector;
  return {
    objects: refused ? [] : objects(made),
    findings,
    namespace: made.names.namespace,
    ingressClassName: made.ingressClassName,
    controllerName: made.names.controller,
    settings: made.config,
    settingsOfRoutes: { configMap: made.names.controller, of: (routes) => settingsOfRoutes(made.config, routes) },
    settingsOf: writtenSettings,
    ...(scope !== undefined && { scope }),
  };
};

/** The config map that the flags name. It is loaded only now: an app without patches does not need it. */
function writtenSettings(objects: readonly KubeObject[]): { readonly [name: string]: string } | undefined {
  const { settingsOf } = require('../read/settings') as typeof import('../read/settings');
  const { config, unknownConfig } = settingsOf(clusterView(objects, {}), {});
  return unknownConfig === undefined ? config : undefined;
}
