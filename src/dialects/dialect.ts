import type { AnnotationRow } from '../annotation-table/row';
import type { Finding } from '../findings/finding';
import type { InstallOptions } from '../installation/install-options';
import type { KubeObject } from '../kinds/kube-object';
import type { ReadScope } from '../kinds/read-scope';
import type { Answers } from '../model/features';
import type { Annotations, NeutralRoute, RoutePolicies, RouteSet } from '../model/neutral-route';
import type { ObjectSlot } from '../output/object-slot';
import type { RoutingTableData } from '../table/routing-table';

/**
 * The contract between this library and one controller.
 *
 * A dialect is a folder with one file for each member below, named like it: `identity.ts`, `answers.ts`, `annotations.ts`, `render.ts`,
 * `read.ts`, `install.ts`, and `index.ts` that puts them together; a folder of the same name holds the parts of a large one.
 * It is registered in `registry.ts`. Shared code asks a dialect; it never asks which dialect it is talking to. Dialects do not import
 * each other.
 *
 * Everything a dialect claims about its controller carries a source: repository, path and version.
 */
export interface Dialect {
  readonly identity: Identity;

  /**
   * How the controller meets each feature. `check-features.ts` makes findings from it, so `render` need not; the feature table of the docs
   * comes from here too, so an answer is written once.
   */
  readonly answers: Answers;

  /**
   * Every annotation that the controller understands on an Ingress. Typed props, checks, suggestions and docs are made from
   * this one table. Empty where the target has no annotations of its own.
   */
  readonly annotations: readonly AnnotationRow[];

  /** The member of `RoutePolicies` that holds settings of this controller alone. Absent where there is none. */
  readonly nativeOption?: string;

  /** Whole annotations of those settings. Nothing is checked: that is part of `render`. */
  readonly annotationsOf?: (settings: object) => Annotations;

  /**
   * Names the objects that a route will be rendered into, without looking at other routes. Constructs must exist
   * before synth, so `PathIngress` calls this for each route as it is added; it must be cheap. The same route always gives
   * the same slots, and `render` gives exactly the objects of the slots of its routes and of its default backend.
   */
  place(route: NeutralRoute): readonly ObjectSlot[];

  /** Names the objects that a default backend will be rendered into. `policies` as `RouteSet.policies`. */
  placeDefaultBackend(policies: RoutePolicies): readonly ObjectSlot[];

  /**
   * The hosts whose paths the controller will read as regular expressions because of these routes, besides those that `to.regexHosts` has
   * already. Absent: what one construct asks for does not change how the controller reads the paths of another.
   */
  readonly regexHosts?: (routes: RouteSet, to: RenderTarget) => ReadonlySet<string>;

  /**
   * What only all routes of a controller together show; each finding is `where` its construct is. Absent: nothing.
   */
  readonly checkTogether?: (all: readonly { readonly routes: RouteSet; readonly namespace: string | undefined }[]) => readonly Finding[];

  /**
   * Names that the controller answers for besides the hosts of these routes, because of annotations: those of the routes, and those on every
   * object. Absent: none.
   */
  readonly furtherHosts?: (routes: RouteSet, onAll: Annotations) => readonly FurtherHost[];

  /**
   * Whether annotations make of an Ingress no routes of its own but alternatives for those of others, as a canary is. Absent: none do.
   */
  readonly isAlternative?: (annotations: Annotations) => boolean;

  /**
   * What to say of a route whose host and path another construct has too, with another path type. Absent: the controller takes both.
   */
  readonly overlap?: (route: string, other: string, where: string) => Finding;

  /**
   * Turns routes into objects. Never throws: what the controller would refuse is a finding with severity `error`, what
   * it would do differently from the words of the Ingress API is one with `warning` or `info`.
   */
  render(routes: RouteSet, to: RenderTarget): Rendered;

  /**
   * Builds the table that the controller would build from these objects, whoever wrote them. Absent while a
   * dialect can only be written.
   */
  readonly read?: (objects: readonly KubeObject[], at: ControllerVersion, scope?: ReadScope) => RoutingTableData;

  /** The objects that install the controller. Absent where there is nothing to install. */
  readonly install?: Installer;
}

/** The names of a controller and of what belongs to it. `identity.ts` of a dialect holds it and imports nothing. */
export interface Identity {
  /** The project's own name: `ingress-nginx`, never `nginx`, because there are two. */
  readonly name: DialectName;
  /** The version whose behaviour the dialect knows. */
  readonly version: ControllerVersion;
  /** The name for people. */
  readonly title: string;
  /** `spec.controller` of its IngressClass. */
  readonly ingressClassController?: string;
  /** The name of its IngressClass unless the user gives another one. */
  readonly className?: string;
  /** The beginning of every annotation of the controller, with the slash. Absent if it has no annotations of its own. */
  readonly annotationPrefix?: string;
  /** Texts of which every Deployment or DaemonSet that runs the controller contains one. */
  readonly workloads?: readonly string[];
}

/** A name that an annotation adds to a host. It does nothing where the name has routes of its own. */
export interface FurtherHost {
  readonly host: string;
  /** The host that it is added to. */
  readonly of: string;
  /** The key of the annotation. */
  readonly annotation: string;
}

export type DialectName = 'portable' | 'ingress-nginx';

export interface RenderTarget {
  /** Name for the object of each slot. */
  readonly nameOf: (slotKey: string) => string;
  /** Namespace of the routes; absent where the cluster's default for the manifest applies. */
  readonly namespace?: string;
  readonly ingressClassName?: string;
  /** What the user wants on every object. Annotations of the controller among them are checked like all others. */
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: Annotations;
  /** The highest risk of an annotation that the user has agreed to. */
  readonly acceptedRisk: 'Low' | 'Medium' | 'High' | 'Critical';
  /** Hosts whose paths the controller reads as regular expressions because of any routes of the app, as `Dialect.regexHosts` tells. */
  readonly regexHosts?: ReadonlySet<string>;
  readonly controller: ControllerFacts;
}

/** What is known about the controller that the routes go to; for one that is not part of the app, what the user said. */
export interface ControllerFacts {
  readonly version: ControllerVersion;
  /** The controller's own settings that change what routes may do, such as its config map. Absent: not known. */
  readonly settings?: { readonly [name: string]: string };
  /** What runs it, where the app installs it: for the flags. */
  readonly workloads?: readonly KubeObject[];
}

/** Such as `1.15.1`. */
export type ControllerVersion = string;

export interface Rendered {
  /** By slot key. */
  readonly objects: ReadonlyMap<string, KubeObject>;
  readonly findings: readonly Finding[];
}

/** Never throws: what cannot be installed is a finding with severity `error`, and then there are no objects. */
export type Installer = (version: ControllerVersion, request: InstallRequest) => Installed;

export interface InstallRequest {
  /** What every kind of controller understands. */
  readonly options: InstallOptions;
  /** What this kind alone understands: the struct that its member of `ControllerKind` took. */
  readonly own: object;
}

export interface Installed {
  readonly objects: readonly KubeObject[];
  readonly findings: readonly Finding[];
  readonly namespace: string;
  readonly ingressClassName: string;
  /** Name of what runs the controller, and of the Service in front of it. */
  readonly controllerName: string;
  /** As `ControllerFacts` has them. */
  readonly settings: { readonly [name: string]: string };
  /** Which namespaces it serves, in the user's words. Absent: all. Different words are taken as namespaces apart. */
  readonly scope?: string;
}
