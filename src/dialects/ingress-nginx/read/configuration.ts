import type { ClusterView } from '../../../kinds/cluster-view';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import { AUTH_LINES, isUrl, SIGNIN_LINES, signsIn } from '../nginx-conf/auth-lines';
import { type CheckedBlock, type ConfFacts, checkBlock, type Written } from '../nginx-conf/check-conf';
import { confFacts } from '../nginx-conf/conf-facts';
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
import { type ConfProblem, nestedLocationProblems, type Placed } from '../nginx-conf/relations';
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
import { LIMITS, limits, modulesAskedFor } from './configuration-facts';
import { optionOrigin } from './controller-origin';
import type { Freezes } from './freezes';
import type { ParsedIngress } from './ingresses';
import { regexCause, writtenLocations } from './locations';
import type { ParsedAnnotations } from './parsed-annotations';
import type { Location, Server } from './servers';
import type { Settings } from './settings';

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
  /** By text and names, and by the numbers of the blocks around. */
  private readonly known = new Map<string, CheckedBlock>();
  private readonly numbers = new Map<CheckedBlock, number>();
  /** Annotations and what else decides about a location, of those without a problem. */
  private readonly sound = new Set<string>();
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
    const streams = this.streamSnippets(servers);
    const streamText = [this.config.option('stream-snippet'), ...streams.map(({ text }) => text)].join('\n');
    this.facts = confFacts(this.config, named, modulesAskedFor(servers), streamText);
    this.globalFacts = { limits: [...servers.values()].some(limits), addHeaders: this.mapOf(this.config.option('add-headers')) };
    this.global('m', MAIN_LINES);
    this.global('e', EVENTS_LINES);
    this.http = this.global('h', HTTP_LINES);
    this.global('u', UPSTREAM_LINES);
    this.global('s', STATUS_LINES);
    this.check('S', [...writtenLines(STREAM_LINES, this.config, this.globalFacts, this.optionLabel), ...streams], []);
  }

  /** A location, and those for its authentication service. */
  public ofLocation(location: Location, server: Server, annotations: ParsedAnnotations, facts: Facts): void {
    const { ingress } = location;
    if (ingress === undefined) return;
    const { view } = ingress;
    const outside = this.numbers.get(this.ofServer(server));
    const key = JSON.stringify([view.annotations, view.namespace, annotations.redirect, annotations.access, facts, outside]);
    if (!this.sound.has(key) && this.problemsOfLocation(ingress, server, annotations, facts) === 0) this.sound.add(key);
    this.checkLimitName(ingress, annotations);
  }

  /** Says how many problems there are. */
  private problemsOfLocation(ingress: ParsedIngress, server: Server, annotations: ParsedAnnotations, facts: Facts): number {
    const values = new SettingValues(annotations.said, this.settings.config);
    const label = this.labelOf(ingress);
    const { access } = annotations;
    const own = isUrl(access.externalAuthUrl) ? access.externalAuthUrl : '';
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
    const around = [this.ofServer(server), this.http];
    const lines = [LOCATION_LINES, ...(all.authUrl === '' ? [] : [AUTH_LINES]), ...(signsIn(values, all) ? [SIGNIN_LINES] : [])];
    const blocks = lines.map((some) => this.check('l', writtenLines(some, values, all), around, label));
    const nested = this.nestedProblems(ingress, server, (blocks[0] as CheckedBlock).placed);
    this.report(nested, label);
    return blocks.flatMap(({ problems }) => problems).length + nested.length;
  }

  /** Locations of a snippet stand in every location of the Ingress. */
  private nestedProblems(ingress: ParsedIngress, server: Server, placed: readonly Placed[]): readonly ConfProblem[] {
    if (placed.every(({ directive }) => directive.name !== 'location')) return [];
    const written = writtenLocations(server);
    const patterns = regexCause(written) !== undefined;
    return written
      .filter((one) => one.ingress === ingress)
      .flatMap(({ path, pathType }) =>
        nestedLocationProblems(placed, patterns ? { name: `^${path}`, exact: false } : { name: path, exact: pathType === 'Exact' }),
      );
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

  private streamSnippets(servers: ReadonlyMap<string, Server>): readonly Written[] {
    if (this.config.option('allow-snippet-annotations') !== 'true') return [];
    const ingresses = new Set([...servers.values()].flatMap(({ locations }) => locations.map(({ ingress }) => ingress)));
    return [...ingresses].flatMap((ingress) => {
      const text = valueOr(ingress?.annotations.said.text('stream-snippet') ?? { absent: true }, '');
      return ingress === undefined || text === '' ? [] : [{ text, names: [this.labelOf(ingress)('stream-snippet')] }];
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
    this.origins.set(name, optionOrigin(name, this.settings));
    this.said.set(name, `"${name}" of the config map`);
    return name;
  };

  /** Checks a block and collects its problems. `label` makes names of settings say whose they are, if they do not yet. */
  private check(
    context: Context,
    lines: readonly Written[],
    around: readonly CheckedBlock[],
    label: (name: string) => string = (name) => name,
  ): CheckedBlock {
    const block = this.blockOf(context, lines, around);
    this.report(block.problems, label);
    return block;
  }

  private report(problems: readonly ConfProblem[], label: (name: string) => string): void {
    for (const { because, names } of problems) {
      const settings = [...new Set(names.map((name) => (this.origins.has(name) ? name : label(name))))].filter((name) => name !== '');
      const said = settings.map((name) => this.said.get(name) as string).join(' and ');
      const origins = settings.map((name) => this.origins.get(name) as Origin);
      this.freezes.add('value', said === '' ? because : `${said}: ${because}`, ...origins);
    }
  }

  private blockOf(context: Context, lines: readonly Written[], around: readonly CheckedBlock[]): CheckedBlock {
    const outside = around.map((block) => this.numbers.get(block)).join();
    const key = `${context}${outside}\0${lines.map(({ text, names }) => `${text}\0${names.join()}`).join('\0')}`;
    let block = this.known.get(key);
    if (block === undefined) {
      block = checkBlock(context, lines, around, this.facts);
      this.known.set(key, block);
      this.numbers.set(block, this.known.size);
    }
    return block;
  }
}

/** What the reader knows of a location beside its annotations. */
export type Facts = Pick<LocationFacts, 'protocol' | 'rewrites' | 'authenticates'>;
