import type { App, Chart } from 'cdk8s';
import type { ReadTable } from '../../manifests/read-table';
import type { Finding } from '../finding';
import type { Resolution } from './resolution';
import type { RoutingRequestOptions, RoutingTableOptions } from './routing-table-options';
import { readRequestOptions, readTableOptions } from './routing-table-shapes';

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
  public get findings(): Finding[] {
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
const reader = () => require('./read-manifests') as typeof import('./read-manifests');
const answers = () => require('./answers') as typeof import('./answers');
