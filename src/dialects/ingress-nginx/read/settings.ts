import { goBoolean, isGoInteger } from '../../../annotation-table/go-text';
import type { ClusterView, ConfigMapView, ContainerView } from '../../../kinds/cluster-view';
import type { ReadScope } from '../../../kinds/read-scope';
import type { NginxSettings } from '../../../table/codecs/nginx/codec';
import type { HeaderSettings } from '../../../table/codecs/nginx/headers';
import { flagsOf, isController } from '../container-flags';
import { identity } from '../identity';

/**
 * The settings in the flags and the config map of the controller that change where requests go.
 *
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: pkg/flags/flags.go, internal/ingress/controller/template/configmap.go (`ReadConfig`),
 * internal/ingress/controller/config/config.go (`NewDefault`).
 */
export interface Settings {
  readonly controllerClass: string;
  readonly ingressClass: string;
  readonly watchWithoutClass: boolean;
  readonly classByName: boolean;
  readonly annotationsPrefix: string;
  readonly watchNamespace: string;
  /** The label selector of the namespaces that it watches. Empty: all. */
  readonly watchNamespaceSelector: string;
  readonly defaultService: string;
  readonly disableCatchAll: boolean;
  readonly deepInspect: boolean;
  readonly validateAnnotations: boolean;
  readonly healthPath: string;
  readonly sslPassthrough: boolean;
  /** Ports that the servers of the controller listen on. */
  readonly ports: readonly number[];
  /** Whether the webhook is there at all. */
  readonly webhook: boolean;
  /** Whether a workload among the objects shows the flags. If not, the defaults are assumed. */
  readonly flagsKnown: boolean;
  /** The config map's own texts. */
  readonly config: { readonly [name: string]: string };
  /** Key of the config map, if it is among the objects. */
  readonly configMap: string | undefined;
  /** Why the config map is not known, if it is not. */
  readonly unknownConfig: string | undefined;
}

export function settingsOf(cluster: ClusterView, scope: ReadScope): Settings {
  const { instance } = scope;
  const container = instance === undefined ? cluster.containers.find(isController) : instance.container;
  const flags = flagsOf(container);
  const flag = (name: string, otherwise: string): string => flags.get(name) ?? otherwise;
  const on = (name: string, otherwise: boolean): boolean => goBoolean(flags.get(name)) ?? otherwise;
  return {
    controllerClass: instance?.controllerClass ?? flag('controller-class', identity.ingressClassController),
    ingressClass: flag('ingress-class', instance?.className ?? identity.className),
    watchWithoutClass: on('watch-ingress-without-class', false),
    classByName: on('ingress-class-by-name', false),
    annotationsPrefix: `${flag('annotations-prefix', identity.annotationPrefix.slice(0, -1))}/`,
    watchNamespace: flag('watch-namespace', ''),
    watchNamespaceSelector: flag('watch-namespace-selector', ''),
    defaultService: flag('default-backend-service', ''),
    disableCatchAll: on('disable-catch-all', false),
    deepInspect: on('deep-inspect', true),
    validateAnnotations: on('enable-annotation-validation', true),
    healthPath: flag('health-check-path', '/healthz'),
    sslPassthrough: on('enable-ssl-passthrough', false),
    ports: PORTS.map(([name, otherwise]) => Number(flag(name, otherwise))),
    webhook: container === undefined || flags.has('validating-webhook'),
    flagsKnown: container !== undefined,
    ...configOf(cluster, container, flags, scope),
  };
}

const PORTS = [
  ['http-port', '80'],
  ['https-port', '443'],
  ['ssl-passthrough-proxy-port', '442'],
  ['default-server-port', '8181'],
] as const;

/** The config map that the controller's flags name; without a controller among the objects, the one that looks like it. */
function configOf(
  { configMaps, complete }: ClusterView,
  container: ContainerView | undefined,
  flags: ReadonlyMap<string, string>,
  { settings, configMap, instance }: ReadScope,
): Pick<Settings, 'config' | 'configMap' | 'unknownConfig'> {
  if (settings !== undefined) return { config: settings, configMap: undefined, unknownConfig: undefined };
  const flag = container === undefined ? undefined : flags.get('configmap');
  const named = flag ?? configMap;
  // The usual name is that of the first controller.
  const usual = instance === undefined || instance.controllerClass === identity.ingressClassController;
  const likely = named === undefined ? [...configMaps.values()].filter((one) => usual && looksLikeIt(one)) : [configMaps.get(named)];
  const [config] = likely.length === 1 ? likely : [];
  if (config !== undefined || complete || (container !== undefined && named === undefined))
    return {
      config: config?.data ?? {},
      configMap: config === undefined ? undefined : `${config.namespace}/${config.name}`,
      unknownConfig: undefined,
    };
  const which = named === undefined ? 'the config map of ingress-nginx' : `ConfigMap ${named}, which ingress-nginx reads,`;
  const because =
    likely.length > 1
      ? `which of ${likely.length} config maps ingress-nginx reads is not known, and none is taken to set anything`
      : `${which} is not among the manifests, and is taken to set nothing`;
  return { config: {}, configMap: undefined, unknownConfig: because };
}

const looksLikeIt = ({ name, labels }: ConfigMapView): boolean =>
  name === 'ingress-nginx-controller' || labels['app.kubernetes.io/name'] === 'ingress-nginx';

/** A switch of the config map. An empty text is false there, and one that is no boolean leaves the default. */
export function configSwitch({ config }: Settings, name: string, otherwise: boolean): boolean {
  const text = config[name];
  return text === '' ? false : (goBoolean(text) ?? otherwise);
}

export const configText = ({ config }: Settings, name: string, otherwise = ''): string => config[name] ?? otherwise;

export const configList = (settings: Settings, name: string): readonly string[] =>
  configText(settings, name)
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `http-redirect-code`: one of four, else the default. */
export function redirectCode(settings: Settings): number {
  const text = settings.config['http-redirect-code'];
  const code = text !== undefined && isGoInteger(text) ? Number(text) : 308;
  return [301, 302, 307, 308].includes(code) ? code : 308;
}

/** How request headers are read. What is no size is refused by nginx, so the default stands for it. */
export function headerSettings(settings: Settings): HeaderSettings {
  const [, count, size] = /^(\d+) (\d+[km]?)$/i.exec(configText(settings, 'large-client-header-buffers')) ?? [];
  const dropsOtherNames = configSwitch(settings, 'ignore-invalid-headers', true);
  return {
    firstBufferBytes: bytesOfSize(configText(settings, 'client-header-buffer-size')) ?? 1024,
    furtherBuffers: Number(count ?? 4),
    furtherBufferBytes: bytesOfSize(size ?? '') ?? 8192,
    underscoreHeaders: configSwitch(settings, 'enable-underscores-in-headers', false) || !dropsOtherNames ? 'asDash' : 'dropped',
    dropsOtherNames,
  };
}

/**
 * Who the client is.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`real_ip_header`).
 */
export function clientSettings(settings: Settings): Pick<NginxSettings, 'realAddress' | 'proxyProtocol'> {
  if (configSwitch(settings, 'use-proxy-protocol', false)) return { proxyProtocol: true };
  if (!configSwitch(settings, 'use-forwarded-headers', false) && !configSwitch(settings, 'enable-real-ip', false)) return {};
  const header = configText(settings, 'forwarded-for-header', 'X-Forwarded-For').toLowerCase();
  const trusted = 'proxy-real-ip-cidr' in settings.config ? configList(settings, 'proxy-real-ip-cidr') : ['0.0.0.0/0'];
  return { realAddress: { header, trusted } };
}

/** nginx' sizes: `8k`, and `1g` where a size may be beyond memory. */
export function bytesOfSize(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * ({ k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit.toLowerCase()] ?? 1);
}
