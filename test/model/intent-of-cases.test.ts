import { type IntendedRoute, Intent, intendedRoutes, meantLocation, meantPath } from '../../src/model/intent';
import { literalHead } from '../../src/regex/pcre2/literal-head';
import { requestTo } from '../../src/table/request';
import { type Answer, absoluteLocation, answerText } from '../answer';
import { CaseApp } from '../case-app';
import { type Case, loadCases, type Probe, probeText } from '../cases';

/**
 * What `Intent` works out, beside what was written by hand that is meant: two spellings of the same wish. It speaks of plain paths and hosts,
 * not of canaries by the words "always" and "never", and not of how http is treated.
 */
const asked = loadCases().flatMap((one) =>
  one.probes.filter((probe) => isAskedOf(probe, one)).map((probe) => [`${one.name}: ${probeText(probe)}`, one, probe] as const),
);

function isAskedOf({ url, headers, meant }: Probe, { ingresses }: Case): boolean {
  const canaries = ingresses.flatMap(({ routes = [] }) => routes.flatMap(({ canary = { to: '' } }) => [canary.header, canary.cookie]));
  const isByWords = Object.keys(headers).length > 0 && canaries.some((name) => name !== undefined);
  const isHttpsRedirect = meant.kind === 'redirect' && url.startsWith('http:') && meant.location.startsWith('https:');
  const isPlain = !/%|[^:]\/\/|\/\.|[A-Z]|:\d/.test(requestTo(url).host + url.replace(/^\w+:\/\/[^/]*/, '').toLowerCase());
  const isFixed = ingresses.some(({ routes = [] }) => routes.some(({ fixedResponse }) => fixedResponse !== undefined));
  return isPlain && !isByWords && !isHttpsRedirect && (meant.kind !== 'status' || meant.status === 404 || isFixed);
}

const counts = { decided: 0, open: 0 };

test.each(asked)('%s', (_, one, probe) => {
  const routes = routesOf(one);
  const { scheme = '', host, target } = requestTo(probe.url);
  const [path = '', query = ''] = target.split('?');
  const { headers, method = 'GET' } = probe;
  const intent = new Intent(routes, literalHead);
  const owner = intent.ownerOf(host ?? '', path, { headers, method, query });
  if (owner === 'open' || intent.contestants(host ?? '', path).length > 0) {
    counts.open++;
    return;
  }
  counts.decided++;
  if (owner === 'nobody') expect(probe.meant).toEqual({ kind: 'status', status: 404 });
  else expect(answerText(answer(owner, { scheme, host: host ?? '', target }, one, probe))).toBe(answerText(probe.meant));
});

afterAll(() => {
  process.stdout.write(
    `intent: ${counts.decided} requests of the cases as written, ${counts.open} that a pattern or less precise host may take\n`,
  );
  expect(counts.decided).toBeGreaterThan(100);
});

function routesOf(one: Case): readonly IntendedRoute[] {
  const { ingresses } = new CaseApp(one, 'portable');
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and what verification goes by
  return ingresses.flatMap((ingress) => intendedRoutes(ingress['routeSet'](), 'default', {}));
}

function answer(
  route: IntendedRoute,
  request: { scheme: string; host: string; target: string },
  { services }: Case,
  { url }: Probe,
): Answer {
  const { meaning } = route;
  if (meaning.kind === 'redirect') {
    const { status } = meaning.redirect;
    return { kind: 'redirect', status, location: absoluteLocation(meantLocation(meaning.redirect, request), url) };
  }
  if (meaning.kind === 'respond') return { kind: 'status', status: meaning.response.status };
  const [path = '', query] = request.target.split('?');
  const arrives = `${meantPath(route, path)}${query === undefined ? '' : `?${query}`}`;
  const [first, ...others] = meaning.backends.map(({ name, port, share }) => {
    const number = services.find((service) => service.name === name)?.ports[port] ?? port;
    return [`${name}:${number}`, share] as const;
  });
  if (first === undefined || others.length > 0)
    return { kind: 'shares', shares: Object.fromEntries([first ?? ['', 0], ...others]), path: arrives };
  return { kind: 'backend', backend: first[0], path: arrives };
}
