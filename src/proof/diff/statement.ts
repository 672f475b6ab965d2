import type { TableDiff } from './difference';
import type { Domain } from './domain';
import { type Place, usualPort } from './places';

interface Proved {
  readonly domain: Domain;
  readonly places: readonly Place[];
  readonly notCompared: readonly string[];
  readonly onlyUnguarded: boolean;
}

/** What was proved, and for which requests. */
export function statementOf(verdict: TableDiff['verdict'], proved: Proved): string {
  const requests = requestsText(proved);
  const left = proved.notCompared.length === 0 ? '' : ` Not compared: ${proved.notCompared.join('; ')}.`;
  switch (verdict) {
    case 'same':
      return `Proved for ${requests}: no ${proved.onlyUnguarded ? 'access rule stops to apply to such a request' : 'such request is treated differently'}.${left}`;
    case 'different':
      return `Proved: both tables were asked for each request that is named. Looked for among ${requests}.${left}`;
    case 'undecided':
      return `No ${proved.onlyUnguarded ? 'access rule that stops to apply' : 'difference'} was found, and a part is not proved. Looked for among ${requests}.${left}`;
  }
}

function requestsText({ domain, places }: Proved): string {
  const ports = [...new Set(places.map(({ scheme, port = usualPort(scheme) }) => `${port} (${scheme})`))];
  const host =
    'with the name of one host of letters in lower case, digits and "-", without a dot at its end, and that name in the TLS handshake';
  const values = 'every method, header, cookie and parameter that a route asks for, each once, and no other header';
  return `HTTP/1.1 requests to ports ${ports.join(', ')} ${host}, ${domain.words}, and ${values}`;
}
