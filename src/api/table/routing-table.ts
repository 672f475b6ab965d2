import type { App, Chart } from 'cdk8s';
import { fail } from '../../findings/fail';
import type { ReadTable } from '../../manifests/read-table';
import type { Finding } from '../finding';
import type { Resolution } from './resolution';
import type { RoutingDiff, RoutingDiffOptions } from './routing-diff';
import type { RoutingRequestOptions, RoutingTableOptions } from './routing-table-options';
import {
  isTable,
  readApp,
  readChart,
  readDiffOptions,
  readFileNames,
  readRequestOptions,
  readTableOptions,
  readText,
  readUrl,
} from './routing-table-shapes';

/**
 * Predicts how a controller treats any request. The table is read from manifests of any origin: a chart of this app, output of Helm, or
 * the output of `kubectl get -o yaml`. Nothing is deployed, and no cluster is needed.
 */
export class RoutingTable {
  /**
   * The table of the manifests of one chart. Throws if synth of the chart throws.
   *
   * @param chart the chart; objects of other charts are left out
   * @param options what the manifests do not say
   */
  public static ofChart(chart: Chart, options: RoutingTableOptions = {}): RoutingTable {
    readChart(chart);
    return new RoutingTable(reader().readCharts([chart], readTableOptions(options, 'RoutingTable.ofChart')));
  }

  /**
   * The table of the manifests of all charts of an app. Throws if synth throws.
   *
   * @param app the app
   * @param options what the manifests do not say
   */
  public static ofApp(app: App, options: RoutingTableOptions = {}): RoutingTable {
    return new RoutingTable(reader().readCharts(readApp(app).charts, readTableOptions(options, 'RoutingTable.ofApp')));
  }

  /**
   * The table of manifests in files, as the command line reads them. An unreadable document is a finding. Throws if a file does not exist.
   *
   * @param files files, folders and globs such as `dist/*.yaml`
   * @param options what the manifests do not say
   */
  public static fromFiles(files: string[], options: RoutingTableOptions = {}): RoutingTable {
    return new RoutingTable(reader().readFiles(readFileNames(files), readTableOptions(options, 'RoutingTable.fromFiles')));
  }

  /**
   * The table of manifests in a text, such as the output of `helm template`. An unreadable document is a finding.
   *
   * @param text YAML with any number of documents, or JSON
   * @param options what the manifests do not say
   */
  public static fromYaml(text: string, options: RoutingTableOptions = {}): RoutingTable {
    return new RoutingTable(reader().readText(readText(text), readTableOptions(options, 'RoutingTable.fromYaml')));
  }

  private constructor(private readonly read: ReadTable) {}

  /** The controller of the table, such as "ingress-nginx"; "portable" stands for the guarantees of the Ingress API alone. */
  public get controller(): string {
    return this.read.table.controller;
  }

  /** The version of the controller whose behaviour the table describes, such as "1.15.1". */
  public get version(): string {
    return this.read.table.version;
  }

  /**
   * Findings about refused objects, configurations that the controller does not load, and surprising behaviour; errors first. The same
   * as `cdk8s-ingress check`.
   */
  public get findings(): Finding[] {
    return answers().findingsOf(this.read);
  }

  /**
   * Resolves a request: returns its outcome.
   *
   * @param url with scheme and host, and the path exactly as it is sent: `https://shop.example.com/cart?item=1`
   * @param request the rest of the request
   */
  public resolve(url: string, request: RoutingRequestOptions = {}): Resolution {
    return answers().resolutionOf(this.read, readUrl(url), readRequestOptions(request));
  }

  /**
   * Explains a request in words, step by step: which host takes it, which routes are compared and why each does not match, and which
   * field decides. The wording may change in any release.
   *
   * @param url with scheme and host, and the path exactly as it is sent
   * @param request the rest of the request
   */
  public explain(url: string, request: RoutingRequestOptions = {}): string {
    return answers().explanationOf(this.read, readUrl(url), readRequestOptions(request));
  }

  /**
   * Compares two tables for every request. The result is a proof that they treat all requests alike, or requests that they treat
   * differently, the worst first.
   *
   * @param other the table afterwards, of any controller
   * @param options limits of the comparison
   */
  public diff(other: RoutingTable, options: RoutingDiffOptions = {}): RoutingDiff {
    if (!isTable(other)) fail('option/wrong-type', '', { option: 'other', owner: 'RoutingTable.diff', value: other, expected: OTHER });
    return differ().diffOf(this.read, other.read, readDiffOptions(options));
  }

  /** All hosts and routes as text, in the order in which they are compared. The text is fit for a snapshot. */
  public toString(): string {
    return answers().textOf(this.read);
  }
}

const OTHER = 'a RoutingTable such as RoutingTable.ofChart(chart)';

// Loaded late, because an app that is only synthesized does not need them.
const reader = () => require('./read-manifests') as typeof import('./read-manifests');
const answers = () => require('./answers') as typeof import('./answers');
const differ = () => require('./diff-of') as typeof import('./diff-of');
