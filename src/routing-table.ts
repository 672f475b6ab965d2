import type { App, Chart } from 'cdk8s';
import type { IIngressController } from './ingress-controller';
import { readRequestOptions, readTableOptions } from './input/routing-table-shapes';
import type { ReadTable } from './manifest-files/read-table';
import type { RouteFinding } from './path-ingress-options';

/** What is known about manifests besides themselves. */
export interface RoutingTableOptions {
  /**
   * The controller that will read them: an `IngressController`, or `IngressController.imported({ ... })` with its class and settings.
   *
   * @default - of a chart or app the one that its PathIngresses are for; else the manifests decide, by an IngressClass, the name of the
   * class, or annotations of a controller
   */
  readonly controller?: IIngressController;

  /**
   * Whether the manifests are all that there is in the cluster. If not, a Service, Secret or IngressClass that is missing among them is
   * taken to exist.
   *
   * @default false
   */
  readonly complete?: boolean;
}

/** What a request has besides its URL. */
export interface RoutingRequestOptions {
  /**
   * The method.
   *
   * @default "GET"
   */
  readonly method?: string;

  /**
   * Headers by name; names are compared without case. The Host header comes from the URL.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };

  /**
   * The address that the client connects from, such as "10.0.0.1".
   *
   * @default - one that is let in wherever addresses are restricted
   */
  readonly clientAddress?: string;
}

/** What kind of thing happens to a request. */
export enum ResolutionKind {
  /** It goes to a Service. */
  FORWARD = 'forward',
  /** The client is sent elsewhere. */
  REDIRECT = 'redirect',
  /** The controller answers by itself, such as 404 where no route takes it. */
  ANSWER = 'answer',
  /** Chance decides between `alternatives`. */
  WEIGHTED = 'weighted',
  /** The manifests, or the Ingress API, leave it open; `because` says what. Never a guess. */
  UNDECIDED = 'undecided',
}

/** An object and the field of it that decides. */
export interface ManifestField {
  /** Such as "Ingress". */
  readonly kind: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its name; empty for the controller itself. */
  readonly name: string;
  /** Such as `spec.rules[0].http.paths[1]`. */
  readonly field: string;
}

/** One of several things that may happen. */
export interface WeightedResolution {
  /** Of all such requests; shares add up to 1. */
  readonly share: number;
  /** What happens. */
  readonly resolution: Resolution;
}

/** What happens to a request. */
export interface Resolution {
  /** What kind of thing happens. */
  readonly kind: ResolutionKind;

  /**
   * The status that the client gets.
   *
   * @default - the backend's affair, or undecided
   */
  readonly status?: number;

  /**
   * Where the request goes: `namespace/service:port`, or `default-backend` for what the controller itself serves.
   *
   * @default - nowhere
   */
  readonly backend?: string;

  /**
   * Path and query as the backend gets them.
   *
   * @default - no Service gets the request
   */
  readonly upstreamPath?: string;

  /**
   * The Location header of a redirect.
   *
   * @default - no redirect
   */
  readonly redirect?: string;

  /**
   * Which object and field decide.
   *
   * @default - none does
   */
  readonly decidedBy?: ManifestField;

  /**
   * Why it is so, where the controller answers by itself or nothing could be decided.
   *
   * @default - what `decidedBy` says is reason enough
   */
  readonly because?: string;

  /** What has to be so for this answer and cannot be seen in the request, such as valid credentials. */
  readonly assuming: string[];

  /** What may happen where chance decides; else empty. */
  readonly alternatives: WeightedResolution[];
}

/**
 * What a controller will do with any request, read from manifests, whoever wrote them: a chart of this app, files of Helm, or what
 * `kubectl get -o yaml` prints. Nothing is deployed, and no cluster is asked.
 */
export class RoutingTable {
  /**
   * The table of what a chart synthesizes. Throws what synth of the chart throws.
   *
   * @param chart of which the objects are taken; not of other charts
   * @param options what is known besides
   */
  public static ofChart(chart: Chart, options: RoutingTableOptions = {}): RoutingTable {
    return new RoutingTable(reader().readCharts([chart], readTableOptions(options, 'RoutingTable.ofChart')));
  }

  /**
   * The table of what all charts of an app synthesize. Throws what synth throws.
   *
   * @param app with the charts
   * @param options what is known besides
   */
  public static ofApp(app: App, options: RoutingTableOptions = {}): RoutingTable {
    return new RoutingTable(reader().readCharts(app.charts, readTableOptions(options, 'RoutingTable.ofApp')));
  }

  /**
   * The table of manifests in files, as the command line reads them. What cannot be read is a finding. Throws where there is no such file.
   *
   * @param files files, folders and globs such as `dist/*.yaml`
   * @param options what is known besides
   */
  public static fromFiles(files: string[], options: RoutingTableOptions = {}): RoutingTable {
    return new RoutingTable(reader().readFiles(files, readTableOptions(options, 'RoutingTable.fromFiles')));
  }

  /**
   * The table of manifests in a text, such as what `helm template` prints. What cannot be read is a finding.
   *
   * @param text YAML with any number of documents, or JSON
   * @param options what is known besides
   */
  public static fromYaml(text: string, options: RoutingTableOptions = {}): RoutingTable {
    return new RoutingTable(reader().readText(text, readTableOptions(options, 'RoutingTable.fromYaml')));
  }

  private constructor(private readonly read: ReadTable) {}

  /** The controller that the table is true for, such as "ingress-nginx"; "portable" is what the Ingress API alone promises. */
  public get controller(): string {
    return this.read.table.controller;
  }

  /** The version of the controller whose behaviour the table has, such as "1.15.1". */
  public get version(): string {
    return this.read.table.version;
  }

  /** What is refused, keeps the controller from loading its configuration, or may surprise; errors first. The same as `cdk8s-ingress check`. */
  public get findings(): RouteFinding[] {
    return answers().findingsOf(this.read);
  }

  /**
   * What happens to a request.
   *
   * @param url with scheme and host, and the path exactly as it is sent: `https://shop.example.com/cart?item=1`
   * @param request what else it has
   */
  public resolve(url: string, request: RoutingRequestOptions = {}): Resolution {
    return answers().resolutionOf(this.read, url, readRequestOptions(request));
  }

  /**
   * The same in words, step by step: which host takes it, which routes are looked at and why each loses, and which field decides. The words
   * may change in any release.
   *
   * @param url with scheme and host, and the path exactly as it is sent
   * @param request what else it has
   */
  public explain(url: string, request: RoutingRequestOptions = {}): string {
    return answers().explanationOf(this.read, url, readRequestOptions(request));
  }

  /** All hosts and routes as text, in the order in which they are compared: fit for a snapshot. */
  public toString(): string {
    return answers().textOf(this.read);
  }
}

// Loaded only now: an app that just synthesizes has no need of them.
const reader = () => require('./routing-table/read-manifests') as typeof import('./routing-table/read-manifests');
const answers = () => require('./routing-table/answers') as typeof import('./routing-table/answers');
