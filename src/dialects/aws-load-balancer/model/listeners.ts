import { actionsOf } from './actions';
import { integerIn, integerOf, mapIn } from './annotations';
import { enhancedBackend } from './backends';
import { hasDefaultBackend } from './cluster';
import type { Member } from './groups';
import type { PortConfig, PortConfigs } from './listen-ports';
import type { Action, Listener, Protocol } from './load-balancer-model';
import { refuse } from './refused';
import { rulesOf } from './rules';
import { groupTags } from './tags';
import { mergedMaps, sameForAll, type Task } from './task';

/** Where every request on http is sent to. */
export interface SslRedirect {
  readonly port: number;
  /** The first member that asks for it. */
  readonly member: Member;
}

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_builder.go (`buildSSLRedirectConfig`). */
export function sslRedirectOf(configs: PortConfigs, { group: { members } }: Task): SslRedirect | undefined {
  const asked: SslRedirect[] = [];
  for (const member of members) {
    const { sslRedirectPort = '' } = member.parameters ?? {};
    // A text of a class that is no number switches the redirect off for all.
    const ofClass = integerOf(sslRedirectPort);
    if (sslRedirectPort !== '' && ofClass === undefined) return undefined;
    const port = ofClass ?? integerIn(member.ingress.annotations, 'ssl-redirect');
    if (port !== undefined) asked.push({ port, member });
  }
  const redirect = sameForAll(asked, 'ssl-redirect', ({ port }) => String(port));
  if (redirect === undefined) return undefined;
  const config = configs.get(redirect.port) ?? refuse(`ssl-redirect is ${redirect.port}, which is no listener of the group`);
  return config.protocol === 'HTTPS' ? redirect : refuse(`ssl-redirect is ${redirect.port}, which is a listener for HTTP`);
}

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_listener.go. */
export function listenerOf(
  port: number,
  config: PortConfig,
  members: readonly Member[],
  sslRedirect: SslRedirect | undefined,
  task: Task,
): Listener {
  const { protocol } = config;
  groupTags(members, task.settings);
  checkAttributes(port, protocol, members);
  const common = {
    port,
    protocol,
    members,
    certificates: config.certificates,
    ...(config.sslPolicy === undefined ? {} : { sslPolicy: config.sslPolicy }),
    ...(config.mutualTls === undefined ? {} : { mutualTls: config.mutualTls }),
    inboundCidrs: config.inboundCidrs,
  };
  if (sslRedirect !== undefined && protocol === 'HTTP') {
    const redirect = { port: String(sslRedirect.port), protocol: 'HTTPS', statusCode: 'HTTP_301' };
    return { ...common, defaultActions: [{ type: 'redirect', redirect }], redirectsToHttps: sslRedirect.member, rules: [] };
  }
  return { ...common, ...defaultsOf(protocol, members, task), rules: rulesOf(port, protocol, members, task) };
}

const NOT_FOUND: Action = { type: 'fixed-response', fixedResponse: { contentType: 'text/plain', statusCode: '404' } };

/** What the default backend does; its conditions and transforms are not used. */
function defaultsOf(protocol: Protocol, members: readonly Member[], task: Task): Pick<Listener, 'defaultActions' | 'defaultBackendOf'> {
  const [first, ...others] = members.filter(({ ingress }) => hasDefaultBackend(ingress));
  if (first === undefined) return { defaultActions: [NOT_FOUND] };
  if (others.length > 0)
    refuse(`several members of the group have a default backend: ${[first, ...others].map(({ ingress }) => ingress.key).join(', ')}`);
  const backend = enhancedBackend(first.ingress, first.ingress.defaultBackend, task.cluster, task.settings);
  return { defaultActions: actionsOf(protocol, first, backend, task), defaultBackendOf: first };
}

function checkAttributes(port: number, protocol: Protocol, members: readonly Member[]): void {
  const ofClass = members[0]?.parameters?.listeners.find((one) => one.protocol === protocol && one.port === port);
  mergedMaps(
    members.map(({ ingress }) => mapIn(ingress.annotations, `listener-attributes.${protocol}-${port}`) ?? new Map()),
    `listener-attributes.${protocol}-${port}`,
    ofClass?.attributes,
  );
}
