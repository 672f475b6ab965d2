import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { finding } from '../../findings/catalogue';
import { didYouMean } from '../../findings/did-you-mean';
import { fail } from '../../findings/fail';
import { type Finding, format } from '../../findings/finding';
import { checkedId } from '../../input/construct-id';
import type { Resolution } from './resolution';
import type { RouteEquivalenceProps } from './route-equivalence-props';
import { readEquivalenceProps } from './route-equivalence-shapes';
import { DifferenceKind, type RoutingDiff, type RoutingDifference } from './routing-diff';
import { RoutingTable } from './routing-table';

/** Apps that are validated by one of their proofs. */
const PROVING = new WeakSet<IConstruct>();

/** Words of which the rest of `allow` are names of hosts. */
const UNDECIDED = 'diff/undecided';

/**
 * A proof that is part of an app: the app does not synthesize while a chart treats a request differently from another set of routes, or while
 * that could not be decided. For a refactoring, a move to another chart, or a migration to another controller.
 */
export class RouteEquivalence extends Construct {
  private readonly props: RouteEquivalenceProps;
  private readonly chart: Chart;

  /**
   * @param scope the chart that is compared, or a construct in it
   * @param id the id of the construct
   * @param props what the routes must do, and what may differ
   */
  public constructor(scope: Construct, id: string, props: RouteEquivalenceProps) {
    super(scope, checkedId(scope, id, 'RouteEquivalence'));
    this.props = readEquivalenceProps(props, this.node.path);
    const { before, beforeFiles, after } = this.props;
    if ((before === undefined) === (beforeFiles === undefined))
      fail('option/missing', this.node.path, {
        option: 'before',
        owner: 'RouteEquivalence',
        expected: 'a RoutingTable, or beforeFiles in its place',
      });
    checkAllowed(this.props.allow ?? [], this.node.path);
    this.chart = after ?? Chart.of(this);
    this.node.addValidation({ validate: () => this.validate() });
  }

  /** The comparison, as `RoutingTable.diff` makes it. Throws if synth of the chart throws. */
  public diff(): RoutingDiff {
    const { before, beforeFiles = [], beforeController } = this.props;
    const options = beforeController === undefined ? {} : { controller: beforeController };
    return (before ?? RoutingTable.fromFiles(beforeFiles, options)).diff(RoutingTable.ofChart(this.chart));
  }

  private validate(): string[] {
    const { root } = this.node;
    // The table of the chart validates the app once more: each proof of the app is asked by the first validation, and by no other.
    if (PROVING.has(root)) return [];
    PROVING.add(root);
    try {
      return this.findings().map(format);
    } catch (error) {
      // What the app itself says of the error is enough, but only if it is this app that is not valid.
      const isOwn = this.chart.node.root === root && error instanceof Error && error.message.startsWith('Validation failed');
      if (isOwn) return [];
      throw error;
    } finally {
      PROVING.delete(root);
    }
  }

  private findings(): readonly Finding[] {
    const { differences, undecided, raw } = this.diff();
    const { path } = this.node;
    const allowed = new Set(this.props.allow ?? []);
    const isAllowed = (code: string, hosts: readonly string[]): boolean =>
      allowed.has(code) || allowed.has(code.replace('diff/', '')) || (hosts.length > 0 && hosts.every((host) => allowed.has(host)));
    return [
      ...[...differences, ...raw.filter(({ unguards }) => unguards)]
        .filter(({ code, hosts }) => !isAllowed(code, hosts))
        .map((one) => differenceFinding(one, path)),
      ...undecided
        .filter(({ hosts }) => !isAllowed(UNDECIDED, hosts))
        .map(({ because, hosts: [host] }) => finding(UNDECIDED, path, { because: host === undefined ? because : `${host}: ${because}` })),
    ];
  }
}

/** A kind that is misspelt would be the name of a host. */
function checkAllowed(allow: readonly string[], where: string): void {
  const known = Object.values(DifferenceKind).flatMap((kind) => [kind, `diff/${kind}`]);
  for (const word of allow) {
    if ([...known, UNDECIDED].includes(word)) continue;
    const suggestion = didYouMean(word, [...known, UNDECIDED]);
    if (suggestion !== undefined || !/^[\w*.-]+$/.test(word))
      fail('option/unknown', where, { option: word, owner: 'allow of RouteEquivalence', known, suggestion, instead: undefined });
  }
}

const differenceFinding = ({ kind, method, url, headers, what, changes, before, after }: RoutingDifference, path: string): Finding => {
  const lines = Object.entries(headers).map(([name, value]) => ` ${name}: ${value}`);
  const request = `${method === 'GET' ? '' : `${method} `}${url}${lines.join('')}`;
  const values = changes.map((one) => `${one.part}: before ${one.before}, after ${one.after}`);
  return finding(`diff/${kind}`, path, {
    request,
    what,
    before: answerText(before),
    after: [answerText(after), ...values].join('; '),
  });
};

function answerText({ status, backend, upstreamPath, redirect, alternatives, because }: Resolution): string {
  if (alternatives.length > 0)
    return alternatives.map(({ share, resolution }) => `${Math.round(share * 1000) / 10}% ${answerText(resolution)}`).join(', ');
  if (redirect !== undefined) return `${status} to ${redirect}`;
  if (backend !== undefined) return `${backend.namespace}/${backend.service}:${backend.port} gets ${upstreamPath}`;
  return status === undefined ? (because ?? 'no answer') : `status ${status}`;
}
