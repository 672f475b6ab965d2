// Imports the main module: it is packed with short names of its own, and a part of it would bring a second RoutingTable class.
import { type Resolution, type ResolvedBackend, type RoutingRequestOptions, RoutingTable } from '.';

/** What `toRoute` expects. */
export interface ExpectedRoute {
  /** The Service: `service:port`, or `namespace/service:port`. */
  readonly to: string;
  /** The path that it gets; compared with the query if it has one. Absent: any. */
  readonly as?: string;
  /** The share of requests, from 0 to 1, if the target is random. Absent: all of them. */
  readonly share?: number;
  /** What the request has besides its URL. */
  readonly request?: RoutingRequestOptions;
}

/** What `toRedirect` expects. */
export interface ExpectedRedirect {
  /** The Location header. */
  readonly to: string;
  /** Absent: any. */
  readonly status?: number;
  /** What the request has besides its URL. */
  readonly request?: RoutingRequestOptions;
}

/** What `toAnswer` expects: that the controller answers itself. */
export interface ExpectedAnswer {
  readonly status: number;
  /** What the request has besides its URL. */
  readonly request?: RoutingRequestOptions;
}

/** Matchers for a `RoutingTable`. */
export interface RoutingMatchers<R = unknown> {
  /** That a request goes to a Service: `expect(table).toRoute('https://shop.example.com/cart', { to: 'cart:80', as: '/' })`. */
  toRoute(url: string, expected: ExpectedRoute): R;
  /** That a request is redirected. */
  toRedirect(url: string, expected: ExpectedRedirect): R;
  /** That the controller answers a request itself, such as with 404 if no route takes it. */
  toAnswer(url: string, expected: ExpectedAnswer): R;
  /** That a table is proved to treat every request like another one. */
  toRouteLike(other: RoutingTable): R;
}

interface Outcome {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * For a test framework that has `expect.extend`. Importing this module extends the `expect` that is global, as jest's is:
 * `import 'cdk8s-ingress/jest';`
 */
export const routingMatchers = {
  toRoute(table: unknown, url: string, expected: ExpectedRoute): Outcome {
    checkTo(expected.to);
    return judge(table, url, expected, ['to', 'as', 'share', 'request'], `go to ${routeText(expected)}`, (found) =>
      takesRoute(found, expected),
    );
  },
  toRedirect(table: unknown, url: string, expected: ExpectedRedirect): Outcome {
    const { to, status } = expected;
    const words = `be redirected to ${to}${status === undefined ? '' : ` with ${status}`}`;
    return judge(
      table,
      url,
      expected,
      ['to', 'status', 'request'],
      words,
      ({ redirect, status: found }) => isSamePlace(redirect, to, url) && (status === undefined || status === found),
    );
  },
  toAnswer(table: unknown, url: string, expected: ExpectedAnswer): Outcome {
    const words = `be answered ${expected.status} by the controller itself`;
    return judge(table, url, expected, ['status', 'request'], words, ({ kind, status }) => kind === 'answer' && status === expected.status);
  },
  toRouteLike(table: unknown, other: unknown): Outcome {
    if (!(table instanceof RoutingTable && other instanceof RoutingTable))
      throw new TypeError('expect() and toRouteLike() must each be given a RoutingTable, such as RoutingTable.ofChart(chart)');
    const { verdict, differences, undecided, statement } = other.diff(table);
    // No proof fails `.not` as well.
    if (verdict === 'undecided')
      throw new Error(
        `whether the tables treat every request alike could not be decided:\n${undecided.map(({ because }) => `  ${because}`).join('\n')}`,
      );
    const found = differences.flatMap(({ kind, method, url, headers, what, changes }) => [
      `  ${kind}: ${method} ${url}${headersText(headers)}: ${what}`,
      ...changes.map(({ part, before, after }) => `    ${part}: before ${before}, after ${after}`),
    ]);
    const pass = verdict === 'same';
    return {
      pass,
      message: () => [`expected the table ${pass ? 'not ' : ''}to treat every request as the other does`, ...found, statement].join('\n'),
    };
  },
};

const headersText = (headers: { readonly [name: string]: string }): string =>
  Object.entries(headers)
    .map(([name, value]) => ` ${name}: ${value}`)
    .join(',');

/** Whether a client goes to the same place: one controller sends a path, another one the whole URL, with its port or without. */
function isSamePlace(redirect: string | undefined, to: string, url: string): boolean {
  if (redirect === undefined || redirect === to) return redirect === to;
  const [one, other] = [redirect, to].map((place) => (URL.canParse(place, url) ? new URL(place, url).href : place));
  return one === other;
}

function judge<E extends { readonly request?: RoutingRequestOptions }>(
  table: unknown,
  url: string,
  expected: E,
  members: readonly string[],
  words: string,
  isMet: (resolution: Resolution) => boolean,
): Outcome {
  if (!(table instanceof RoutingTable)) throw new TypeError('expect() must be given a RoutingTable, such as RoutingTable.ofChart(chart)');
  // An unknown member would be ignored, and the test could not fail.
  const unknown = Object.keys(expected).find((member) => !members.includes(member));
  if (unknown !== undefined) throw new TypeError(`there is no "${unknown}" to expect; there is ${members.join(', ')}`);
  const resolution = table.resolve(url, expected.request);
  // An undecided answer fails `.not` as well.
  if (resolution.kind === 'undecided') throw new Error(`what happens to ${url} could not be decided: ${resolution.because}`);
  const pass = isMet(resolution);
  return { pass, message: () => `expected ${url} ${pass ? 'not ' : ''}to ${words}\n\n${table.explain(url, expected.request)}` };
}

const routeText = ({ to, as, share }: ExpectedRoute): string =>
  `${to}${as === undefined ? '' : ` as "${as}"`}${share === undefined ? '' : ` for ${share * 100} % of the requests`}`;

/** A name alone could be meant for any port, and would match none. */
function checkTo(to: string): void {
  if (!/^[^:]+:[^:]+$/.test(to)) throw new TypeError(`"to" must be "service:port" or "namespace/service:port", and is "${to}"`);
}

function takesRoute({ kind, backend, upstreamPath, alternatives }: Resolution, { to, as, share = 1 }: ExpectedRoute): boolean {
  const all =
    kind === 'weighted' ? alternatives.map((one) => ({ ...one.resolution, share: one.share })) : [{ backend, upstreamPath, share: 1 }];
  const found = all.filter((one) => isBackend(one.backend, to) && (as === undefined || isPath(one.upstreamPath, as)));
  const sum = found.reduce((total, one) => total + one.share, 0);
  return Math.abs(sum - share) < 1e-6;
}

function isBackend(backend: ResolvedBackend | undefined, to: string): boolean {
  if (backend === undefined) return false;
  const { namespace, service, port } = backend;
  return to === `${service}:${port}` || to === `${namespace}/${service}:${port}`;
}

const isPath = (path: string | undefined, as: string): boolean =>
  path !== undefined && (as.includes('?') ? path : path.replace(/\?.*$/s, '')) === as;

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: it must be said as jest says it
    interface Matchers<R, T = {}> extends RoutingMatchers<R> {}
  }
}

const { expect } = globalThis as { readonly expect?: { readonly extend?: (matchers: typeof routingMatchers) => void } };
expect?.extend?.(routingMatchers);
