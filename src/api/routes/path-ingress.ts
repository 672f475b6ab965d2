import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AppIndex } from '../../app/app-index';
import { checkAnnotationSizes, checkBackends, checkNames, RouteRegister } from '../../app/check-app';
import { checkCertificates, checkFurtherHosts, ServedHosts, type Serving } from '../../app/check-certificates';
import { emitWarning } from '../../app/emit-warning';
import { type ControllerUser, SharedController } from '../../app/shared-controller';
import { checkFeatures } from '../../dialects/check-features';
import { checkForeignAnnotations } from '../../dialects/check-foreign-annotations';
import type { Dialect, Rendered, RenderTarget } from '../../dialects/dialect';
import { DIALECTS } from '../../dialects/registry';
import { finding } from '../../findings/catalogue';
import { fail } from '../../findings/fail';
import { type Finding, format, type Severity } from '../../findings/finding';
import { DEFAULT_NAMESPACE } from '../../kinds/ingress-view';
import { checkHostPolicies } from '../../model/check-host-policies';
import {
  type Annotations,
  type HostMatch,
  hostText,
  type RoutePolicies as NeutralPolicies,
  type NeutralRoute,
  type RouteSet,
  type ServiceRef,
  type TlsCertificate,
} from '../../model/neutral-route';
import {
  checkMetadata,
  checkNamespace,
  checkObjectName,
  normalizeHost,
  normalizeRoute,
  normalizeService,
  normalizeTls,
} from '../../model/normalize';
import type { ObjectSlot } from '../../output/object-slot';
import { RenderedObject } from '../../output/rendered-object';
import type { Origin } from '../../table/routing-table';
import { type ControllerReference, controllerReference } from '../controller/ingress-controller';
import { FindingSeverity, type Finding as PublicFinding } from '../finding';
import { hasPolicies, inheritedPolicies, NO_ANNOTATIONS, neutralClientCertificates, neutralPolicies } from './neutral-policies';
import { AnnotationRisk, type PathIngressProps } from './path-ingress-options';
import type { RouteOptions } from './route-options';
import { PathType } from './route-options';
import type { RoutePolicies } from './route-policies';
import { NO_OPTIONS, readPathIngressProps, readRouteOptions, readTls } from './route-shapes';
import type { IRouteTarget } from './route-target';
import { targetInput } from './target-input';
import type { Tls } from './tls';

/**
 * Routes from hosts and paths to Services, for one controller. They are rendered into one Ingress, or into as many as the controller
 * needs to do what the routes say.
 *
 * A call that is wrong by itself throws; what only the whole app shows is an error at synth. Both begin with a stable code.
 */
export class PathIngress extends Construct {
  /** @internal */
  public readonly _controller: ControllerReference;

  private readonly props: PathIngressProps;
  /** The path of this construct, which constructs would put together anew for each route. */
  private readonly where: string;
  private readonly routes: NeutralRoute[] = [];
  private readonly tls: TlsCertificate[] = [];
  private readonly rendered = new Map<string, RenderedObject>();
  private readonly hosts: readonly HostMatch[];
  private readonly policies: NeutralPolicies;
  private readonly nativeAnnotations: Annotations;
  private readonly dialect: Dialect;
  private readonly ingressClassName: string | undefined;
  private readonly namespace: string | undefined;
  private readonly hostLists = new Map<string, readonly HostMatch[]>();
  /** How many have asked for a name. */
  private readonly names = new Map<string, number>();
  private mainSlot: string | undefined;
  private fallback: ServiceRef | undefined;
  private readonly shared: SharedController;
  /** What the last validation found out by looking at the whole app. */
  private appFound: readonly Finding[] = [];

  public constructor(scope: Construct, id: string, props: PathIngressProps = {}) {
    super(scope, id);
    const where = this.node.path;
    this.where = where;
    this.props = readPathIngressProps(props, where);
    const { controller, ingressClassName, name, namespace, host, hosts, tls } = this.props;
    this._controller = controllerReference(controller);
    this.dialect = DIALECTS[this._controller.dialect];
    const own = this._controller.ingressClassName;
    this.ingressClassName = own ?? ingressClassName;
    if (ingressClassName !== undefined && own !== undefined && ingressClassName !== own) {
      fail('ingress/class-without-controller', where, { className: ingressClassName, own });
    }
    if (ingressClassName !== undefined) checkObjectName('ingressClassName', ingressClassName, where);
    if (name !== undefined) checkObjectName('Ingress', name, where);
    this.namespace = namespace ?? Chart.of(this).namespace;
    if (this.namespace !== undefined) checkNamespace(this.namespace, where);
    checkMetadata(this.props, this.ingressClassName, where);
    if (host !== undefined && hosts !== undefined) fail('ingress/host-and-hosts', where, {});
    if (Array.isArray(hosts) && hosts.length === 0) fail('policy/empty-list', where, { option: 'hosts' });
    this.hosts = this.hostList(hosts ?? (host === undefined ? [] : [host]));
    this.policies = neutralPolicies(this.props, where);
    this.nativeAnnotations = this.annotationsOf(this.props, where);
    checkHostPolicies(this.hostPolicies(), where);
    this.shared = SharedController.of(this, `${this.dialect.identity.name} ${this.ingressClassName ?? ''}`);
    this.shared.add(this.asUser());
    if (tls !== undefined) this.addTls(tls);
    this.node.addValidation({ validate: () => this.validate() });
  }

  /**
   * Sends requests somewhere.
   *
   * @param path begins with `/`; how it is compared says `options.pathType`
   * @param target a Service, several, or a redirect
   * @param options what else holds for this route; policies that are left out come from the PathIngress, unless `options.without` names them
   */
  public addRoute(path: string, target: IRouteTarget, options: RouteOptions = NO_OPTIONS): void {
    const { where } = this;
    const { host, pathType, rewrite, canary, without = [], ...policies } = readRouteOptions(options, where);
    const inherited = without.length === 0 ? this.props : inheritedPolicies(this.props, without, policies, where);
    const native = inherited.ingressNginx === undefined ? NO_ANNOTATIONS : this.nativeAnnotations;
    const route = normalizeRoute({
      hosts: host === undefined ? this.hosts : this.hostList([host]),
      path,
      pathType: pathType ?? PathType.PREFIX,
      target: targetInput(target, where),
      ...(rewrite === undefined ? {} : { rewrite: rewrite._input }),
      ...(canary === undefined ? {} : { canary: { ...canary, target: targetInput(canary.target, where) } }),
      policies: hasPolicies(policies) || inherited !== this.props ? neutralPolicies({ ...inherited, ...policies }, where) : this.policies,
      annotations: policies.ingressNginx === undefined ? native : { ...native, ...this.annotationsOf(policies, where) },
      origin: { construct: where, index: this.routes.length },
    });
    this.routes.push(route);
    for (const slot of this.dialect.place(route)) this.materialize(slot);
    this.shared.changed();
  }

  /** The Service for every request to the hosts of these routes that no route takes; without a host, for what nothing else takes. */
  public addDefaultBackend(target: IRouteTarget): void {
    const { where } = this;
    const input = targetInput(target, where);
    if (input.kind !== 'service') fail('ingress/default-backend-not-service', where, { kind: input.kind });
    if (this.fallback !== undefined) fail('ingress/second-default-backend', where, {});
    this.fallback = normalizeService(input.service, where);
    for (const slot of this.dialect.placeDefaultBackend(this.policies)) this.materialize(slot);
    this.shared.changed();
  }

  /** A further certificate. */
  public addTls(tls: Tls): void {
    const { secretName, hosts } = readTls(tls, this.where);
    this.tls.push(normalizeTls({ hosts, ...(secretName === undefined ? {} : { secretName }) }, this.hosts, this.node.path));
    this.shared.changed();
  }

  /**
   * What was found out about these routes: errors, warnings and what is worth knowing. What only the whole app shows, such as what becomes of
   * requests under the controller, is here after synth.
   */
  public get findings(): PublicFinding[] {
    return [...this.render().findings, ...this.appFound].map((one) => ({ ...one, severity: one.severity as FindingSeverity }));
  }

  /**
   * The objects that the routes become, in the order in which routes asked for them. Each takes patches, labels and annotations. What they hold
   * is known once all routes are.
   */
  public get objects(): ApiObject[] {
    return [...this.rendered.values()];
  }

  // ---- objects

  /** Constructs must exist before synth; what they hold is rendered when it is asked for. */
  private materialize(slot: ObjectSlot): void {
    if (this.rendered.has(slot.key)) return;
    const isMain = slot.main && this.mainSlot === undefined;
    if (isMain) this.mainSlot = slot.key;
    const id = isMain ? 'Resource' : this.unique(slot.prefix === undefined ? slot.suffix : `${slot.prefix}-${slot.suffix}`);
    this.rendered.set(
      slot.key,
      new RenderedObject(this, id, slot, this.nameOf(slot, isMain, id), this.namespace, () => this.render().objects.get(slot.key)),
    );
  }

  private unique(id: string): string {
    for (;;) {
      const count = (this.names.get(id) ?? 0) + 1;
      this.names.set(id, count);
      const candidate = count === 1 ? id : `${id}-${count}`;
      if (count === 1 || !this.names.has(candidate)) {
        this.names.set(candidate, Math.max(1, this.names.get(candidate) ?? 0));
        return candidate;
      }
    }
  }

  /** Undefined: the chart makes the name from the path of the construct. */
  private nameOf(slot: ObjectSlot, isMain: boolean, id: string): string | undefined {
    const { name } = this.props;
    if (name === undefined || isMain) return name;
    const full = slot.prefix === undefined ? `${name}-${id}` : `${slot.prefix}-${name}${id.slice(slot.prefix.length)}`;
    checkObjectName(slot.kind, full, this.node.path);
    return full;
  }

  private render(): Rendered {
    return this.shared.once(this, () => {
      const set = this.routeSet();
      const { objects, findings } = this.dialect.render(set, this.renderTarget(this.shared.regexHosts()));
      return { objects, findings: [...checkFeatures(set, this.dialect), ...this.foreignAnnotations(), ...findings] };
    });
  }

  private renderTarget(regexHosts: ReadonlySet<string>): RenderTarget {
    const { ingressClassName } = this;
    const { labels, annotations, acceptedRisk } = this.props;
    return {
      nameOf: (key) => this.rendered.get(key)?.name ?? '',
      ...(this.namespace === undefined ? {} : { namespace: this.namespace }),
      ...(ingressClassName === undefined ? {} : { ingressClassName }),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      acceptedRisk: acceptedRisk ?? AnnotationRisk.HIGH,
      regexHosts,
      controller: this._controller.facts,
    };
  }

  private routeSet(): RouteSet {
    const hosts = new Map(this.hosts.map((host) => [hostText(host), host]));
    for (const list of this.hostLists.values()) for (const host of list) hosts.set(hostText(host), host);
    return {
      routes: this.routes,
      tls: this.tls,
      ...(this.fallback === undefined ? {} : { defaultBackend: this.fallback }),
      hosts: this.hostPolicies(),
      policies: this.policies,
      annotations: this.nativeAnnotations,
      hostMatches: [...hosts.values()],
      construct: this.where,
    };
  }

  /** This construct as others with routes for the same controller see it. */
  private asUser(): ControllerUser {
    return {
      routeSet: () => this.routeSet(),
      namespace: this.namespace,
      annotations: this.props.annotations ?? NO_ANNOTATIONS,
      isMadeInto: (object) => this.objectOf(object) !== undefined,
      isChanged: () => [...this.rendered.values()].some((object) => object.isChanged),
      isWrong: (app) => hasErrors(this.render().findings) || hasErrors(this.appFindings(app)),
      isByHand: (object, key, annotations) => this.objectOf(object)?.isByHand(key, annotations) === true,
      regexHosts: (known) => this.dialect.regexHosts?.(this.routeSet(), this.renderTarget(known)) ?? known,
    };
  }

  private objectOf({ kind, namespace, name }: Origin): RenderedObject | undefined {
    if (namespace !== (this.namespace ?? DEFAULT_NAMESPACE)) return undefined;
    for (const object of this.rendered.values()) if (object.kind === kind && object.name === name) return object;
    return undefined;
  }

  // ---- what users wrote

  /** Equal lists are one object, so that dialects can group by identity. */
  private hostList(hosts: readonly string[]): readonly HostMatch[] {
    if (!Array.isArray(hosts))
      fail('host/not-a-host', this.node.path, { host: String(hosts), because: 'is not a list', use: 'shop.example.com' });
    const key = JSON.stringify(hosts);
    let list = this.hostLists.get(key);
    if (list === undefined) {
      list =
        hosts.length === 0
          ? [normalizeHost(undefined, this.node.path)]
          : [...new Set(hosts)].map((host) => normalizeHost(host, this.node.path));
      this.hostLists.set(key, list);
    }
    return list;
  }

  private hostPolicies(): RouteSet['hosts'] {
    const { hostAliases, appRoot, clientCertificates, tlsPolicy } = this.props;
    return {
      ...(hostAliases === undefined ? {} : { aliases: hostAliases }),
      ...(appRoot === undefined ? {} : { appRoot }),
      ...(tlsPolicy === undefined ? {} : { tlsPolicy }),
      ...(clientCertificates === undefined ? {} : { clientCertificates: neutralClientCertificates(clientCertificates) }),
    };
  }

  private annotationsOf(policies: RoutePolicies, where: string): Annotations {
    let annotations: Annotations = NO_ANNOTATIONS;
    for (const option of NATIVE_OPTIONS) {
      const settings = policies[option];
      if (settings === undefined) continue;
      const { nativeOption, annotationsOf, identity } = this.dialect;
      if (nativeOption !== option || annotationsOf === undefined)
        fail('feature/annotations-of-another-controller', where, { option, target: identity.title });
      annotations = annotationsOf(settings);
    }
    return annotations;
  }

  // ---- validation

  private validate(): string[] {
    const app = AppIndex.for(this);
    const ofRoutes = this.render().findings;
    this.appFound = [...this.appFindings(app), ...this.deviations(app)];
    const findings = [...ofRoutes, ...this.appFound];
    const failing = Math.max(0, SEVERITIES.indexOf(this.props.failOn ?? FindingSeverity.ERROR));
    const errors: string[] = [];
    for (const one of findings) {
      if (SEVERITIES.indexOf(one.severity) <= failing) errors.push(format(one));
      else if (one.severity === 'warning') emitWarning(this, one);
    }
    return errors;
  }

  /** In one pass the same. */
  private appFindings(app: AppIndex): readonly Finding[] {
    return app.once(this, () => this.findInApp(app));
  }

  private findInApp(app: AppIndex): Finding[] {
    const set = this.routeSet();
    if (set.routes.length === 0 && set.defaultBackend === undefined) return [finding('ingress/without-routes', set.construct, {})];
    const { register, together } = this.shared.once('together', () => ({ register: this.register(), together: this.checkTogether() }));
    return [
      ...checkBackends(set, this.namespace, app),
      ...this.certificateFindings(app),
      ...checkAnnotationSizes(this.render().objects.values(), set.construct),
      // Names that the chart makes are unique.
      ...(this.props.name === undefined ? [] : checkNames([...this.rendered.values()], Chart.of(this), app, set.construct)),
      ...register.duplicatesOf(set.construct),
      ...together.filter(({ where }) => where === set.construct),
    ];
  }

  /** Where the controller would do something else than these routes say. */
  private deviations(app: AppIndex): readonly Finding[] {
    const { read, isAlternative } = this.dialect;
    if (read === undefined) return [];
    const { ingressClassName } = this;
    const { facts } = this._controller;
    // Loaded only now, as no app needs it before all routes are there.
    const { verifyRoutes } = require('../../app/verify-routes') as typeof import('../../app/verify-routes');
    const all = app.once(this.shared, () => verifyRoutes({ shared: this.shared, read, isAlternative, facts, ingressClassName }, app));
    return all.get(this.where) ?? [];
  }

  private foreignAnnotations(): readonly Finding[] {
    return checkForeignAnnotations(this.props.annotations ?? {}, this.dialect, this.where);
  }

  private certificateFindings(app: AppIndex): readonly Finding[] {
    const serving = this.serving();
    const { all, byController } = app.once(ServedHosts, () => PathIngress.servedBy(app));
    const sameController = byController.get(this.shared) ?? all;
    return [...checkCertificates(serving, all), ...checkFurtherHosts(serving, sameController)];
  }

  /** What all of these constructs serve, and those of each controller. */
  private static servedBy({ constructs }: AppIndex): {
    readonly all: ServedHosts;
    readonly byController: Map<SharedController, ServedHosts>;
  } {
    const every = constructs.filter((construct) => construct instanceof PathIngress);
    const controllers = new Map<SharedController, Serving[]>();
    for (const one of every) {
      const others = controllers.get(one.shared);
      if (others === undefined) controllers.set(one.shared, [one.serving()]);
      else others.push(one.serving());
    }
    return {
      all: new ServedHosts([...controllers.values()].flat()),
      byController: new Map([...controllers].map(([shared, serving]) => [shared, new ServedHosts(serving)])),
    };
  }

  private serving(): Serving {
    const routes = this.routeSet();
    return { routes, further: this.dialect.furtherHosts?.(routes, this.props.annotations ?? {}) ?? [] };
  }

  private checkTogether(): readonly Finding[] {
    return this.dialect.checkTogether?.(this.shared.users.map((user) => ({ routes: user.routeSet(), namespace: user.namespace }))) ?? [];
  }

  private register(): RouteRegister {
    const register = new RouteRegister(this.dialect.overlap);
    for (const user of this.shared.users) register.add(user.routeSet());
    return register;
  }
}

/** Members of `RoutePolicies` that one controller alone understands. */
const NATIVE_OPTIONS = ['ingressNginx'] as const;

const hasErrors = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'error');

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
