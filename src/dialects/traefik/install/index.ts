import { finding } from '../../../findings/catalogue';
import type { Finding } from '../../../findings/finding';
import { argsIn } from '../../../installation/check-args';
import type { Installer } from '../../dialect';
import type { Options } from '../public';
import { controllerArgs, settingsOf } from './args';
import { check } from './check';
import { objects } from './objects';
import { plan } from './plan';

/** Installs Traefik: options become a plan, the plan is checked, and the objects follow from it. A plan with errors has no objects. */
export const install: Installer = (_version, { options, own }) => {
  const findings: Finding[] = [];
  const made = plan(options, own as Options);
  check(made, (code, params) => findings.push(finding(code, '', params)));
  const refused = findings.some(({ severity }) => severity === 'error');
  return {
    objects: refused ? [] : objects(made),
    findings,
    namespace: made.names.namespace,
    ingressClassName: made.ingressClassName,
    controllerName: made.names.controller,
    settings: settingsOf(controllerArgs(made)),
    settingsOf: (written) => settingsOf(argsIn(written)),
  };
};
