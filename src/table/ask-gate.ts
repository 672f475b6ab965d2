import { isAddress, isAddressIn } from './client-address';
import type { Context } from './context';
import type { TokenPlaces } from './gate';
import { testRegex } from './match-path';
import type { Gate, Outcome } from './routing-table';

/** The verdict of a gate on a request. */
export type GateVerdict =
  | { readonly kind: 'passes' }
  /** It has nothing to say, neither yes nor no. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused'; readonly outcome: Outcome }
  /** Something decides that the request does not show. The outcomes are those of requests that do not pass. */
  | { readonly kind: 'depends'; readonly refusals: readonly { readonly answer?: number; readonly outcome: Outcome }[] }
  | { readonly kind: 'undecided'; readonly because: string };

const PASSES: GateVerdict = { kind: 'passes' };
const SILENT: GateVerdict = { kind: 'silent' };

const answer = (status: number, because: string): Outcome => ({ kind: 'answer', status, because });

const refusal = (status: number | undefined, because: string): Outcome =>
  status === undefined ? { kind: 'undecided', because: `${because}, and the status is not known` } : answer(status, because);

export function askGate(gate: Gate, context: Context): GateVerdict {
  const { seen, codec } = context;
  switch (gate.kind) {
    case 'clientAddress':
      return askAddress(gate, addressIn(gate.header, context) ?? codec.clientAddress(seen.request));
    case 'credentials':
      return codec.hasCredentials(seen.request, gate.users)
        ? { kind: 'depends', refusals: [{ outcome: answer(gate.status, 'name or password are wrong') }] }
        : {
            kind: 'refused',
            outcome: answer(gate.status, `the request has no credentials${gate.users === undefined ? '' : ' of a user that there is'}`),
          };
    case 'requestRate': {
      const address = codec.clientAddress(seen.request);
      if (address !== undefined && isAddressIn(address, gate.spared) === true) return PASSES;
      return { kind: 'depends', refusals: [{ outcome: answer(gate.status, `the client sends ${rateText(gate)}`) }] };
    }
    case 'externalAuth': {
      const refusals = gate.refusals.map(({ status, ...rest }) => ({
        ...rest,
        outcome: refusal(status, `${gate.url} ${gate.unaskable ? 'cannot be asked' : 'does not let the request pass'}`),
      }));
      return gate.unaskable
        ? { kind: 'refused', outcome: (refusals.at(-1) as (typeof refusals)[number]).outcome }
        : { kind: 'depends', refusals };
    }
    case 'token': {
      if (!hasToken(gate.places, context))
        return gate.optional ? PASSES : { kind: 'refused', outcome: answer(gate.status, 'the request has no token') };
      return { kind: 'depends', refusals: gate.refusals.map((status) => ({ outcome: answer(status, 'the token is not valid') })) };
    }
    case 'signIn': {
      const outcome = answer(gate.status, `whoever is not signed in is sent to ${gate.provider}`);
      const known = codec.headerValues(seen.request, 'cookie').length > 0 || (gate.tokens !== undefined && hasToken(gate.tokens, context));
      return known ? { kind: 'depends', refusals: [{ outcome }] } : { kind: 'refused', outcome };
    }
    case 'clientCertificate': {
      if (seen.scheme === 'http') return PASSES;
      if (context.otherTlsHost && gate.misdirectedStatus !== undefined)
        return { kind: 'refused', outcome: answer(gate.misdirectedStatus, 'the connection was made by the name of another host') };
      return { kind: 'depends', refusals: [{ outcome: gate.refusal }] };
    }
    case 'certificateSubject': {
      const refusal = {
        outcome: { ...answer(gate.status, 'the subject of the client certificate does not match'), withBody: true },
      } as const;
      if (seen.scheme === 'https' && gate.nobodyIsAsked !== true) return { kind: 'depends', refusals: [refusal] };
      const verdict = testRegex(gate.pattern, true, '', context.regexes);
      if (verdict.kind === 'undecided') return verdict;
      return verdict.kind === 'match' ? PASSES : { kind: 'refused', ...refusal };
    }
  }
}

const hasToken = ({ headers, parameters, cookies }: TokenPlaces, { seen, codec }: Context): boolean =>
  headers.some((name) => codec.headerValues(seen.request, name).length > 0) ||
  parameters.some((name) => codec.queryValues(seen.target, name).length > 0) ||
  cookies.some((name) => codec.cookieValue(seen.request, name) !== undefined);

export const rateText = ({ requests, seconds }: Extract<Gate, { kind: 'requestRate' }>): string =>
  `more than ${requests} requests in ${seconds} seconds`;

function addressIn(header: string | undefined, { seen, codec }: Context): string | undefined {
  const value = header === undefined ? undefined : codec.headerValues(seen.request, header).at(-1)?.split(',').at(-1)?.trim();
  return value !== undefined && isAddress(value) ? value : undefined;
}

const EVERYBODY = ['0.0.0.0/0', '::/0'];

function askAddress({ allow, deny, status }: Extract<Gate, { kind: 'clientAddress' }>, address: string | undefined): GateVerdict {
  if (EVERYBODY.every((network) => deny.includes(network))) return { kind: 'refused', outcome: answer(status, 'no client is let in') };
  if (address === undefined) return { kind: 'depends', refusals: [{ outcome: answer(status, 'the address of the client is not let in') }] };
  const denied = isAddressIn(address, deny);
  const allowed = isAddressIn(address, allow);
  if (denied === undefined || allowed === undefined) return { kind: 'undecided', because: `whether ${address} is let in` };
  if (!denied && allow.length === 0) return SILENT;
  return !denied && allowed ? PASSES : { kind: 'refused', outcome: answer(status, `clients from ${address} are not let in`) };
}
