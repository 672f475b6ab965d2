import { items } from '../../../../annotation-table/list-text';
import { isGoInteger } from '../../../../annotation-table/go-text';
import { milliseconds } from '../durations';
import { rule, type Rule, type RuleSource } from '../rule';

/**
 * Whether a client asks too often depends on its requests before, so a limit is an effect and no step.
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
  const spared = items(said.text('rate-limit-whitelist'));
  const size = said.text('rate-limit-size');
  return [
    rule('rateLimit', {
      TableName: table,
      ReqsLimit: Number(requests),
      DenyStatusCode: isGoInteger(status) ? Number(status) : 0,
      WhitelistIPs: listOrNull(spared.filter((one) => !one.startsWith('patterns/'))),
      WhitelistMaps: listOrNull(spared.filter((one) => one.startsWith('patterns/'))),
    }),
    rule('track', { TableName: table, TablePeriod: period, TableSize: size === '' ? null : sizeOf(size), TrackKey: 'src' }),
  ];
}

const listOrNull = (list: readonly string[]): readonly string[] | null => (list.length === 0 ? null : list);

/** haproxytech/kubernetes-ingress@v3.2.11:pkg/utils/utils.go (`ParseSize`). */
function sizeOf(text: string): number {
  const [, number = '0', unit = ''] = /^(\d+)([kmg]?)$/.exec(text) ?? [];
  return Number(number) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit);
}
