import type { Decision } from '../../table/decide';
import type { Origin } from '../../table/origin';
import type { RoutingRequest } from '../../table/request';
import { backendName } from '../../words/decision-kind';
import { originText } from '../../words/origin-text';
import { readableText, shortText } from '../../words/readable-text';
import type { Difference, UndecidedPart } from './difference';

/** `unguarded: POST http://shop.example.com/cart: ...`, then what both sides do. */
export const differenceText = ({ kind, what, request, before, after, beforeBy, afterBy, hosts }: Difference): readonly string[] => [
  `${kind}: ${requestText(request)}: ${readableText(what)}${hosts.length > 1 ? ` (and ${hosts.length - 1} more hosts or kinds of hosts)` : ''}`,
  `  before ${decisionText(before)}${by(beforeBy)}`,
  `  after  ${decisionText(after)}${by(afterBy)}`,
];

const by = (origin: Origin | undefined): string =>
  origin === undefined ? '' : ` (${origin.name === '' ? 'the controller' : originText(origin)})`;

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
