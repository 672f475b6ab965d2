import type { Finding } from '../../findings/finding';
import { argsIn } from '../../installation/check-args';
import type { KubeObject } from '../../kinds/kube-object';
import type { Installer } from '../dialect';
import type { Code, Params } from './findings';
import { finding } from './findings';
import { check } from './install/check';
import { objects } from './install/objects';
import { plan } from './install/plan';
import type { Options } from './public';

/**
 * Installs the controller: options become a plan, the plan is checked, and the objects follow from it. A plan with errors has no objects. The CRDs are
 * installed by their own means, which docs/aws-load-balancer.md names.
 */
export const install: Installer = (_version, { options, own }) => {
  const findings: Finding[] = [];
  const made = plan(options, own as Options);
  check(made, <C extends Code>(code: C, params: Params<C>) => findings.push(finding(code, '', params)));
  const refused = findings.some(({ severity }) => severity === 'error');
  const { watchNamespace } = made.own;
  return {
    objects: refused ? [] : objects(made),
    findings,
    namespace: made.names.namespace,
    ingressClassName: made.ingressClassName,
    controllerName: made.names.controller,
    settings: made.flags,
    settingsOf: writtenFlags,
    ...(watchNamespace === undefined ? {} : { scope: watchNamespace }),
  };
};

const writtenFlags = (objects: readonly KubeObject[]): { readonly [flag: string]: string } =>
  Object.fromEntries(
    argsIn(objects).map((arg) => {
      const [flag = '', ...value] = arg.slice('--'.length).split('=');
      return [flag, value.length === 0 ? 'true' : value.join('=')];
    }),
  );
