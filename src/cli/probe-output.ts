import { requestText } from '../proof/diff/difference-text';
import { expectedText, type Judgement, type Naming, type Reply, replyText } from '../proof/probe/judge-response';
import type { Decision } from '../table/decide';
import type { RoutingRequest } from '../table/request';
import { originText } from '../words/origin-text';
import { junitXml } from './junit';
import { markdownText } from './markdown';
import { answerJson } from './requests-output';

/** A request, what the table predicts, and what came back. */
export interface Probed extends Judgement {
  readonly request: RoutingRequest;
  /** Several if it depends on the address that the request comes from. */
  readonly expected: readonly Decision[];
  /** Absent: it was not sent. */
  readonly reply?: Reply;
  readonly seconds: number;
}

export interface ProbeResult {
  readonly probed: readonly Probed[];
  /** Ways to treat requests for which there is no request, and parts of the manifests that were not read. */
  readonly left: readonly string[];
}

/** Requests of one reason that a text names. */
const SHOWN = 3;

export const probeText = (result: ProbeResult, naming: Naming): string =>
  `${[...result.probed.flatMap((one) => differentLines(one, naming)), ...unknownLines(result), summary(result)].join('\n')}\n`;

export function probeMarkdown(result: ProbeResult, naming: Naming): string {
  const items = [
    ...result.probed
      .flatMap((one) => differentLines(one, naming))
      .map((line) => (line.startsWith(' ') ? `  - ${markdownText(line.trim())}` : `- ${markdownText(line)}`)),
    ...unknownLines(result).map((line) => `- ${markdownText(line)}`),
  ];
  return `${[`**${summary(result)}**`, ...(items.length === 0 ? [] : [items.join('\n')])].join('\n\n')}\n`;
}

function differentLines({ request, expected, reply, verdict }: Probed, naming: Naming): readonly string[] {
  if (verdict !== 'different' || reply === undefined) return [];
  const [decidedBy] = expected.map((one) => one.decidedBy);
  return [
    `different: ${requestText(request)}`,
    `  expected ${expectedText(expected)}${decidedBy === undefined || decidedBy.name === '' ? '' : ` (${originText(decidedBy)})`}`,
    `  got      ${replyText(reply, naming)}`,
  ];
}

function unknownLines({ probed, left }: ProbeResult): readonly string[] {
  const reasons = new Map<string, Probed[]>();
  for (const one of probed) {
    if (one.verdict !== 'unknown') continue;
    const known = reasons.get(one.because);
    if (known === undefined) reasons.set(one.because, [one]);
    else known.push(one);
  }
  return [
    ...[...reasons].map(([because, all]) => {
      const some = all.slice(0, SHOWN).map(({ request }) => requestText(request));
      return `not compared: ${because}: ${some.join(', ')}${all.length > SHOWN ? `, and ${all.length - SHOWN} more` : ''}`;
    }),
    ...left.map((because) => `not compared: ${because}`),
  ];
}

function summary({ probed }: ProbeResult): string {
  const count = (verdict: Probed['verdict']): number => probed.filter((one) => one.verdict === verdict).length;
  const requests = `${probed.length} request${probed.length === 1 ? '' : 's'}`;
  return `${requests}: ${count('same')} as predicted, ${count('different')} different, ${count('unknown')} not compared`;
}

export function probeJunit({ probed, left }: ProbeResult, naming: Naming): string {
  const cases = probed.map(({ request, expected, reply, seconds, verdict, because }) => ({
    suite: request.host ?? '',
    name: requestText(request),
    seconds,
    ...(verdict === 'different'
      ? { failure: `expected ${expectedText(expected)}; got ${reply === undefined ? because : replyText(reply, naming)}` }
      : {}),
    ...(verdict === 'unknown' ? { skipped: because } : {}),
  }));
  const rest = left.map((name) => ({ suite: 'manifests', name, seconds: 0, skipped: 'it cannot be compared' }));
  return junitXml('cdk8s-ingress probe', [...cases, ...rest]);
}

export const probeJson = ({ probed, left }: ProbeResult, naming: Naming): object => ({
  form: 1,
  counts: Object.fromEntries(
    (['same', 'different', 'unknown'] as const).map((verdict) => [verdict, probed.filter((one) => one.verdict === verdict).length]),
  ),
  requests: probed.map(({ request, expected, reply, seconds, verdict, because }) => ({
    url: requestText(request),
    request,
    verdict,
    because,
    expected: expected.map(answerJson),
    got: reply === undefined ? null : { ...(reply.kind === 'response' ? { status: reply.status } : {}), text: replyText(reply, naming) },
    seconds,
  })),
  left,
});
