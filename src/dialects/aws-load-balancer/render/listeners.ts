import type { Annotations, RoutePolicies } from '../../../model/neutral-route';
import { identity } from '../identity';

export interface Listeners {
  /** Numbers by protocol, as far as they are known. */
  readonly ports: ReadonlyMap<string, number>;
  /** The annotation `listen-ports`; absent where the user has written it, or the controller's default is right. */
  readonly annotation?: string;
}

const HTTP = ['HTTP', 80] as const;
const HTTPS = ['HTTPS', 443] as const;

/**
 * The listeners of an Ingress. Without a word the controller makes HTTP 80, or HTTPS 443 alone where a certificate is named
 * (kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_listener.go).
 */
export function listenersOf(
  written: Annotations,
  policies: RoutePolicies,
  { certified, part }: { readonly certified: boolean; readonly part: 'all' | 'http' | 'https' },
): Listeners {
  const of = (suffix: string): string | undefined => written[identity.annotationPrefix + suffix];
  if (part === 'http') return portsOf([HTTP]);
  if (part === 'https') return portsOf([HTTPS]);
  const said = of('listen-ports');
  if (said !== undefined) return { ports: parsed(said) };
  if (!certified) return { ports: new Map([(of('certificate-arn') ?? '') === '' ? HTTP : HTTPS]) };
  const onlyHttps = needsHttps(policies) || (isGuarded(of) && of('ssl-redirect') === undefined);
  return portsOf(onlyHttps ? [HTTPS] : [HTTP, HTTPS]);
}

/**
 * What is on HTTPS listeners alone: users are asked for only there, and target groups of these protocols are for no other
 * (docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html, "Protocol version").
 */
export const needsHttps = ({ oidc, jwt, backendProtocol = 'HTTP' }: RoutePolicies): boolean =>
  oidc !== undefined || jwt !== undefined || ['GRPC', 'GRPCS', 'HTTP2'].includes(backendProtocol);

const isGuarded = (of: (suffix: string) => string | undefined): boolean =>
  (of('auth-type') ?? 'none') !== 'none' || of('jwt-validation') !== undefined;

const portsOf = (ports: readonly (readonly [string, number])[]): Listeners => ({
  ports: new Map(ports),
  annotation: JSON.stringify(ports.map(([protocol, port]) => ({ [protocol]: port }))),
});

/** What cannot be read is refused by the controller, and found with all else that it refuses. */
function parsed(text: string): ReadonlyMap<string, number> {
  try {
    const entries = JSON.parse(text) as unknown;
    return new Map(Array.isArray(entries) ? entries.flatMap((entry) => Object.entries(entry ?? {}) as [string, number][]) : []);
  } catch {
    return new Map();
  }
}
