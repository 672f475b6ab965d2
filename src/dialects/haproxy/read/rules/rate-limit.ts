import { isGoInteger } from '../../../../annotation-table/go-text';
import { items } from '../../../../annotation-table/list-text';
import type { Gate, Step } from '../../../../table/routing-table';
import { milliseconds } from '../durations';
import { type Rule, type RuleSource, rule } from '../rule';

/**
 * A limit of requests by address. Refused requests count, and Ingresses with the same period count together.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/reqRateLimit.go, pkg/haproxy/rules/reqRatelimit.go, reqTrack.go.
 */
export function rateLimitRules({ said, fault }: RuleSource): readonly Rule[] {
  const requests = said.text('rate-limit-requests');
  if (requests === '') return [];
  const period = milliseconds(said.text('rate-limit-period'));
  if (period === undefined) {
    const because = 'rate-limit-requests without rate-limit-period names a table that there is not, and HAProxy refuses the configuration';
    fault({ kind: 'frozen', annotation: 'rate-limit-requests', because });
    return [];
  }
  const table = `RateLimit-${period}`;
  const status = said.text('rate-limit-status-code');
  const denied = isGoInteger(status) ? Number(status) : 0;
  const listed = items(said.text('rate-limit-whitelist'));
  const [files, spared] = [listed.filter((one) => one.startsWith('patterns/')), listed.filter((one) => !one.startsWith('patterns/'))];
  const gate: Gate = {
    kind: 'requestRate',
    requests: Number(requests),
    seconds: period / 1000,
    counter: table,
    spared,
    status: denied || DENIED,
  };
  const step: Step = { kind: 'gate', gate, origin: said.origin('rate-limit-requests') };
  const size = said.text('rate-limit-size');
  return [
    rule(
      'rateLimit',
      {
        TableName: table,
        ReqsLimit: Number(requests),
        DenyStatusCode: denied,
        WhitelistIPs: listOrNull(spared),
        WhitelistMaps: listOrNull(files),
      },
      Number(requests) === 0 ? [] : [step],
    ),
    rule('track', { TableName: table, TablePeriod: period, TableSize: size === '' ? null : sizeOf(size), TrackKey: 'src' }),
  ];
}

/** Without another status. */
const DENIED = 403;

const listOrNull = (list: readonly string[]): readonly string[] | null => (list.length === 0 ? null : list);

/** haproxytech/kubernetes-ingress@v3.2.11:pkg/utils/utils.go (`ParseSize`). */
function sizeOf(text: string): number {
  const [, number = '0', unit = ''] = /^(\d+)([kmg]?)$/.exec(text) ?? [];
  return Number(number) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit);
}
