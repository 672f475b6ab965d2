import type { ClusterView } from '../../../kinds/cluster-view';
import type { Origin } from '../../../table/routing-table';
import { AUTH_LINES, areDurations, isUrl, SIGNIN_LINES, signsIn } from '../nginx-conf/auth-lines';
import { type CheckedBlock, type ConfFacts, checkBlock, type Written } from '../nginx-conf/check-conf';
import { confFacts, variablesMadeBy } from '../nginx-conf/conf-facts';
import type { Context } from '../nginx-conf/directives';
import {
  EVENTS_LINES,
  type GlobalFacts,
  HTTP_LINES,
  MAIN_LINES,
  STATUS_LINES,
  STREAM_LINES,
  UPSTREAM_LINES,
} from '../nginx-conf/global-lines';
import { type Line, type LocationFacts, NO_MAPS, quoted, type Texts } from '../nginx-conf/line';
import { LOCATION_LINES } from '../nginx-conf/location-lines';
import { lengthProblem } from '../nginx-conf/problems';
import {
  APP_ROOT_LINES,
  BACKEND_TLS_LINES,
  CIPHER_LINES,
  CIPHER_ORDER_LINES,
  CLIENT_CERTIFICATE_LINES,
  EVERY_SERVER_LINES,
  MIRROR_LINES,
  SERVER_SNIPPET_LINES,
  type ServerFacts,
} from '../nginx-conf/server-lines';
import { SettingValues } from '../nginx-conf/settings-values';
import { writtenLines } from '../nginx-conf/written-lines';
import { type Annotations, valueOr } from './annotations';
import { globalAuthUrl } from './annotations-access';
import type { Freezes } from './freezes';
import { annotationField, originOf, type ParsedIngress } from './ingresses';
import { regexCause, writtenLocations } from './locations';
import type { ParsedAnnotations } from './parsed-annotations';
import type { Location, Server } from './servers';
import type { Settings } from './settings';

const CONFIG_MAP: Origin = { kind: 'ConfigMap', namespace: '', name: '', field: 'data' };
const NO_CERTIFICATES: ServerFacts = { asksForCertificates: false, backendAuthority: false };

const CATCH_ALL: LocationFacts = {
  protocol: 'HTTP',
  catchAll: true,
  rewrites: false,
  denied: false,
  authenticates: false,
  basicAuth: false,
  authUrl: '',
  globalAuth: false,
  backendAuthority: false,
  maps: NO_MAPS,
  redirect: { url: '', code: 0 },
};

/**
 * Writes what settings change of nginx.conf, block by block, and collects why nginx would refuse it. Blocks with the same text are checked
 * once.
 */
export class Configuration {
  private readonly facts: ConfFacts;
  private readonly http: CheckedBlock;
  private readonly servers = new WeakMap<Server, CheckedBlock>();
  private readonly known = new Map<string, CheckedBlock>();
  /** By the name of a setting with its owner: where it stands, and how it is called. */
  private readonly origins = new Map<string, Origin>();
  private readonly said = new Map<string, string>();
  private readonly config: SettingValues;
  private readonly globalFacts: GlobalFacts;

  public constructor(
    private readonly settings: Settings,
    private readonly cluster: ClusterView,
    servers: ReadonlyMap<string, Server>,
    named: ReadonlySet<string>,
    private readonly freezes: Freezes,
  ) {
    this.config = new SettingValues(undefined, settings.config);
    this.facts = confFacts(this.config, named, modulesAskedFor(servers));
    this.globalFacts = { limits: [...servers.values()].some(limits), addHeaders: this.mapOf(this.config.option('add-headers')) };
    this.global('m', MAIN_LINES);
    this.global('e', EVENTS_LINES);
    this.http = this.global('h', HTTP_LINES);
    this.global('u', UPSTREAM_LINES);
    this.global('s', STATUS_LINES);
    const streams = [...servers.values()].flatMap(({ locations }) =>
      locations.flatMap(({ ingress }) => (ingress === undefined ? [] : [ingress])),
    );
    this.check(
      'S',
      [...writtenLines(STREAM_LINES, this.config, this.globalFacts, this.optionLabel), ...this.streamSnippets(new Set(streams))],
      [],
    );
  }

  /** A location, and those for its authentication service; `by` says who has set something. */
  public ofLocation(location: Location, server: Server, annotations: ParsedAnnotations, facts: Facts): void {
    const { ingress } = location;
    if (ingress === undefined) return;
    const values = new SettingValues(annotations.said, this.settings.config);
    const label = this.labelOf(ingress);
    const { access } = annotations;
    const own = areDurations(values.annotation('auth-cache-duration')) && isUrl(access.externalAuthUrl) ? access.externalAuthUrl : '';
    const global = own === '' && access.globalAuth ? globalAuthUrl(this.settings) : '';
    const all: LocationFacts = {
      ...facts,
      catchAll: false,
      denied: access.denied !== undefined,
      basicAuth: access.basicAuth,
      authUrl: own || global,
      globalAuth: global !== '',
      backendAuthority: access.backendAuthority,
      maps: {
        proxyHeaders: this.mapOf(values.option('proxy-set-headers')),
        authHeaders: this.mapOf(values.annotation('auth-proxy-set-headers')),
        fastCgi: this.mapOf(`${ingress.view.namespace}/${values.annotation('fastcgi-params-configmap').split('/').pop()}`),
      },
      redirect: annotations.redirect,
    };
    this.checkLimitName(ingress, annotations);
    const around = [this.ofServer(server), this.http];
    this.check('l', writtenLines(LOCATION_LINES, values, all, label), around);
    if (all.authUrl !== '') this.check('l', writtenLines(AUTH_LINES, values, all, label), around);
    if (signsIn(values, all)) this.check('l', writtenLines(SIGNIN_LINES, values, all, label), around);
  }

  /** `encode`: a limit makes variables of namespace, name and id of the Ingress, in base64; the API server gives an id of 36 characters. */
  private checkLimitName({ view }: ParsedIngress, { said, keyOf }: ParsedAnnotations): void {
    const setting = LIMITS.find((name) => valueOr(said.integer(name), 0) !== 0);
    if (setting === undefined) return;
    const id = String((view.object.metadata as { uid?: unknown } | undefined)?.uid ?? 'x'.repeat(36));
    const variable = `allowlist_${Buffer.from(`${view.namespace}_${view.name}_${id}`).toString('base64url')}`;
    const because = lengthProblem(variable, this.facts.http.longestVariable);
    if (because !== undefined)
      this.freezes.add('value', `variable of ${setting}: ${because}`, originOf(view, annotationField(keyOf(setting))));
  }

  /** The catch-all of the controller, while no Ingress claims it. */
  public ofCatchAll(server: Server): void {
    const maps = { ...NO_MAPS, proxyHeaders: this.mapOf(this.config.option('proxy-set-headers')) };
    const lines = writtenLines(LOCATION_LINES, this.config, { ...CATCH_ALL, maps }, this.optionLabel);
    this.check('l', lines, [this.ofServer(server), this.http]);
  }

  /** A server without its locations. */
  public ofServer(server: Server): CheckedBlock {
    let block = this.servers.get(server);
    if (block === undefined) {
      block = this.check('s', this.serverText(server), [this.http]);
      this.servers.set(server, block);
    }
    return block;
  }

  private serverText(server: Server): readonly Written[] {
    const of = (owner: ParsedIngress | undefined, lines: readonly Line<ServerFacts>[], facts = NO_CERTIFICATES): readonly Written[] =>
      owner === undefined ? [] : this.written(owner, owner.annotations.said, lines, facts);
    const places = [...new Map(server.locations.map((location) => [location.ingress, location])).values()];
    return [
      ...of(server.clientCertificateOwner, CLIENT_CERTIFICATE_LINES, { ...NO_CERTIFICATES, asksForCertificates: true }),
      ...of(server.backendTlsOwner, BACKEND_TLS_LINES, {
        ...NO_CERTIFICATES,
        backendAuthority: this.config.option('proxy-ssl-location-only') !== 'true',
      }),
      ...of(server.clientCiphersOwner, CIPHER_LINES),
      ...of(server.cipherOrderOwner, CIPHER_ORDER_LINES),
      ...of(server.snippetOwner, SERVER_SNIPPET_LINES),
      ...places.flatMap(({ ingress, annotations }) => [
        ...of(annotations?.rewrite.appRoot === '' ? undefined : ingress, APP_ROOT_LINES),
        ...of(ingress, MIRROR_LINES),
      ]),
      ...writtenLines(EVERY_SERVER_LINES, this.config, NO_CERTIFICATES, this.optionLabel),
      ...this.locationsBesideSnippets(server),
    ];
  }

  /** Locations by their names alone, if a snippet has some too. Those of two Ingresses with one name are found elsewhere. */
  private locationsBesideSnippets(server: Server): readonly Written[] {
    const own = server.snippetOwner?.annotations.serverSnippet ?? '';
    if (!/\blocation\b/.test(own + this.config.option('server-snippet'))) return [];
    const written = writtenLocations(server);
    if (regexCause(written) !== undefined) return [];
    const names = new Set(written.map(({ path, pathType }) => `location ${pathType === 'Exact' ? '= ' : ''}${quoted(path)} { }`));
    return [...names].map((text) => ({ text, names: [] }));
  }

  private streamSnippets(ingresses: ReadonlySet<ParsedIngress>): readonly Written[] {
    if (this.config.option('allow-snippet-annotations') !== 'true') return [];
    return [...ingresses].flatMap((ingress) => {
      const text = new SettingValues(ingress.annotations.said, this.settings.config).annotation('stream-snippet');
      return text === '' ? [] : [{ text, names: [this.labelOf(ingress)('stream-snippet')] }];
    });
  }

  private written(owner: ParsedIngress, said: Annotations, lines: readonly Line<ServerFacts>[], facts: ServerFacts): readonly Written[] {
    return writtenLines(lines, new SettingValues(said, this.settings.config), facts, this.labelOf(owner));
  }

  private global(context: Context, lines: readonly Line<GlobalFacts>[]): CheckedBlock {
    return this.check(context, writtenLines(lines, this.config, this.globalFacts, this.optionLabel), []);
  }

  private mapOf(key: string): Texts {
    return this.cluster.configMaps.get(key)?.data ?? {};
  }

  /** Names of settings that say whose they are. */
  private labelOf({ view, annotations }: ParsedIngress): (name: string) => string {
    return (name) => {
      const key = annotations.keyOf(name);
      if (!(key in view.annotations)) return this.optionLabel(name);
      const label = `${view.key} ${key}`;
      this.origins.set(label, originOf(view, annotationField(key)));
      this.said.set(label, `annotation "${key}"`);
      return label;
    };
  }

  private readonly optionLabel = (name: string): string => {
    if (!(name in this.settings.config)) return '';
    this.origins.set(name, { ...CONFIG_MAP, field: `data["${name}"]` });
    this.said.set(name, `"${name}" of the config map`);
    return name;
  };

  private check(context: Context, lines: readonly Written[], around: readonly CheckedBlock[]): CheckedBlock {
    const key = `${context}\0${lines.map(({ text, names }) => `${text}\0${names.join()}`).join('\0')}`;
    let block = this.known.get(key);
    if (block === undefined) {
      block = checkBlock(context, lines, around, this.facts);
      this.known.set(key, block);
      for (const { because, names } of block.problems) {
        const settings = names.filter((name) => name !== '');
        const said = settings.map((name) => this.said.get(name) as string).join(' and ');
        const origins = settings.map((name) => this.origins.get(name) as Origin);
        this.freezes.add('value', said === '' ? because : `${said}: ${because}`, ...origins);
      }
    }
    return block;
  }
}

/** What the reader knows of a location beside its annotations. */
export type Facts = Pick<LocationFacts, 'protocol' | 'rewrites' | 'authenticates'>;

const LIMITS = ['limit-rps', 'limit-rpm', 'limit-connections'] as const;

/** `filterRateLimits`. */
const limits = ({ locations }: Server): boolean =>
  locations.some(({ annotations }) => LIMITS.some((name) => annotations !== undefined && valueOr(annotations.said.integer(name), 0) !== 0));

/** Modules that an annotation of some location loads. */
function modulesAskedFor(servers: ReadonlyMap<string, Server>): readonly string[] {
  const asked = new Set<string>();
  for (const { locations } of servers.values()) {
    for (const { annotations } of locations) {
      if (annotations === undefined || annotations.plain) continue;
      const values = new SettingValues(annotations.said, {});
      if (values.annotation('enable-modsecurity') === 'true') asked.add('modsecurity');
      if (values.annotation('enable-opentelemetry') === 'true') asked.add('opentelemetry');
      if (annotations.access.basicAuth && values.annotation('auth-type') === 'digest') asked.add('auth-digest');
    }
  }
  return [...asked];
}

/** Names, in small letters, of variables that settings make: in snippets, and where the controller writes more than it does by default. */
export function variablesOfSettings(settings: Settings, ingresses: readonly ParsedIngress[]): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (...all: readonly string[]): void => {
    for (const name of all) names.add(name);
  };
  for (const [option, text] of Object.entries(settings.config)) if (option.endsWith('-snippet')) add(...variablesMadeBy(text));
  const config = new SettingValues(undefined, settings.config);
  if (globalAuthUrl(settings) !== '') add(...OF_AUTHENTICATION);
  if (config.option('use-forwarded-headers') === 'true') {
    if (config.option('compute-full-forwarded-for') === 'true') add('full_x_forwarded_for');
    if (config.option('use-proxy-protocol') === 'true') add('proxy_protocol_addr_trusted', 'forwarded_for_proxy_protocol');
  }
  if ('block-user-agents' in settings.config) add('block_ua');
  if ('block-referers' in settings.config) add('block_ref');
  for (const { annotations } of ingresses) {
    if (annotations.plain) continue;
    if (annotations.corsOrigins !== undefined) add('cors');
    if (annotations.access.externalAuthUrl !== '') add(...OF_AUTHENTICATION);
    const values = new SettingValues(annotations.said, settings.config);
    for (const name of ['configuration-snippet', 'server-snippet', 'auth-snippet']) add(...variablesMadeBy(values.annotation(name)));
  }
  return names;
}

const OF_AUTHENTICATION = [
  'auth_cookie',
  'auth_path',
  'auth_keepalive_share_vars',
  'auth_response_headers',
  'escaped_request_uri',
  'tmp_cache_key',
  'cache_key',
  'target',
];
