import type { Decision } from '../src/table/decide';

/** What becomes of a request, in the words of the cases. */
export type Answer =
  | { readonly kind: 'backend'; readonly backend: string; readonly path: string }
  /** One of several by chance, each with its share. */
  | { readonly kind: 'shares'; readonly shares: { readonly [backend: string]: number }; readonly path: string }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  | { readonly kind: 'status'; readonly status: number };

/** One line, by which answers are compared. */
export function answerText(answer: Answer): string {
  switch (answer.kind) {
    case 'backend':
      return `${answer.backend} gets ${answer.path}`;
    case 'shares':
      return `${sharesText(answer.shares)} get ${answer.path}`;
    case 'redirect':
      return `${answer.status} to ${answer.location}`;
    case 'status':
      return String(answer.status);
  }
}

function sharesText(shares: { readonly [backend: string]: number }): string {
  const texts = Object.entries(shares).map(([backend, share]) => `${Math.round(share * 100)} % ${backend}`);
  return texts.sort().join(', ');
}

/**
 * A Location as the client understands it: it may leave out what the URL of the request has, and the slash of an empty path, and it may name
 * the port of its scheme.
 */
export function absoluteLocation(location: string, url: string): string {
  const [origin = '', scheme = ''] = /^(https?:)\/\/[^/?#]*/.exec(url) ?? [];
  const whole = location.startsWith('//') ? scheme + location : location.startsWith('/') ? origin + location : location;
  return whole
    .replace(/^(http:\/\/[^/?#]+):80(?=[/?#]|$)|^(https:\/\/[^/?#]+):443(?=[/?#]|$)/, '$1$2')
    .replace(/^(https?:\/\/[^/?#]+)(?=[?#]|$)/, '$1/');
}

/** What the library says that becomes of a request to a URL. Fails where it says nothing. */
export function answerOf(resolution: Decision, url: string): Answer {
  const { undecided, alternatives, backend, upstreamUri = '', status = 0, location } = resolution;
  if (undecided !== undefined) throw new Error(`undecided: ${undecided}`);
  if (alternatives !== undefined) {
    const shares = alternatives.map(({ share, decision }) => [backendText(decision), share] as const);
    return { kind: 'shares', shares: Object.fromEntries(shares), path: alternatives[0]?.decision.upstreamUri ?? '' };
  }
  if (backend?.kind === 'service') return { kind: 'backend', backend: backendText(resolution), path: upstreamUri };
  if (location !== undefined) return { kind: 'redirect', status, location: absoluteLocation(location, url) };
  return { kind: 'status', status };
}

function backendText({ backend, status }: Decision): string {
  return backend?.kind === 'service' ? `${backend.service}:${backend.port}` : String(status);
}
