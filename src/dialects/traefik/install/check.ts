import { checkInstallOptions, type Raise } from '../../../installation/check-install-options';
import { checkPorts } from '../../../installation/check-ports';
import type { ControllerServiceOptions } from '../../../installation/install-options';
import { isCidr, isPortName } from '../../../model/kubernetes-syntax';
import { controllerArgs, settingsOf } from './args';
import { containerPorts, servicePorts } from './controller';
import { LONGEST_END } from './names';
import type { Plan } from './plan';

/** Checks everything that the user said. */
export function check(plan: Plan, raise: Raise): void {
  const { options, names, workload, service, internalService } = plan;
  checkInstallOptions(
    options,
    {
      workload,
      serviceType: service.type ?? '',
      hostPorts: options.hostPorts !== undefined,
      longestEnd: LONGEST_END,
      ownLabels: Object.keys(names.labels()),
    },
    raise,
  );
  const services = {
    service: [...servicePorts(plan, service)],
    ...(internalService && { internalService: [...servicePorts(plan, internalService)] }),
  };
  checkPorts({ container: [...containerPorts(plan)], services, hostNetwork: options.hostNetwork === true }, raise);
  checkNodePorts(options.service, 'service', raise);
  checkNodePorts(internalService, 'internalService', raise);
  checkEntryPoints(plan, raise);
  checkArgs(plan, raise);
}

/** There are no entry points for TCP and UDP. */
function checkNodePorts(service: ControllerServiceOptions | undefined, option: string, raise: Raise): void {
  for (const protocol of ['tcp', 'udp'] as const)
    for (const port of Object.keys(service?.nodePorts?.[protocol] ?? {}))
      raise('controller/node-port-without-stream', { option: `${option}.nodePorts.${protocol}`, port, streams: 'the Service of Traefik' });
}

/** The names of ports are those of entry points. */
function checkEntryPoints({ http, https }: Plan, raise: Raise): void {
  for (const [option, value] of Object.entries({ httpEntryPoint: http, httpsEntryPoint: https }))
    if (!isPortName(value) || TAKEN.includes(value))
      raise('controller/name-malformed', {
        option,
        value,
        rule: `at most 15 lower case letters, digits and "-", with a letter among them, other than ${TAKEN.map((name) => `"${name}"`).join(' and ')}`,
      });
  if (http === https)
    raise('controller/options-exclude-each-other', {
      first: `httpEntryPoint: '${http}'`,
      second: `httpsEntryPoint: '${https}'`,
      why: 'each entry point has a port of its own',
      fix: 'give them different names',
    });
}

const TAKEN = ['metrics', 'traefik'];

function checkArgs(plan: Plan, raise: Raise): void {
  const { extraArgs, ...own } = plan.own;
  for (const range of own.trustedProxies ?? [])
    if (!isCidr(range)) raise('controller/cidr-malformed', { option: 'trustedProxies', value: range });
  const set = settingsOf(controllerArgs({ ...plan, own }));
  for (const arg of Object.keys(extraArgs ?? {})) {
    if (arg.startsWith('-') || /[\s=]/.test(arg))
      raise('controller/value-malformed', {
        option: 'extraArgs',
        value: arg,
        form: 'the name of an option without dashes, such as "tracing"',
      });
    else if (set[arg.toLowerCase()] !== undefined)
      raise('controller/options-exclude-each-other', {
        first: `extraArgs "${arg}"`,
        second: 'what the installation sets itself',
        why: 'Traefik takes an option once',
        fix: 'leave it out of extraArgs, and use the option of the controller if there is one',
      });
  }
}
