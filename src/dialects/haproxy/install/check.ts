import { checkArgs } from '../../../installation/check-args';
import { checkInstallOptions, checkNamespace, checkReference, type Raise } from '../../../installation/check-install-options';
import { checkPorts } from '../../../installation/check-ports';
import { FLAGS } from '../flags';
import { containerPorts, servicePorts } from './controller';
import { LONGEST_END } from './names';
import type { Plan } from './plan';
import { RESOURCES } from './release';

/** Checks everything that the user said. */
export function check(plan: Plan, raise: Raise): void {
  const { options, own, names, workload, service, internalService, hostPorts } = plan;
  checkInstallOptions(
    options,
    {
      workload,
      serviceType: service.type ?? '',
      hostPorts: hostPorts !== undefined,
      longestEnd: LONGEST_END,
      requests: Object.keys(RESOURCES.requests),
      ownLabels: Object.keys(names.labels('controller')),
    },
    raise,
  );
  for (const namespace of own.watchNamespaces ?? []) checkNamespace('watchNamespaces', namespace, raise);
  if (own.defaultBackendService !== undefined) checkReference('defaultBackendService', own.defaultBackendService, raise);
  checkArgs(own.extraArgs, FLAGS, raise);
  const services = {
    service: servicePorts(plan, service),
    ...(internalService && { internalService: servicePorts(plan, internalService) }),
  };
  checkPorts({ container: containerPorts(plan), services, hostNetwork: options.hostNetwork === true }, raise);
}
