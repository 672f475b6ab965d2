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
 * A dialect is a folder with one file for each member below, named like it: `identity.ts`, `answers.ts`, `native.ts`, `render.ts`, `read.ts`,
 * `install.ts`, and `index.ts` that puts them together; a folder of the same name holds the parts of a large one. It is registered in
 * `registry.ts`. Shared code asks a dialect; it never asks which dialect it is talking to. Dialects do not import each other.
 *
 * Everything a dialect claims about its controller carries a source: repository, path and version.
 */
export interface Dialect {
  readonly identity: Identity;

  /**
   * How the controller meets each feature. `check-features.ts` makes findings from it, so `render` need not; the feature table of the docs
   * comes from here too, so an answer is written once.
   */
  answers(variant: Variant): Answers;

  /** The programs that the dialect is for, each with answers of its own. Absent: the one that `identity` names. */
  readonly variants?: readonly NamedVariant[];

  /** Settings that this controller alone understands. Absent: it has none. */
  readonly native?: NativeSettings;

  /**
   * Names the objects that the last of these routes, the default backend if there is one, and the certificates will be rendered into.
   * Constructs must exist before synth, so `PathIngress` calls this for each addition of a route, a default backend or a certificate. It must
   * be cheap. It may look back at earlier routes, never ahead: a slot once given stays. `render` gives exactly the objects of all slots that were given.
   */
  place(soFar: RoutesSoFar): readonly ObjectSlot[];

  /**
   * Turns the routes of every construct of one controller into objects: none can be rendered without looking at the others. Never throws:
   * what the controller would refuse is a finding with severity `error`, and a difference from the words of the Ingress API is one with
   * `warning` or `info`.
   */
  render(all: ControllerRoutes): RenderedRoutes;

  /**
   * Builds the table that the controller would build from these objects, whoever wrote them. Absent while a dialect can only be written.
   */
  readonly read?: (objects: readonly KubeObject[], scope?: ReadScope) => RoutingTableData;

  /** The objects that install the controller. Absent where there is nothing to install. */
  readonly install?: Installer;
}

/** What synth says about the settings of routes, for objects that anybody wrote. */
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
  /** The name for people. */
  readonly title: string;
  /** `spec.controller` of its IngressClass. */
  readonly ingressClassController?: string;
  /** `spec.controllerName` of its GatewayClasses, and their usual name. */
  readonly gatewayControllers?: readonly string[];
  readonly gatewayClassName?: string;
  /** The name of its IngressClass unless the user gives another one. */
  readonly className?: string;
  /** The beginning of every annotation of the controller, with the slash. Absent if it has no annotations of its own. */
  readonly annotationPrefix?: string;
  /** Texts of which every Deployment or DaemonSet that runs the controller contains one. */
  readonly workloads?: readonly string[];
}

/** Kinds that one controller alone reads, such as those of its own CRDs. */
export interface RoutingKinds {
  readonly [kind: string]: {
    readonly apiGroup: string;
    readonly shape: Shape;
    /** Whether its objects hold routes, and not only what routes refer to. */
    readonly holdsRoutes?: boolean;
    /** Whether other controllers read them too, so that an object shows none of them. */
    readonly shared?: boolean;
  };
}

/** The dialects that render. */
export type DialectName = 'portable' | 'ingress-nginx' | 'gateway-api' | 'traefik' | 'haproxy' | 'aws-load-balancer';

/** What the answers of one dialect may depend on. */
export interface Variant {
  readonly version: ControllerVersion;
  /** Which of the `variants`. Absent: the first. */
  readonly variant?: string;
  /** What this kind alone understands: the struct that its member of `ControllerKind` took. */
  readonly own?: object;
}

/** One of the programs that a dialect is for. */
export interface NamedVariant extends Variant {
  readonly variant: string;
  /** The name for people. */
  readonly title: string;
}

/** Typed settings of one controller, beside the policies that every controller has. */
export interface NativeSettings {
  /** The member of `RoutePolicies` that holds them. */
  readonly option: string;
  /** The annotations of the controller, for suggestions. */
  readonly annotations: readonly AnnotationRow[];
  /** The settings in the form of the model, on top of those that are inherited. Nothing is checked: that is part of `render`. */
  read(settings: object, inherited?: Native): Native;
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
  /** Every host that some route or the construct itself names, each once. */
  readonly hostMatches: readonly HostMatch[];
}

/** Where the routes of a construct are, and whom they are for. */
export interface Home {
  readonly controller: ControllerFacts;
  readonly ingressClassName?: string;
  /** Namespace of the routes; absent where the cluster's default for the manifest applies. */
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

/** What one construct asks for. */
export interface ConstructRoutes {
  readonly routes: RouteSet;
  /** Name of the object of each slot of this construct. */
  readonly nameOf: (slotKey: string) => string;
  /** Namespace of the routes; absent where the cluster's default for the manifest applies. */
  readonly namespace?: string;
  /** Labels and annotations of every object. Annotations of the controller among them are checked like all others. */
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: Annotations;
}

/** What is known about the controller that the routes go to; for one that is not part of the app, what the user said. */
export interface ControllerFacts extends Variant {
  /** The controller's own settings that change what routes may do, such as its config map. Absent: not known. */
  readonly settings?: { readonly [name: string]: string } | undefined;
  /** What runs it, where the app installs it: for the flags. */
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

/** What the routes of one construct become. */
export interface Rendered {
  /** By slot key. */
  readonly objects: ReadonlyMap<string, KubeObject>;
  readonly findings: readonly Finding[];
  /** Names that the controller answers for besides the hosts of the routes, because of native settings. */
  readonly furtherHosts?: readonly string[];
  /**
   * Indexes of the routes, -1 for the default backend, that native settings make alternatives of other routes, as a canary is. They take no
   * requests of their own.
   */
  readonly alternatives?: ReadonlySet<number>;
}

/** Never throws: what cannot be installed is a finding with severity `error`, and then there are no objects. */
export type Installer = (version: ControllerVersion, request: InstallRequest) => Installed;

export interface InstallRequest {
  /** What every kind of controller understands. */
  readonly options: InstallOptions;
  /** What this kind alone understands: the struct that its member of `ControllerKind` took. */
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
  /** What routes name it by: its IngressClass, or namespace and name of its Gateway with a slash between. */
  readonly ingressClassName: string;
  /** Name of what runs the controller, and of the Service in front of it. */
  readonly controllerName: string;
  /** As `ControllerFacts` has them. */
  readonly settings: { readonly [name: string]: string };
  /** The settings after the objects were patched; undefined if they cannot be found any more. Absent: no object holds any. */
  readonly settingsOf?: (objects: readonly KubeObject[]) => { readonly [name: string]: string } | undefined;
  /** Of the objects in the slots that the controller owns. Absent: the chart names them, and they are in its namespace. */
  readonly ownedNames?: { readonly name?: string; readonly namespace?: string };
  /** Which namespaces it serves, in the user's words. Absent: all. Different words are taken as namespaces apart. */
  readonly scope?: string;
}
