import { type Annotations, listIn, textIn } from './annotations';
import { certificatesOf } from './certificates';
import { isCidr } from './cidr';
import { decodeJson, type GoType } from './go-json';
import type { Member } from './groups';
import type { Protocol } from './load-balancer-model';
import { type MutualTls, mutualTlsOf } from './mutual-tls';
import { Refused, refuse } from './refused';
import { sameForAll, type Task } from './task';

/** What one Ingress says about one of its ports. */
export interface PortConfig {
  readonly protocol: Protocol;
  readonly inboundCidrs: readonly string[];
  readonly prefixLists: readonly string[];
  readonly sslPolicy?: string;
  readonly certificates: readonly string[];
  readonly mutualTls?: MutualTls;
}

export type PortConfigs = ReadonlyMap<number, PortConfig>;

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_listener.go (`computeIngressListenPortConfigByPort`). */
export function portConfigsOf(member: Member, task: Task): PortConfigs {
  const { ingress, parameters } = member;
  const { annotations } = ingress;
  const explicit = certificatesOf(member, task);
  const prefixLists = parameters?.prefixLists ?? [];
  const sslPolicy = parameters?.sslPolicy || textIn(annotations, 'ssl-policy');
  const mutualTls = mutualTlsOf(annotations, task.settings);
  const ports = listenPorts(annotations, explicit.given.length > 0);
  const hasHttps = [...ports.values()].includes('HTTPS');
  const certificates = explicit.given.length > 0 ? explicit.given : hasHttps ? explicit.discovered() : [];
  const common = {
    inboundCidrs: inboundCidrs(member),
    prefixLists: prefixLists.length > 0 ? prefixLists : (listIn(annotations, 'security-group-prefix-lists') ?? []),
  };
  return new Map(
    [...ports].map(([port, protocol]): [number, PortConfig] => {
      if (protocol === 'HTTP') return [port, { protocol, certificates: [], ...common }];
      const own = mutualTls.get(port);
      const tls = { certificates, ...(sslPolicy === undefined ? {} : { sslPolicy }), ...(own === undefined ? {} : { mutualTls: own }) };
      return [port, { protocol, ...common, ...tls }];
    }),
  );
}

const PORTS: GoType = { list: { map: 'int32' } };

/** Of several entries for one port the last counts. */
function listenPorts(annotations: Annotations, preferTls: boolean): ReadonlyMap<number, Protocol> {
  const text = textIn(annotations, 'listen-ports');
  if (text === undefined) return preferTls ? new Map([[443, 'HTTPS']]) : new Map([[80, 'HTTP']]);
  const entries = decodeJson<readonly { readonly [protocol: string]: number }[]>(text, PORTS, 'listen-ports');
  if (entries.length === 0) refuse('listen-ports is an empty list');
  const ports = new Map<number, Protocol>();
  for (const [protocol, port] of entries.flatMap((entry) => Object.entries(entry))) {
    if (port < 1 || port > 65_535) refuse(`listen-ports has port ${port}, which is not within 1 and 65535`);
    if (protocol !== 'HTTP' && protocol !== 'HTTPS')
      return refuse(`listen-ports has protocol "${protocol}", which is neither HTTP nor HTTPS`);
    ports.set(port, protocol);
  }
  return ports;
}

function inboundCidrs({ ingress, parameters }: Member): readonly string[] {
  const ofClass = parameters?.inboundCidrs ?? [];
  const cidrs = ofClass.length > 0 ? ofClass : (listIn(ingress.annotations, 'inbound-cidrs') ?? []);
  const wrong = cidrs.find((cidr) => !isCidr(cidr));
  return wrong === undefined ? cidrs : refuse(`inbound-cidrs has "${wrong}", which is no network`);
}

/**
 * What the members of a group say about one port, which must not differ; what a member does not say does not count.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_builder.go (`mergeListenPortConfigs`).
 */
export function mergedConfig(port: number, configs: readonly PortConfig[], { settings }: Task): PortConfig {
  try {
    const protocol = sameForAll(
      configs.map((one) => one.protocol),
      'protocol',
    ) as Protocol;
    const cidrs =
      sameForAll(
        configs.map((one) => unlessEmpty(one.inboundCidrs)),
        'inbound-cidrs',
        asSet,
      ) ?? [];
    const prefixLists =
      sameForAll(
        configs.map((one) => unlessEmpty(one.prefixLists)),
        'security-group-prefix-lists',
        asSet,
      ) ?? [];
    const sslPolicy = sameForAll(
      configs.map((one) => one.sslPolicy),
      'ssl-policy',
    );
    const mutualTls = sameForAll(
      configs.map((one) => one.mutualTls),
      'mutual-authentication',
      JSON.stringify,
    );
    const anybody = cidrs.length === 0 && prefixLists.length === 0;
    return {
      protocol,
      inboundCidrs: anybody ? ['0.0.0.0/0', '::/0'] : cidrs,
      prefixLists,
      ...(protocol === 'HTTPS' ? { sslPolicy: sslPolicy ?? settings.defaultSslPolicy } : {}),
      certificates: mergedCertificates(configs),
      ...(mutualTls === undefined ? {} : { mutualTls }),
    };
  } catch (error) {
    if (error instanceof Refused) refuse(`port ${port}: ${error.message}`);
    throw error;
  }
}

const unlessEmpty = (values: readonly string[]): readonly string[] | undefined => (values.length === 0 ? undefined : values);
const asSet = (values: readonly string[]): string => [...new Set(values)].sort().join(', ');

/** The first of all is the default one, and may come again. */
function mergedCertificates(configs: readonly PortConfig[]): readonly string[] {
  const [first, ...others] = configs.flatMap(({ certificates }) => certificates);
  return first === undefined ? [] : [first, ...new Set(others)];
}
