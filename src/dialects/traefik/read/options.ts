import { goBoolean } from '../../../annotation-table/go-text';
import type { ClusterView } from '../../../kinds/cluster-view';
import type { ReadScope } from '../../../kinds/read-scope';
import { flagsOf, GO_FLAGS } from '../../container-flags';
import { ingress } from '../identity';
import { deniedEscapes } from './escapes';

/** A port that Traefik listens on. */
export interface EntryPoint {
  readonly name: string;
  /** Whether every router of it has TLS. */
  readonly tls: boolean;
  /** The port that clients connect to. Absent: not known, and taken to be that of the scheme. */
  readonly port?: number;
  /** The pattern of escapes in paths that it refuses. */
  readonly deniedEscapes?: string;
  /** Whether it is for routers that name none. */
  readonly isDefault: boolean;
  /** Names of what all of its routers go through first. */
  readonly middlewares: readonly string[];
  /** Where all of its requests are sent. */
  readonly redirection?: Redirection;
}

export interface Redirection {
  readonly scheme: string;
  readonly port: string;
  readonly permanent: boolean;
  /** Absent: before every router. */
  readonly priority?: number;
}

/** The static configuration, as far as it is known. */
export interface StaticOptions {
  /** Of what runs Traefik, as its image says. */
  readonly version?: string;
  readonly entryPoints: readonly EntryPoint[];
  /** The value of an option of the command line, without the dashes and in lower case. */
  readonly text: (name: string) => string | undefined;
  /** The values of an option that is a list. */
  readonly list: (name: string) => readonly string[] | undefined;
  readonly isOn: (name: string, otherwise: boolean) => boolean;
  /** Whether an option of a provider is given, which shows that Traefik has it. */
  readonly hasProvider: (name: string) => boolean;
}

/** What the Helm chart sets: traefik/traefik-helm-chart@v41.3.0:traefik/values.yaml. */
const USUAL: readonly EntryPoint[] = [
  { name: 'web', tls: false, isDefault: true, middlewares: [] },
  { name: 'websecure', tls: true, isDefault: true, middlewares: [] },
];

/**
 * From the settings that the caller knows, or else from the command line of a Deployment or DaemonSet that runs Traefik.
 * Source of the types of options: traefik/traefik@v3.7.13:docs/content/reference/install-configuration/configuration-options.md.
 */
export function staticOptions({ containers }: ClusterView, { settings }: ReadScope): StaticOptions {
  const own = containers.filter(({ image }) => ingress.workloads.some((text) => `/${image}`.includes(text)));
  const version = own.map(({ image }) => /:v?(\d+\.\d+\.\d+)/.exec(image)?.[1]).find((one) => one !== undefined);
  const values = new Map(
    settings === undefined
      ? own.flatMap(({ args }) => [...flagsOf(args, GO_FLAGS)].map(([name, given]) => [name, joined(name, given)] as const))
      : Object.entries(settings).map(([name, value]) => [name.toLowerCase(), value] as const),
  );
  const text = (name: string): string | undefined => values.get(name);
  const list = (name: string): readonly string[] | undefined => {
    const indexed = [...values].filter(([other]) => other.startsWith(`${name}[`)).map(([, value]) => value);
    const given = text(name) ?? (indexed.length === 0 ? undefined : indexed.join(','));
    return given
      ?.split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  };
  const isOn = (name: string, otherwise: boolean): boolean => goBoolean(text(name)) ?? otherwise;
  const hasProvider = (name: string): boolean => [...values.keys()].some((option) => `${option}.`.startsWith(`providers.${name}.`));
  return { entryPoints: entryPointsOf(values, isOn, list), text, list, isOn, hasProvider, ...(version === undefined ? {} : { version }) };
}

/** Lists grow with each value; of other options the last value counts. */
const joined = (name: string, given: readonly string[]): string => (LISTS.test(name) ? given.join(',') : (given.at(-1) as string));

const LISTS = /\.(?:namespaces|crossprovidernamespaces|middlewares|customhttperrors|globalallowedresponseheaders|trustedips)$/;

/** traefik/traefik@v3.7.13:pkg/config/static/static_config.go, pkg/server/routerfactory.go: `traefik` is for the API alone. */
function entryPointsOf(
  values: ReadonlyMap<string, string>,
  isOn: StaticOptions['isOn'],
  list: StaticOptions['list'],
): readonly EntryPoint[] {
  const found: EntryPoint[] = [];
  for (const [name, address] of values) {
    const entryPoint = /^entrypoints\.([^.]+)\.address$/.exec(name)?.[1];
    if (entryPoint === undefined || entryPoint === 'traefik' || entryPoint === 'metrics' || /\/udp$/i.test(address)) continue;
    const tls = `entrypoints.${entryPoint}.http.tls`;
    const denied = deniedEscapes((option) => isOn(`entrypoints.${entryPoint}.http.encodedcharacters.${option}`, true));
    found.push({
      name: entryPoint,
      tls: isOn(
        tls,
        [...values.keys()].some((key) => key.startsWith(`${tls}.`)),
      ),
      port: Number(PORT.exec(address)?.[1] ?? 80),
      isDefault: isOn(`entrypoints.${entryPoint}.asdefault`, false),
      middlewares: list(`entrypoints.${entryPoint}.http.middlewares`) ?? [],
      ...(denied === undefined ? {} : { deniedEscapes: denied }),
      ...redirectionOf(entryPoint, values, isOn),
    });
  }
  if (found.length === 0) return USUAL;
  const named = found.some(({ isDefault }) => isDefault) ? found : found.map((one) => ({ ...one, isDefault: true }));
  // In front of a Service the ports are others than those of clients.
  const known = named.some(({ tls, port }) => !tls && port === 80) || named.some(({ tls, port }) => tls && port === 443);
  return known ? named : named.map(({ port, ...one }) => one);
}

/** What `to` names is a port, or an entry point, whose port is taken. pkg/provider/traefik/internal.go (`getRedirectPort`). */
function redirectionOf(
  entryPoint: string,
  values: ReadonlyMap<string, string>,
  isOn: StaticOptions['isOn'],
): Pick<EntryPoint, 'redirection'> {
  const option = `entrypoints.${entryPoint}.http.redirections.entrypoint`;
  const to = values.get(`${option}.to`);
  if (to === undefined) return {};
  const address = to.startsWith(':') ? to : values.get(`entrypoints.${to.toLowerCase()}.address`);
  const port = PORT.exec(address ?? '')?.[1];
  if (port === undefined) return {};
  const priority = values.get(`${option}.priority`);
  return {
    redirection: {
      scheme: values.get(`${option}.scheme`) ?? 'https',
      port,
      permanent: isOn(`${option}.permanent`, true),
      ...(priority === undefined ? {} : { priority: Number(priority) }),
    },
  };
}

const PORT = /:(\d+)(?:\/\w+)?$/;
