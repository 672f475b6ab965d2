import { checkConfigMap } from '../../../annotation-table/config-map';
import { textsOfProps } from '../../../annotation-table/typed-props';
import type { Finding } from '../../../findings/finding';
import { configMap, ingressClass, namespace, plain } from '../../../installation/objects';
import { scaling } from '../../../installation/scaling';
import { metricsService, serviceMonitor } from '../../../installation/services';
import { clusterView } from '../../../kinds/cluster-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { Installer } from '../../dialect';
import { CONFIG_MAP_TABLE } from '../config-map';
import { finding } from '../findings';
import type * as haproxy from '../public';
import { check } from './check';
import { networkPolicies, trafficServices, workload } from './controller';
import { type Plan, plan } from './plan';
import { controllerRights, controllerValue } from './rbac';
import { STATISTICS_PORT } from './release';

/** Options become a plan, the plan is checked, and the objects follow from it. A plan with errors has no objects. */
export const install: Installer = (_version, { options, own }) => {
  const given = own as haproxy.Options;
  const config = textsOfProps(given.config ?? {}, (name) => CONFIG_MAP_TABLE.option(name)?.value);
  const made = plan(options, given, config);
  const findings: Finding[] = [...checkConfigMap(CONFIG_MAP_TABLE, config, '')];
  check(made, (code, params) => findings.push(finding(code, '', params)));
  if (options.defaultTlsSecret === undefined && config['ssl-certificate'] === undefined)
    findings.push(finding('haproxy/no-default-certificate', '', {}));
  const refused = findings.some(({ severity }) => severity === 'error');
  const scope = given.watchNamespaces?.join(', ');
  return {
    objects: refused ? [] : objects(made),
    findings,
    namespace: made.names.namespace,
    ingressClassName: made.ingressClassName,
    controllerName: made.names.controller,
    settings: made.config,
    settingsOf: writtenSettings,
    ...(scope !== undefined && { scope }),
  };
};

/** The config map that the flags name. It is loaded only now: an app without patches does not need it. */
function writtenSettings(objects: readonly KubeObject[]): { readonly [name: string]: string } | undefined {
  const { configMapOf } = require('../read/settings') as typeof import('../read/settings');
  return configMapOf(clusterView(objects, {}))?.data;
}

/** Every object of the installation, in an order in which they can be applied. */
function objects(made: Plan): KubeObject[] {
  const all = [
    ...namespace(made),
    ...controllerRights(made),
    configMap(made, made.names.controller, made.config),
    ...trafficServices(made),
    ...metricsService(made, STATISTICS_PORT, 'stat'),
    workload(made),
    ...scaling(made),
    ...networkPolicies(made),
    ingressClass(made, made.ingressClassName, controllerValue(made)),
    ...serviceMonitor(made),
  ];
  return all.map((object) => plain(object) as KubeObject);
}
