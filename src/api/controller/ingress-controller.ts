import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { AppState } from '../../app/app-state';
import { emitWarning } from '../../app/emit-warning';
import { SharedController } from '../../app/shared-controller';
import { IN_AWS_LOAD_BALANCER } from '../../dialects/aws-load-balancer/public/shapes';
import type { ControllerFacts, DialectName, Installed } from '../../dialects/dialect';
import type * as gatewayApi from '../../dialects/gateway-api/public';
import { IN_GATEWAY_API, readExistingGateway } from '../../dialects/gateway-api/public/shapes';
import { IN_HAPROXY } from '../../dialects/haproxy/public/shapes';
import { IN_INGRESS_NGINX } from '../../dialects/ingress-nginx/public/shapes';
import { DIALECTS } from '../../dialects/registry';
import { IN_TRAEFIK } from '../../dialects/traefik/public/shapes';
import type { Code, Params } from '../../findings/catalogue';
import { finding } from '../../findings/catalogue';
import { FindingError, fail } from '../../findings/fail';
import { format } from '../../findings/finding';
import { checkedId } from '../../input/construct-id';
import { inWords, mapOf, objectOf, readStruct, required, type Shape, TEXT } from '../../input/struct-shape';
import { checkIngressClassName } from '../../installation/check-install-options';
import type { InstallOptions } from '../../installation/install-options';
import { INSTALL_OPTIONS } from '../../installation/install-shapes';
import type { KubeObject } from '../../kinds/kube-object';
import { WORKLOADS } from '../../kinds/shapes';
import { checkObjectName } from '../../model/normalize';
import { unwritableKey } from '../../model/unwritable-key';
import { InstalledObject } from '../../output/installed-object';
import type { Finding, FindingSeverity } from '../finding';
import { ControllerKind } from './controller-kind';

/** A controller for routes: installed by this app, or already installed. */
export interface IIngressController {
  /** Which controller it is. */
  readonly kind: ControllerKind;

  /** Name of the IngressClass that Ingresses for it refer to; with Gateway API the Gateway, as "namespace/name". */
  readonly ingressClassName: string;

  /**
   * Its settings as text, such as the entries of its config map. Undefined: they are not known, and findings that depend on them are
   * reported as undecided.
   */
  readonly settings?: { [key: string]: string } | undefined;
}

/** Facts about a controller that is already installed. */
export interface InstalledControllerOptions {
  /** Which controller it is. Options of its installation are not used. */
  readonly kind: ControllerKind;

  /**
   * Its settings as text: for ingress-nginx the entries of its config map, as `kubectl get configmap` shows them under `data`. An empty
   * map states that it has no settings.
   * @default - not known, and findings that depend on them are reported as undecided
   */
  readonly settings?: { [key: string]: string };
}

/** How a controller is installed. Options that only one kind of controller has are in `kind`. */
export interface IngressControllerProps extends InstallOptions {
  /** The controller, with the options that only it understands. */
  readonly kind: ControllerKind;
}

/**
 * Installs an ingress controller with all its objects. Each is an `ApiObject` that takes patches for settings without an option:
 * `workload`, `service`, and all of them in `objects`.
 *
 * Wrong values are errors at construction. Synth fails if two controllers of one app would conflict: all charts of an app are assumed
 * to go to one cluster.
 */
export class IngressController extends Construct implements IIngressController {
  /**
   * Refers to a controller that is installed already. Nothing is added to the app.
   * @param ingressClassName name of the IngressClass of the controller, as `kubectl get ingressclass` shows it
   * @param options facts about the controller
   */
  public static fromIngressClassName(ingressClassName: string, options: InstalledControllerOptions): IIngressController {
    const { kind, settings } = readStruct(options, INSTALLED, {
      owner: 'IngressController.fromIngressClassName',
      where: '',
      words: 'an object such as { kind: ControllerKind.ingressNginx() }',
    });
    readStruct({ ingressClassName }, CLASS_NAME, { owner: 'IngressController.fromIngressClassName', where: '' });
    checkIngressClassName(ingressClassName, (code, params) => fail(code, '', params));
    if (DIALECTS[kind._dialect].identity.ingressClassController === undefined)
      fail('controller/without-ingress-class', '', { kind: kind.name });
    return settings === undefined ? { kind, ingressClassName } : { kind, ingressClassName, settings: { ...settings } };
  }

  /**
   * Refers to a Gateway of Gateway API that exists already. Its listeners are not changed: they determine hosts, certificates and
   * https.
   * @param name name of the Gateway, as `kubectl get gateway` shows it
   * @param options its namespace, and the implementation that serves it
   */
  public static fromGateway(name: string, options: gatewayApi.ExistingGatewayOptions): IIngressController {
    const given = readExistingGateway(options);
    for (const [what, value] of Object.entries({ Gateway: name, namespace: given.namespace })) checkObjectName(what, value, '');
    return { kind: ControllerKind._existingGateway(given), ingressClassName: `${given.namespace}/${name}`, settings: {} };
  }

  /** Which controller it is. */
  public readonly kind: ControllerKind;

  /** Name of the IngressClass that Ingresses for it refer to; with Gateway API the Gateway, as "namespace/name". */
  public readonly ingressClassName: string;

  /** Namespace that it is installed in. */
  public readonly namespace: string;

  /** Every object of the installation, in an order in which they can be applied. */
  public readonly objects: ApiObject[];

  /**
   * Its settings as text, such as the entries of its config map, after the patches so far. Undefined: with the patches it is not known
   * where the controller reads them.
   */
  public get settings(): { [key: string]: string } | undefined {
    const { settings, settingsOf } = this._installed;
    if (settingsOf === undefined || this.installed.every(({ isPatched }) => !isPatched)) return { ...settings, ...this.settingsOfRoutes() };
    return AppState.of(this).onceOfRoutes(this, () => settingsOf(this.installed.map((object) => object.content())));
  }

  /** The workload of the controller: the Deployment or DaemonSet. An error with Gateway API, because no workload is installed. */
  public get workload(): ApiObject {
    const found = this.named(WORKLOADS);
    if (found === undefined) fail('controller/without-workload', this.node.path, { kind: this.kind.name });
    return found;
  }

  /** The Service that takes the requests of clients; undefined if `service.enabled` is false. */
  public readonly service?: ApiObject;

  /** @internal */
  public readonly _installed: Installed;

  private readonly installed: readonly InstalledObject[];

  /** Findings about the options. Synth reports conflicts with other controllers of the app. */
  public readonly findings: Finding[];

  /**
   * Installs a controller.
   * @param scope the chart, or a construct inside it
   * @param id unique in the scope
   * @param props how it is installed
   */
  public constructor(scope: Construct, id: string, props: IngressControllerProps) {
    super(scope, checkedId(scope, id, 'IngressController'));
    const given = readStruct(props, PROPS, {
      owner: 'IngressController',
      where: this.node.path,
      places: [IN_INGRESS_NGINX, IN_GATEWAY_API, IN_TRAEFIK, IN_HAPROXY, IN_AWS_LOAD_BALANCER],
    });
    const { kind, ...options } = given;
    const install = DIALECTS[kind._dialect].install;
    if (install === undefined) fail('controller/nothing-to-install', this.node.path, { kind: kind.name });
    const { namespace: chartNamespace } = Chart.of(this);
    this._installed = install(kind.version, {
      options,
      own: kind._options,
      ...(kind._variant && { variant: kind._variant }),
      ...(chartNamespace === undefined ? {} : { namespace: chartNamespace }),
    });
    const findings = this._installed.findings.map((found) => ({ ...found, where: this.node.path }));
    const error = findings.find(({ severity }) => severity === 'error');
    if (error) throw new FindingError(error);
    for (const object of this._installed.objects) {
      const path = unwritableKey(object);
      if (path !== undefined) fail('option/key-not-writable', this.node.path, { owner: `${object.kind} ${object.metadata.name}`, path });
    }
    this.findings = findings.map((found) => ({ ...found, severity: found.severity as FindingSeverity }));
    this.kind = kind;
    this.ingressClassName = this._installed.ingressClassName;
    this.namespace = this._installed.namespace;
    this.installed = this._installed.objects.map((object) => this.emit(object));
    this.objects = [...this.installed];
    const service = this.named(['Service']);
    if (service !== undefined) this.service = service;
    this.node.addValidation({ validate: () => this.validate() });
  }

  private named(kinds: readonly string[]): ApiObject | undefined {
    return this.objects.find(({ kind, name }) => kinds.includes(kind) && name === this._installed.controllerName);
  }

  private validate(): string[] {
    for (const one of this._installed.findings) if (one.severity === 'warning') emitWarning(this, one);
    return this.clashes();
  }

  /** @internal Its workloads, as they are written now. */
  public get _workloads(): readonly KubeObject[] {
    return this.installed.filter(({ kind }) => WORKLOADS.includes(kind)).map((object) => object.content());
  }

  private emit(object: KubeObject): InstalledObject {
    const takesSettings = object.kind === 'ConfigMap' && object.metadata.name === this._installed.settingsOfRoutes?.configMap;
    const further = takesSettings ? () => this.settingsOfRoutes() : undefined;
    const made = new InstalledObject(this, `${object.kind}-${object.metadata.name}`, object, () => AppState.of(this).changed(), further);
    if (object.metadata.namespace === undefined && Chart.of(this).namespace !== undefined) made.dropNamespace();
    return made;
  }

  private settingsOfRoutes(): { readonly [key: string]: string } {
    const state = AppState.of(this);
    const { settingsOfRoutes } = this._installed;
    if (settingsOfRoutes === undefined) return {};
    return state.onceOfRoutes(settingsOfRoutes, () => {
      const shared = SharedController.all(state).filter(
        ({ dialect, ingressClassName }) => dialect === DIALECTS[this.kind._dialect] && ingressClassName === this.ingressClassName,
      );
      return settingsOfRoutes.of(shared.flatMap(({ users }) => users.map((user) => user.asks().routes)));
    });
  }

  /** Conflicts with controllers created before this one. All charts of an app are assumed to go to one cluster. */
  private clashes(): string[] {
    const controllers = AppState.of(this).constructs.filter((construct) => construct instanceof IngressController);
    return controllers.slice(0, controllers.indexOf(this)).flatMap((other) => clashesBetween(this, other));
  }
}

const KIND = inWords('ControllerKind.ingressNginx()', objectOf(ControllerKind));

const CLASS_NAME: Shape<{ readonly ingressClassName: string }> = {
  ingressClassName: required(inWords('the name of an IngressClass such as "nginx"', TEXT)),
};

const INSTALLED: Shape<InstalledControllerOptions> = {
  kind: required(KIND),
  settings: inWords('a map of strings such as { "use-gzip": "true" }', mapOf(TEXT)),
};

const PROPS: Shape<IngressControllerProps> = { ...INSTALL_OPTIONS, kind: required(KIND) };

function clashesBetween(one: IngressController, before: IngressController): string[] {
  const other = before.node.path;
  const texts: string[] = [];
  const raise = <C extends Code>(code: C, params: Params<C>) => texts.push(format(finding(code, one.node.path, params)));
  const same = (keyOf: (object: KubeObject) => string | undefined) => {
    const taken = before._installed.objects.map(keyOf);
    return one._installed.objects.map(keyOf).filter((key) => key !== undefined && taken.includes(key)) as string[];
  };
  const objects = same(nameOf);
  const { ingressClassName } = one;
  const sameClass = ingressClassName === before.ingressClassName;
  const apart =
    one._installed.scope !== undefined && before._installed.scope !== undefined && one._installed.scope !== before._installed.scope;
  const values = apart ? [] : same(controllerValueOf);
  if (same(defaultClassOf).length > 0) raise('controller/default-class-clash', { other });
  if (objects.length === 0) {
    if (sameClass) raise('controller/class-clash', { ingressClassName, other });
    for (const value of values) raise('controller/controller-value-clash', { value, other });
    return texts;
  }
  // A controller that is installed twice has every object twice; one message lists all options that must differ.
  raise('controller/object-clash', {
    objects,
    other,
    namePrefix: objects.some((object) => !isNamespace(object)),
    namespace: objects.some(isNamespace),
    ingressClassName: sameClass,
    controllerValue: values.length > 0,
  });
  return texts;
}

/** The name of an object in messages. Equal IngressClasses have a message of their own. */
function nameOf({ kind, metadata }: KubeObject): string | undefined {
  if (kind === 'IngressClass') return undefined;
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

const isNamespace = (object: string): boolean => object.startsWith('Namespace ');

function defaultClassOf({ kind, metadata }: KubeObject): string | undefined {
  return kind === 'IngressClass' ? metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] : undefined;
}

function controllerValueOf({ kind, spec }: KubeObject): string | undefined {
  return kind === 'IngressClass' ? (spec as { readonly controller: string }).controller : undefined;
}

/**
 * Facts about a controller that its routes need.
 * @internal
 */
export interface ControllerReference {
  readonly dialect: DialectName;
  /** Absent: no controller is named. */
  readonly ingressClassName?: string;
  readonly facts: ControllerFacts;
  /** The construct that installs the controller; absent if this app does not install it. */
  readonly construct?: Construct;
  readonly ownedNames?: Installed['ownedNames'];
}

/**
 * Without a controller, only the guarantees of the Ingress API are known.
 * @internal
 */
export function controllerReference(controller: IIngressController | undefined): ControllerReference {
  if (controller === undefined) return { dialect: 'portable', facts: { version: 'v1' } };
  const { kind, ingressClassName } = controller;
  const known = { version: kind.version, own: kind._options, ...(kind._variant && { variant: kind._variant }) };
  if (!(controller instanceof IngressController)) {
    const { settings } = controller;
    return { dialect: kind._dialect, ingressClassName, facts: { ...known, ...(settings && { settings }) } };
  }
  const { ownedNames } = controller._installed;
  return {
    dialect: kind._dialect,
    ingressClassName,
    construct: controller,
    ...(ownedNames && { ownedNames }),
    facts: new InstalledFacts(known, controller),
  };
}

/** What is known about a controller of this app; patches may change it until synth. */
class InstalledFacts implements ControllerFacts {
  public readonly version: string;
  public readonly own?: object;
  public readonly variant?: string;

  public constructor(
    { version, own, variant }: ControllerFacts,
    private readonly controller: IngressController,
  ) {
    this.version = version;
    if (own !== undefined) this.own = own;
    if (variant !== undefined) this.variant = variant;
  }

  public get settings(): ControllerFacts['settings'] {
    return this.controller.settings;
  }

  public get workloads(): readonly KubeObject[] {
    return this.controller._workloads;
  }
}
