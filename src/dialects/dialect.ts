import type { AnnotationRow } from '../annotation-table/row';
import type { Finding } from '../findings/finding';
import type { InstallOptions } from '../installation/install-options';
import type { KubeObject } from '../kinds/kube-object';
import type { ReadScope } from '../kinds/read-scope';
import type { Shape } from '../kinds/shapes';
import type { Answers } from '../model/features';
import type {
  Annotations,
  HostMatch,
  HostPolicies,
  Native,
  NeutralRoute,
  RoutePolicies,
  RouteSet,
  ServiceRef,
  TlsCertificate,
} from '../model/neutral-route';
import type { ObjectSlot } from '../output/object-slot';
import type { Origin, RoutingTableData } from '../table/routing-table';

/**
 * The contract between this library and one controller.
 *
 * A dialect is a folder with one file for each member below, named like it: `identity.ts`, `answers.ts`, `native.ts`, `render.ts`,
 * `read.ts`, `install.ts`, and `index.ts` that puts them together; a folder of the same name holds the parts of a large one. It is
 * registered in `registry.ts`. Shared code uses the members of a dialect; it never checks which dialect it is. Dialects do not import
 * each other.
 *
 * Every statement of a dialect about its controller has a source: repository, path and version.
 */
export interface Dialect {
  readonly identity: Identity;

  /**
   * The support of the controller for each feature. `check-features.ts` makes findings from it, so `render` need not. The feature table
   * of the docs is generated from it too, so an answer is written once.
   */
  answers(variant: Variant): Answers;

  /** The implementations that the dialect covers, each with its own answers. Absent: the one that `identity` names. */
  readonly variants?: readonly NamedVariant[];

  /** Settings that only this controller has. Absent: it has none. */
  readonly native?: NativeSettings;

  /**
   * Names the objects that the last of these routes, the default backend if there is one, and the certificates will be rendered into.
   * Constructs must exist before synth, so `PathIngress` calls this for each addition of a route, a default backend or a certificate.
   * It must be cheap. It may look back at earlier routes, never ahead: a slot that was returned once is final. `render` returns exactly
   * the objects of all slots.
   */
  place(soFar: RoutesSoFar): readonly ObjectSlot[];

  /**
   * Renders the routes of all constructs of one controller: the routes of one construct may depend on the others. Never throws: a route
   * that the controller would refuse is a finding with severity `error`, and a difference from the Ingress API is one with `warning` or
   * `info`.
   */
  render(all: ControllerRoutes): RenderedRoutes;

  /** Builds the table that the controller would build from these objects, whoever wrote them. Absent for a dialect that can only render. */
  readonly read?: (objects: readonly KubeObject[], scope?: ReadScope) => RoutingTableData;

  /** The objects that install the controller. Absent if there is nothing to install. */
  readonly install?: Installer;
}

/** The findings of synth about settings of routes, for objects of any origin. */
export interface ObjectCheck {
  /** The annotations of the controller, for suggestions. */
  readonly annotations: readonly AnnotationRow[];
  readonly findings: (
    objects: readonly KubeObject[],
    scope: ReadScope,
    /** The place of an object or field. */
    whereOf: (origin: Origin) => string,
  ) => readonly Finding[];
}

/** The names of a controller and of what belongs to it. `identity.ts` of a dialect holds it and imports nothing. */
export interface Identity {
  /**
   * The project's own name: `ingress-nginx`, never `nginx`, because there are two. Where one dialect reads several variants, the variant
   * follows after a slash.
   */
  readonly name: string;
  /** The version whose behaviour the dialect knows. */
  readonly version: ControllerVersion;
  /** The name in texts. */
  readonly title: string;
  /** Whether it sends plain http to https by itself where a host has a certificate. Absent: it does not, or nobody knows. */
  readonly httpsRedirect?: 'whenTls' | 'never';
  /** `spec.controller` of its IngressClass. */
  readonly ingressClassController?: string;
  /** What `spec.controller` is for further controllers of the same software in a cluster, by convention. */
  readonly furtherIngressClassControllers?: RegExp;
  /** `spec.controllerName` of its GatewayClasses, and their usual name. */
  readonly gatewayControllers?: readonly string[];
  readonly gatewayClassName?: string;
  /** The name of its IngressClass unless the user gives another one. */
  readonly className?: string;
  /** The beginning of every annotation of the controller, with the slash. Absent if it has no annotations of its own. */
  readonly annotationPrefix?: string;
  /** How it keeps clients out, for those who lose a guard of another controller: what follows "use". */
  readonly guards?: string;
  /** Texts that identify the controller: every Deployment or DaemonSet that runs it contains one of them. */
  readonly workloads?: readonly string[];
}

/** Kinds that only one controller reads, such as those of its own CRDs. */
export interface RoutingKinds {
  readonly [kind: string]: {
    readonly apiGroup: string;
    readonly shape: Shape;
    /** Whether its objects hold routes, and not only what routes refer to. */
    readonly holdsRoutes?: boolean;
    /** Whether other controllers read them too, so that an object does not show which controller is used. */
    readonly shared?: boolean;
  };
}

/** The dialects that render. */
export type DialectName = 'portable' | 'ingress-nginx' | 'gateway-api' | 'traefik' | 'haproxy' | 'aws-load-balancer';

/** The choices that the answers of one dialect may depend on. */
export interface Variant {
  readonly version: ControllerVersion;
  /** Which of the `variants`. Absent: the first. */
  readonly variant?: string;
  /** Options that only this kind has: the struct that its member of `ControllerKind` took. */
  readonly own?: object;
}

/** One of the implementations that a dialect covers. */
export interface NamedVariant extends Variant {
  readonly variant: string;
  /** The name in texts. */
  readonly title: string;
}

/** Typed settings of one controller, beside the policies that every controller has. */
export interface NativeSettings {
  /** The member of `RoutePolicies` that holds them. */
  readonly option: string;
  /** The annotations of the controller, for suggestions. */
  readonly annotations: readonly AnnotationRow[];
  /** The Services that annotations name, in the namespace of the routes. Absent: none does. */
  services?(annotations: Annotations): readonly AnnotatedService[];
  /** The settings in the form of the model, merged over inherited ones. They are not checked: `render` does that. */
  read(settings: object, inherited?: Native): Native;
}

/** A Service by its name, and the full key of the annotation that names it. */
export interface AnnotatedService {
  readonly annotation: string;
  readonly service: string;
}

/** The routes of one construct as of now. The list of routes stays the same object. */
export interface RoutesSoFar extends Home {
  readonly routes: readonly NeutralRoute[];
  /** The list of certificates stays the same object too. */
  readonly tls: readonly TlsCertificate[];
  readonly defaultBackend?: ServiceRef;
  /** Policies of the default backend. */
  readonly policies: RoutePolicies;
  /** Native settings of the default backend. */
  readonly native: Native;
  readonly hosts: HostPolicies;
  /** All hosts of the routes and of the construct itself, without duplicates. */
  readonly hostMatches: readonly HostMatch[];
}

/** The namespace and the controller of the routes of a construct. */
export interface Home {
  readonly controller: ControllerFacts;
  readonly ingressClassName?: string;
  /** Namespace of the routes; absent if the cluster's default for the manifest applies. */
  readonly namespace?: string;
}

/** Every construct that has routes for one controller. */
export interface ControllerRoutes {
  readonly controller: ControllerFacts;
  readonly ingressClassName?: string;
  readonly constructs: readonly ConstructRoutes[];
  /** Name of the object of a slot that the controller owns. */
  readonly nameOf: (slotKey: string) => string;
  /** The number of a port that a route gives by name, if the app creates the Service. */
  readonly portOf: (service: ServiceRef, namespace: string | undefined) => number | undefined;
}

/** The routes and settings of one construct. */
export interface ConstructRoutes {
  readonly routes: RouteSet;
  /** Name of the object of each slot of this construct. */
  readonly nameOf: (slotKey: string) => string;
  /** Namespace of the routes; absent if the cluster's default for the manifest applies. */
  readonly namespace?: string;
  /** Labels and annotations of every object. Annotations of the controller among them are checked like all others. */
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: Annotations;
}

/** Known facts about the controller of the routes; for one that is not part of the app, the facts that the user gave. */
export interface ControllerFacts extends Variant {
  /** The controller's own settings that change what routes may do, such as its config map. Absent: not known. */
  readonly settings?: { readonly [name: string]: string } | undefined;
  /** Its workload, if the app installs it: it shows the flags. */
  readonly workloads?: readonly KubeObject[];
}

/** Such as `1.15.1`. */
export type ControllerVersion = string;

export interface RenderedRoutes {
  /** One for each construct, in their order. */
  readonly constructs: readonly Rendered[];
  /** By slot key: the objects that the controller owns. */
  readonly shared?: ReadonlyMap<string, KubeObject>;
}

/** The result of rendering the routes of one construct. */
export interface Rendered {
  /** By slot key. */
  readonly objects: ReadonlyMap<string, KubeObject>;
  readonly findings: readonly Finding[];
  /** Names that native settings add to the hosts of the routes. */
  readonly furtherHosts?: readonly string[];
  /**
   * Indexes of the routes, -1 for the default backend, that native settings turn into alternatives for other routes, such as a canary.
   * They take no requests of their own.
   */
  readonly alternatives?: ReadonlySet<number>;
}

/** Never throws: if it cannot be installed, there is a finding with severity `error`, and there are no objects. */
export type Installer = (version: ControllerVersion, request: InstallRequest) => Installed;

export interface InstallRequest {
  /** Options that every kind of controller has. */
  readonly options: InstallOptions;
  /** Options that only this kind has: the struct that its member of `ControllerKind` took. */
  readonly own: object;
  /** Which of the variants. */
  readonly variant?: string;
  /** Namespace of the chart. */
  readonly namespace?: string;
}

export interface Installed {
  readonly objects: readonly KubeObject[];
  readonly findings: readonly Finding[];
  readonly namespace: string;
  /** The name that routes refer to: its IngressClass, or the namespace and name of its Gateway with a slash between. */
  readonly ingressClassName: string;
  /** Name of the workload of the controller, and of the Service in front of it. */
  readonly controllerName: string;
  /** As `ControllerFacts` has them. */
  readonly settings: { readonly [name: string]: string };
  /** Settings that the routes of the app need besides these, and the name of the ConfigMap that takes them. Absent: none. */
  readonly settingsOfRoutes?: { readonly configMap: string; of(routes: readonly RouteSet[]): { readonly [name: string]: string } };
  /** The settings after patches of the objects; undefined if they cannot be found any more. Absent: no object holds settings. */
  readonly settingsOf?: (objects: readonly KubeObject[]) => { readonly [name: string]: string } | undefined;
  /** Names of the objects in the slots that the controller owns. Absent: the chart names them, and they are in its namespace. */
  readonly ownedNames?: { readonly name?: string; readonly namespace?: string };
  /** The namespaces that it serves, as the user gave them. Absent: all. Different values are assumed to be disjoint. */
  readonly scope?: string;
}
