import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { namesOf } from '../../annotation-table/row';
import { checkAnnotationSizes, checkBackends, checkKeys, checkNamedServices, checkNames, RouteRegister } from '../../app/check-app';
import { checkCertificates, checkPlainHttp } from '../../app/check-certificates';
import { checkPassthrough } from '../../app/check-passthrough';
import { emitWarning } from '../../app/emit-warning';
import { ServedHosts, servingOf } from '../../app/served-hosts';
import { type ControllerUser, SharedController } from '../../app/shared-controller';
import { checkFeatures } from '../../dialects/check-features';
import { checkForeignAnnotations } from '../../dialects/check-foreign-annotations';
import type { ConstructRoutes, Dialect, Rendered, RoutesSoFar } from '../../dialects/dialect';
import { DIALECTS } from '../../dialects/registry';
import { finding } from '../../findings/catalogue';
import { fail } from '../../findings/fail';
import { type Finding, format, type Severity } from '../../findings/finding';
import { valueText } from '../../findings/value-text';
import { checkedId } from '../../input/construct-id';
import { DEFAULT_NAMESPACE } from '../../kinds/ingress-view';
import { checkHostPolicies } from '../../model/check-host-policies';
import {
  type HostMatch,
  hostText,
  type Native,
  type RoutePolicies as NeutralPolicies,
  type NeutralRoute,
  NO_NATIVE,
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
import { OwnedObjects } from '../../output/owned-objects';
import { type ControllerReference, controllerReference } from '../controller/ingress-controller';
import { FindingSeverity, type Finding as PublicFinding } from '../finding';
import { canaryInput } from './canary-input';
import { hasPolicies, inheritedPolicies, NATIVE_OPTIONS, neutralClientCertificates, neutralPolicies } from './neutral-policies';
import type { PathIngressProps } from './path-ingress-options';
import { neutralMatches } from './request-match';
import type { RouteOptions } from './route-options';
import { PathType } from './route-options';
import type { RoutePolicies } from './route-policies';
import { NO_OPTIONS, readPathIngressProps, readRouteOptions, readTls } from './route-shapes';
import type { IRouteTarget } from './route-target';
import { targetInput } from './target-input';
import type { Tls } from './tls';

/**
 * Routes from hosts and paths to Services, for one controller. They are rendered into one Ingress, or into as many as the controller
 * needs for their settings.
 *
 * A call with wrong arguments throws; a mistake that needs the whole app to be seen is an error at synth. Both messages begin with a
 * stable code.
 */
export class PathIngress extends Construct {
  /** @internal */
  public readonly _controller: ControllerReference;

  private readonly props: PathIngressProps;
  /** The path of this construct. It is cached, because `node.path` would be computed again for each route. */
  private readonly where: string;
  private readonly routes: NeutralRoute[] = [];
  private readonly tls: TlsCertificate[] = [];
  private readonly hosts: readonly HostMatch[];
  private readonly policies: NeutralPolicies;
  private readonly hostSettings: RouteSet['hosts'];
  private readonly native: Native;
  private readonly dialect: Dialect;
  private readonly namespace: string | undefined;
  private readonly hostLists = new Map<string, readonly HostMatch[]>();
  /** The hosts without duplicates. */
  private readonly hostMatches: HostMatch[] = [];
  private readonly hostNames = new Set<string>();
  private fallback: ServiceRef | undefined;
  private readonly shared: SharedController;
  /** The view of this construct for others with routes for the same controller. */
  private readonly user: ControllerUser;
  /** Findings of the last validation of the whole app. */
  private appFound: readonly Finding[] = [];

  public constructor(scope: Construct, id: string, props: PathIngressProps = {}) {
    super(scope, checkedId(scope, id, 'PathIngress'));
    const where = this.node.path;
    this.where = where;
    this.props = readPathIngressProps(props, where);
    const { controller, ingressClassName, name, namespace, host, hosts, tls } = this.props;
    this._controller = controllerReference(controller);
    this.dialect = DIALECTS[this._controller.dialect];
    const own = this._controller.ingressClassName;
    if (ingressClassName !== undefined && own !== undefined && ingressClassName !== own) {
      fail('ingress/class-without-controller', where, { className: ingressClassName, own });
    }
    if (ingressClassName !== undefined) checkObjectName('ingressClassName', ingressClassName, where);
    if (name !== undefined) checkObjectName('Ingress', name, where);
    this.namespace = namespace ?? Chart.of(this).namespace;
    if (this.namespace !== undefined) checkNamespace(this.namespace, where);
    checkMetadata(this.props, own ?? ingressClassName, where);
    if (host !== undefined && hosts !== undefined) fail('ingress/host-and-hosts', where, {});
    if (Array.isArray(hosts) && hosts.length === 0) fail('policy/empty-list', where, { option: 'hosts' });
    this.hosts = this.hostList(hosts ?? (host === undefined ? [] : [host]));
    this.policies = neutralPolicies(this.props, this.place());
    this.native = this.nativeOf(this.props, undefined) ?? NO_NATIVE;
    this.hostSettings = this.hostPolicies();
    checkHostPolicies(this.hostSettings, where);
    this.shared = SharedController.of(this, this.dialect, own ?? ingressClassName);
    this.user = {
      construct: this,
      objects: new OwnedObjects(this, { name, namespace: this.namespace }, (slotKey) => this.rendered().objects.get(slotKey)),
      asks: () => this.shared.state.onceOfRoutes(this, () => this.asks()),
      findings: () => this.shared.state.onceOfRoutes(this.user, () => this.findInRoutes()),
      appFindings: () => this.shared.state.once(this, () => this.findInApp()),
    };
    this.shared.add(this.user, this._controller);
    if (tls !== undefined) this.addTls(tls);
    this.node.addValidation({ validate: () => this.validate() });
  }

  /**
   * Adds a route: requests for a path go to a target.
   *
   * @param path begins with `/`; `options.pathType` says how it is compared
   * @param target a Service, several, or a redirect
   * @param options further settings of this route; policies that are left out come from the PathIngress, unless `options.without` names
   * them
   */
  public addRoute(path: string, target: IRouteTarget, options: RouteOptions = NO_OPTIONS): void {
    const { where } = this;
    const { host, pathType, matches, rewrite, canary, without = [], ...policies } = readRouteOptions(options, where);
    const inherited = without.length === 0 ? this.props : inheritedPolicies(this.props, without, policies, where);
    const native = nativeOptionsOf(inherited).length === 0 ? NO_NATIVE : this.native;
    const route = normalizeRoute({
      hosts: host === undefined ? this.hosts : this.hostList([host]),
      path,
      pathType: pathType ?? PathType.PREFIX,
      ...(matches === undefined ? {} : { matches: neutralMatches(matches, where) }),
      namespace: this.place().namespace,
      target: targetInput(target, where),
      ...(rewrite === undefined ? {} : { rewrite: rewrite._input }),
      ...(canary === undefined ? {} : { canary: canaryInput(canary, where) }),
      policies:
        hasPolicies(policies) || inherited !== this.props ? neutralPolicies({ ...inherited, ...policies }, this.place()) : this.policies,
      native: this.nativeOf(policies, native) ?? native,
      origin: { construct: where, index: this.routes.length },
    });
    this.routes.push(route);
    this.shared.materialize(this.dialect.place(this.soFar()), this.user);
  }

  /**
   * Sets the Service for every request to the hosts of these routes that no route takes; without a host, for every request that no
   * other route takes.
   */
  public addDefaultBackend(target: IRouteTarget): void {
    const { where } = this;
    const input = targetInput(target, where);
    if (input.kind !== 'service') fail('ingress/default-backend-not-service', where, { kind: input.kind });
    if (this.fallback !== undefined) fail('ingress/second-default-backend', where, {});
    this.fallback = normalizeService(input.service, this.place().namespace, where);
    this.shared.materialize(this.dialect.place(this.soFar()), this.user);
  }

  /** Adds a certificate. */
  public addTls(tls: Tls): void {
    const { secretName, hosts } = readTls(tls, this.where);
    this.tls.push(normalizeTls({ hosts, ...(secretName === undefined ? {} : { secretName }) }, this.hosts, this.node.path));
    this.shared.materialize(this.dialect.place(this.soFar()), this.user);
  }

  /**
   * Findings about these routes: errors, warnings and information. Findings that need the whole app, such as how the controller treats
   * requests, are included after synth.
   */
  public get findings(): PublicFinding[] {
    this.shared.state.notice();
    return [...this.user.findings(), ...this.appFound].map((one) => ({ ...one, severity: one.severity as FindingSeverity }));
  }

  /**
   * The objects of the routes, in the order in which the routes were added. Each takes patches, labels and annotations. Their content
   * is complete only after all routes have been added.
   */
  public get objects(): ApiObject[] {
    return this.user.objects.all;
  }

  // ---- for the controller

  private rendered(): Rendered {
    return this.shared.rendered(this.user);
  }

  private soFar(): RoutesSoFar {
    const { routes, tls, policies, native, fallback, namespace } = this;
    const { ingressClassName } = this.shared;
    return {
      routes,
      tls,
      policies,
      native,
      hosts: this.hostSettings,
      hostMatches: this.hostMatches,
      controller: this._controller.facts,
      ...(fallback === undefined ? {} : { defaultBackend: fallback }),
      ...(ingressClassName === undefined ? {} : { ingressClassName }),
      ...(namespace === undefined ? {} : { namespace }),
    };
  }

  private asks(): ConstructRoutes {
    const { labels, annotations } = this.props;
    return {
      routes: this.routeSet(),
      nameOf: (slotKey) => this.user.objects.nameOf(slotKey),
      ...(this.namespace === undefined ? {} : { namespace: this.namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    };
  }

  private routeSet(): RouteSet {
    return {
      routes: this.routes,
      tls: this.tls,
      ...(this.fallback === undefined ? {} : { defaultBackend: this.fallback }),
      hosts: this.hostSettings,
      policies: this.policies,
      native: this.native,
      hostMatches: this.hostMatches,
      construct: this.where,
    };
  }

  // ---- what users wrote

  private place(): { readonly where: string; readonly namespace: string } {
    return { where: this.where, namespace: this.namespace ?? DEFAULT_NAMESPACE };
  }

  /** Equal lists share one object, so that dialects can group by identity. */
  private hostList(hosts: readonly string[]): readonly HostMatch[] {
    if (!Array.isArray(hosts))
      fail('host/not-a-host', this.node.path, { host: valueText(hosts), because: 'is not a list', use: 'shop.example.com' });
    for (const host of hosts) normalizeHost(host, this.node.path);
    const key = JSON.stringify(hosts);
    let list = this.hostLists.get(key);
    if (list === undefined) {
      list =
        hosts.length === 0
          ? [normalizeHost(undefined, this.node.path)]
          : [...new Set(hosts)].map((host) => normalizeHost(host, this.node.path));
      this.hostLists.set(key, list);
      for (const host of list) this.addHost(host);
    }
    return list;
  }

  private addHost(host: HostMatch): void {
    const name = hostText(host);
    if (!this.hostNames.has(name)) this.hostMatches.push(host);
    this.hostNames.add(name);
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

  /** The native settings among the policies, merged over inherited ones. Undefined: there are none. */
  private nativeOf(policies: RoutePolicies, inherited: Native | undefined): Native | undefined {
    const { native, identity } = this.dialect;
    const options = nativeOptionsOf(policies);
    const foreign = options.find((option) => option !== native?.option);
    if (foreign !== undefined) fail('feature/annotations-of-another-controller', this.where, { option: foreign, target: identity.title });
    const [own] = options;
    return own === undefined ? undefined : native?.read(policies[own] as object, inherited);
  }

  // ---- validation

  /** cdk8s asks again for each chart that it writes. */
  private validate(): string[] {
    return this.shared.state.once(this.node, () => this.errors());
  }

  private errors(): string[] {
    this.appFound = [...this.user.appFindings(), ...this.deviations()];
    const failing = Math.max(0, SEVERITIES.indexOf(this.props.failOn ?? FindingSeverity.ERROR));
    const errors: string[] = [];
    for (const one of [...this.user.findings(), ...this.appFound]) {
      if (SEVERITIES.indexOf(one.severity) <= failing) errors.push(format(one));
      else if (one.severity === 'warning') emitWarning(this, one);
    }
    return errors;
  }

  /** Findings that need only the routes for this controller. */
  private findInRoutes(): readonly Finding[] {
    return [
      ...checkFeatures(this.user.asks().routes, this.dialect, this.shared.facts),
      ...checkForeignAnnotations(
        this.props.annotations ?? {},
        this.dialect.identity,
        (this.dialect.native?.annotations ?? []).flatMap(namesOf),
        () => this.where,
      ),
      ...(this.shared.contradicts(this.user) ? [finding('controller/settings-contradicted', this.where, {})] : []),
      ...this.rendered().findings,
    ];
  }

  private findInApp(): readonly Finding[] {
    const { state } = this.shared;
    const { routes: set } = this.user.asks();
    const services = this.dialect.native?.services;
    if (set.routes.length === 0 && set.defaultBackend === undefined) return [finding('ingress/without-routes', set.construct, {})];
    return [
      ...checkBackends(set, this.namespace, state),
      ...(services === undefined ? [] : checkNamedServices(set, this.props.annotations ?? {}, services, this.namespace, state)),
      ...checkCertificates(
        servingOf(this.user, this.shared),
        state.once(ServedHosts, () => ServedHosts.ofApp(state)),
      ),
      ...checkPlainHttp(set, this.dialect.identity),
      ...checkAnnotationSizes(this.rendered().objects.values(), set.construct),
      ...checkKeys(this.rendered().objects.values(), set.construct),
      // Names that the chart generates are unique.
      ...(this.props.name === undefined ? [] : checkNames(this.user.objects.all, Chart.of(this), state, set.construct)),
      ...this.findAmongRoutes(),
    ];
  }

  /** Findings that need all routes of the controller, whichever controller it is. */
  private findAmongRoutes(): readonly Finding[] {
    const { state, users } = this.shared;
    const { register, passthrough } = state.onceOfRoutes(users, () => {
      const all = users.map((user) => user.asks().routes);
      return { register: new RouteRegister(all), passthrough: checkPassthrough(all) };
    });
    return [...register.findingsOf(this.where), ...passthrough.filter(({ where }) => where === this.where)];
  }

  /** Findings where the controller would not treat requests as these routes say. */
  private deviations(): readonly Finding[] {
    if (this.dialect.read === undefined) return [];
    // Loaded late, because it is needed only after all routes have been added.
    const { verifyRoutes } = require('../../app/verify-routes') as typeof import('../../app/verify-routes');
    return this.shared.state.once(this.shared, () => verifyRoutes(this.shared)).get(this.where) ?? [];
  }
}

const nativeOptionsOf = (policies: RoutePolicies): readonly (keyof RoutePolicies)[] =>
  NATIVE_OPTIONS.filter((option) => policies[option] !== undefined);

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
