import type { Decision } from '../../table/decide';
import type { Origin } from '../../table/origin';
import type { RoutingRequest } from '../../table/request';
import { backendName } from '../../words/decision-kind';
import { originText } from '../../words/origin-text';
import { readableText, shortText } from '../../words/readable-text';
import type { ChangedPart, PartValue } from './changed-parts';
import type { Difference, UndecidedPart } from './difference';
import type { DifferenceGroup } from './groups';

/** `unguarded: POST http://shop.example.com/cart: ...`, then what both sides do. */
export const differenceText = ({
  kind,
  what,
  changes,
  request,
  before,
  after,
  beforeBy,
  afterBy,
  hosts,
}: Difference): readonly string[] => [
  `${kind}: ${requestText(request)}: ${readableText(what)}${hosts.length > 1 ? ` (and ${hosts.length - 1} more hosts or kinds of hosts)` : ''}`,
  `  before ${decisionText(before)}${by(beforeBy)}`,
  `  after  ${decisionText(after)}${by(afterBy)}`,
  ...changes.map((change) => `  ${changeText(change)}`),
];

/** Requests of a group that a text names besides the witness. */
const NAMED = 5;

/**
 * A group of one as the difference. Else `answered: 4 routes of 2 hosts: 308 to https://<host><path> before, ...`, then the witness; effects are one
 * line alone.
 */
export function groupText(group: DifferenceGroup): readonly string[] {
  const { kind, what, changes, members, hosts, routes, onlyDefaults } = group;
  const [witness, ...others] = members as readonly [Difference, ...Difference[]];
  const url = requestText(witness.request);
  const where = `${countText(routes, 'route')} of ${countText(hosts.length, 'host')}`;
  if (kind === 'effect' && changes.length === 1 && (others.length > 0 || witness.changes.length > 1)) {
    const label = onlyDefaults ? 'effect, by default' : 'effect';
    return [`${label}: ${where}, such as ${url}: ${changes.map(changeText).join('; ')}`];
  }
  if (others.length === 0) return differenceText(witness);
  const named = others.slice(0, NAMED).map(({ request }) => requestText(request));
  const rest = others.length - named.length;
  return [
    `${kind}: ${where}: ${readableText(what)}`,
    `  such as ${url}`,
    `  before ${decisionText(witness.before)}${by(witness.beforeBy)}`,
    `  after  ${decisionText(witness.after)}${by(witness.afterBy)}`,
    ...changes.map((change) => `  ${changeText(change)}`),
    `  also ${named.join(', ')}${rest === 0 ? '' : `, and ${rest} more`}`,
  ];
}

export const countText = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const by = (origin: Origin | undefined): string =>
  origin === undefined ? '' : ` (${origin.name === '' ? 'the controller' : originText(origin)})`;

/** `limit of requests: before 10 (Ingress shop/shop ...), after none` */
export function changeText({ part, before, after }: ChangedPart): string {
  const makers = [...new Set([...before, ...after].map(makerOf))];
  // One maker of all is named once.
  if (makers.length > 1 || before.length === 0 || after.length === 0)
    return `${part}: before ${valuesText(before)}, after ${valuesText(after)}`;
  return `${part}: before ${before.map(textOf).join(' and ')}, after ${after.map(textOf).join(' and ')}${inBrackets(makers[0])}`;
}

/** `10 (Ingress shop/shop ...)` */
export const valuesText = (values: readonly PartValue[]): string =>
  values.length === 0 ? 'none' : values.map((one) => `${textOf(one)}${inBrackets(makerOf(one))}`).join(' and ');

const inBrackets = (maker: string | undefined): string => (maker === undefined ? '' : ` (${maker})`);

const textOf = ({ text }: PartValue): string => (text === '' ? 'an empty value' : text);

/** Undefined for a value that several have set. */
function makerOf({ byDefault, origin }: PartValue): string | undefined {
  if (byDefault) return 'default';
  if (origin === undefined) return undefined;
  return origin.name === '' ? `config map ${origin.field}` : originText(origin);
}

/** `POST http://shop.example.com/cart Version: 2`; the method is left out if it is GET. */
export function requestText({ scheme = 'http', method = 'GET', host, target, headers = {}, clientAddress }: RoutingRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => ` ${name}: ${shortText(String(value))}`);
  const from = clientAddress === undefined ? '' : ` from ${clientAddress}`;
  return `${method === 'GET' ? '' : `${method} `}${scheme}://${host ?? ''}${shortText(target)}${lines.join('')}${from}`;
}

export function decisionText({ status, backend, upstreamUri, location, alternatives, undecided }: Decision): string {
  if (undecided !== undefined) return `not decided: ${undecided}`;
  if (alternatives !== undefined)
    return alternatives.map(({ share, decision }) => `${Math.round(share * 1000) / 10}% ${decisionText(decision)}`).join(', ');
  if (location !== undefined) return `${status} to ${readableText(shortText(location))}`;
  if (backend?.kind === 'service') return `${backendName(backend)} gets ${readableText(shortText(upstreamUri ?? ''))}`;
  return status === undefined ? 'no answer' : `status ${status}`;
}

/** Which requests are meant, and how far they were compared. */
export function undecidedText(part: UndecidedPart): string {
  const [host] = part.hosts;
  const where = host === undefined ? '' : `${host}${part.path === undefined ? '' : readableText(part.path)}: `;
  const proved = part.provedLength === undefined ? '' : `; proved for every path up to ${part.provedLength} characters`;
  const compared = part.compared === 0 ? '' : `; ${part.compared} requests were compared and are treated alike`;
  return `${where}${part.because}${proved}${compared}`;
}
