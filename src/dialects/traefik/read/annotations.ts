/** What annotations of an Ingress say of its routers. */
export interface RouterSettings {
  readonly pathMatcher?: string;
  readonly entryPoints?: readonly string[];
  readonly middlewares: readonly string[];
  /** 0: the length of the rule. */
  readonly priority: bigint;
  readonly ruleSyntax?: string;
  readonly tls: boolean;
  readonly tlsOptions?: string;
}

/** What annotations of a Service say. */
export interface ServiceSettings {
  readonly scheme?: string;
  /** By the name that routers use. */
  readonly serversTransport?: string;
  readonly passHostHeader: boolean;
  readonly middlewares: readonly string[];
  readonly nativeLb?: boolean;
  readonly sticky: boolean;
}

type Values = ReadonlyMap<string, string>;

const PREFIX = 'traefik.ingress.kubernetes.io/';

/** The fields of `RouterIng` and `ServiceIng`, in lower case; one that ends in a dot has fields of its own. */
const ROUTER = ['pathmatcher', 'entrypoints', 'middlewares', 'priority', 'rulesyntax', 'tls', 'tls.', 'observability', 'observability.'];
const SERVICE = ['serversscheme', 'serverstransport', 'passhostheader', 'middlewares', 'sticky', 'sticky.', 'nativelb', 'nodeportlb'];

/**
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress/annotations.go; traefik/paerser@v0.2.2:parser. One annotation that cannot be read
 * loses the whole Ingress.
 */
export function routerSettings(annotations: { readonly [key: string]: string }): RouterSettings | { readonly invalid: string } {
  const values = valuesOf(annotations, 'router', ROUTER);
  if (!(values instanceof Map)) return values as { readonly invalid: string };
  const priority = values.get('priority') ?? '0';
  const number = INTEGER.test(priority) ? BigInt(priority.replace(/^\+/, '')) : undefined;
  if (number === undefined || BigInt.asIntN(64, number) !== number) return { invalid: `priority "${priority}" is no number of 64 bits` };
  const text = (name: string) => values.get(name);
  return {
    priority: number,
    middlewares: listOf(text('middlewares')) ?? [],
    tls: [...values.keys()].some((name) => name === 'tls' || name.startsWith('tls.')) && isOn(text('tls') ?? 'true'),
    ...defined('pathMatcher', text('pathmatcher')),
    ...defined('entryPoints', listOf(text('entrypoints'))),
    ...defined('ruleSyntax', text('rulesyntax')),
    ...defined('tlsOptions', text('tls.options')),
  };
}

export function serviceSettings(annotations: { readonly [key: string]: string }): ServiceSettings | { readonly invalid: string } {
  const values = valuesOf(annotations, 'service', SERVICE);
  if (!(values instanceof Map)) return values as { readonly invalid: string };
  for (const name of ['passhostheader', 'nativelb', 'nodeportlb']) {
    const value = values.get(name);
    if (value !== undefined && !BOOLEAN.test(value)) return { invalid: `${name} "${value}" is neither true nor false` };
  }
  const nativeLb = values.get('nativelb');
  return {
    passHostHeader: isTrue(values.get('passhostheader') ?? 'true'),
    middlewares: listOf(values.get('middlewares')) ?? [],
    sticky: [...values.keys()].some((name) => name.startsWith('sticky')),
    ...defined('scheme', values.get('serversscheme')),
    ...defined('serversTransport', values.get('serverstransport')),
    ...defined('nativeLb', nativeLb === undefined ? undefined : isTrue(nativeLb)),
  };
}

function valuesOf(
  annotations: { readonly [key: string]: string },
  root: string,
  fields: readonly string[],
): Values | { readonly invalid: string } {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(annotations)) {
    if (!key.startsWith(PREFIX) || !key.slice(PREFIX.length).toLowerCase().startsWith(`${root}.`)) continue;
    const field = key.slice(PREFIX.length + root.length + 1).toLowerCase();
    if (!fields.some((one) => (one.endsWith('.') ? field.startsWith(one) : field === one)))
      return { invalid: `annotation "${key}" has a name that Traefik does not know` };
    values.set(field, value);
  }
  return values;
}

/** strconv@go1.26.8 `ParseInt` and `ParseBool`. */
const INTEGER = /^[+-]?\d+$/;
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const isTrue = (value: string): boolean => /^(?:1|t|true)$/i.test(value);

/** An element that may stand alone: everything but "true" and nothing switches it off. */
const isOn = (value: string): boolean => value === '' || value.toLowerCase() === 'true';

const listOf = (value: string | undefined): readonly string[] | undefined =>
  value === undefined || value === '' ? undefined : value.split(',').map((one) => one.trim());

const defined = <K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [N in K]: V });
