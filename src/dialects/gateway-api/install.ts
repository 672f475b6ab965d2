import type { Finding } from '../../findings/finding';
import { checkNamespace, checkPort } from '../../installation/check-install-options';
import { DEFAULT_NAMESPACE } from '../../kinds/ingress-view';
import type { KubeObject } from '../../kinds/kube-object';
import { isDnsSubdomain, isDomainPrefixedPath } from '../../model/kubernetes-syntax';
import type { Installer } from '../dialect';
import type { Code, Params } from './findings';
import { finding } from './findings';
import { implementationOf } from './implementations';
import type { Options } from './public';

/**
 * Makes the GatewayClass, if asked. The Gateway follows from the routes, and the program that serves it is installed by its own means.
 */
export const install: Installer = (_version, { options, own, variant, namespace: chartNamespace }) => {
  const findings: Finding[] = [];
  const raise = <C extends Code>(code: C, params: Params<C>): void => void findings.push(finding(code, '', params));
  const implementation = implementationOf(variant === undefined ? {} : { variant });
  const { gatewayName = 'gateway', createGatewayClass = false, httpPort, httpsPort, ...given } = own as Options;
  const { gatewayClassName = implementation.className, controllerName = implementation.controllerName } = given;
  const { namespace = chartNamespace ?? DEFAULT_NAMESPACE, ...others } = options;
  checkNamespace('namespace', namespace, raise);
  for (const [option, name] of Object.entries({ gatewayName, gatewayClassName }))
    if (name !== undefined && !isDnsSubdomain(name))
      raise('controller/name-malformed', { option, value: name, rule: 'lower case letters, digits, "-" and "."' });
  if (httpPort !== undefined) checkPort('httpPort', httpPort, raise);
  if (httpsPort !== undefined) checkPort('httpsPort', httpsPort, raise);
  if (gatewayClassName === undefined) raise('gateway-api/class-not-named', { option: 'gatewayClassName' });
  if (createGatewayClass && controllerName === undefined) raise('gateway-api/class-not-named', { option: 'controllerName' });
  if (controllerName !== undefined && !(isDomainPrefixedPath(controllerName) && controllerName.length <= 253))
    raise('controller/value-malformed', {
      option: 'controllerName',
      value: controllerName,
      form: 'a domain, "/" and a path, at most 253 characters, such as "example.com/gateway"',
    });
  const unused = Object.keys(others);
  if (unused.length > 0) raise('gateway-api/option-not-used', { options: unused, target: implementation.title });
  const gatewayClass: KubeObject = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name: gatewayClassName ?? '' },
    spec: { controllerName },
  };
  return {
    objects: createGatewayClass ? [gatewayClass] : [],
    findings,
    namespace,
    ingressClassName: `${namespace}/${gatewayName}`,
    controllerName: gatewayName,
    settings: {},
    ownedNames: { name: gatewayName, namespace },
  };
};
