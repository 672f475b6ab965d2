import fc from 'fast-check';
import type { RoutingRequest } from '../../src/table/request';
import { requestTo } from '../../src/table/request';
import { resolve, trace } from '../../src/table/resolve';
import type {
  Candidate,
  Condition,
  HostEntry,
  Outcome,
  PathTest,
  RequestRules,
  RoutingTableData,
  Step,
  TextTemplate,
  UpstreamRewrite,
} from '../../src/table/routing-table';

/** Tables written by hand: what no controller of ours needs yet is tested here, too. */
const origin = { kind: 'Test', namespace: 'n', name: 'o', field: 'f' };
const to = (service: string): Outcome => ({ kind: 'forward', backend: { kind: 'service', namespace: 'n', service, port: 80 } });
const on = (path: PathTest, service: string, steps: readonly Step[] = []): Candidate => ({
  match: { path },
  steps,
  outcome: to(service),
  origin,
});
const NONE: Outcome = { kind: 'answer', status: 404, because: 'nothing' };

const REQUESTS: RequestRules = {
  codec: 'nginx',
  firstBufferBytes: 100,
  furtherBuffers: 4,
  furtherBufferBytes: 200,
  underscoreHeaders: 'dropped',
  dropsOtherNames: true,
  trustsForwardedHeaders: true,
  regexSyntax: 'pcre2',
};

function tableOf(candidates: readonly Candidate[], more: Partial<RoutingTableData> = {}): RoutingTableData {
  const fallback: HostEntry = { host: '', names: [], before: [], candidates, otherwise: NONE };
  return {
    controller: 'test',
    version: '1',
    requests: REQUESTS,
    hosts: [],
    patterns: [],
    fallback,
    certificates: [],
    refused: [],
    ignored: [],
    claimed: [],
    frozen: [],
    ...more,
  };
}

/** Both ways must say the same. */
function answer(table: RoutingTableData, url: string, more: Partial<RoutingRequest> = {}) {
  const request = { ...requestTo(url), ...more };
  const resolution = resolve(table, request);
  expect(trace(table, request).resolution).toEqual(resolution);
  const { backend, upstreamUri, status, location, undecided } = resolution;
  return undecided ?? location ?? (backend?.kind === 'service' ? `${backend.service} ${upstreamUri}` : status);
}

describe('paths', () => {
  const table = tableOf([
    on({ kind: 'exact', path: '/a', caseSensitive: true }, 'exact'),
    on({ kind: 'exact', path: '/B', caseSensitive: false }, 'anyCase'),
    on({ kind: 'regex', pattern: '^/r[0-9]+$', caseSensitive: true }, 'regex'),
    on({ kind: 'segmentPrefix', path: '/a/b', caseSensitive: true }, 'segments'),
    on({ kind: 'stringPrefix', path: '/str', caseSensitive: true }, 'string'),
    on({ kind: 'stringPrefix', path: '/dir/', caseSensitive: true }, 'folder'),
    on({ kind: 'segmentPrefix', path: '/Up', caseSensitive: false }, 'upper'),
    on({ kind: 'segmentPrefix', path: '/a', caseSensitive: true }, 'short'),
  ]);

  test.each<readonly [string, string | number, string]>([
    ['/a', 'exact /a', 'first of the list'],
    ['/a/', 'short /a/', 'not the same path'],
    ['/b', 'anyCase /b', 'without case'],
    ['/r1', 'regex /r1', 'a pattern'],
    ['/r1x', 404, 'which ends'],
    ['/a/b', 'segments /a/b', 'the segment itself'],
    ['/a/b/c', 'segments /a/b/c', 'and below'],
    ['/a/bc', 'short /a/bc', 'not beside'],
    ['/string', 'string /string', 'any beginning'],
    ['/dir/x', 'folder /dir/x', 'a beginning with a slash'],
    ['/dir', 404, 'which must be there'],
    ['/UP/x', 'upper /UP/x', 'segments without case'],
    ['//a//b?x=%20', 'segments //a//b?x=%20', 'compared normalized, forwarded as sent'],
  ])('%s: %s: %s', (path, expected) => {
    expect(answer(table, `http://h${path}`)).toBe(expected);
  });

  test('a pattern whose meaning is not known decides nothing', () => {
    const unknown = tableOf([on({ kind: 'regex', pattern: '^/(?R)', caseSensitive: true }, 'x')]);
    expect(answer(unknown, 'http://h/')).toBe('the meaning of "^/(?R)" is not known: it calls a group');
    const { regexSyntax, ...requests } = unknown.requests;
    expect(answer({ ...unknown, requests }, 'http://h/')).toMatch(/how the controller reads regular expressions is not known/);
    expect(regexSyntax).toBe('pcre2');
  });

  test('patterns that take too long together decide nothing', () => {
    const slow = (number: number): PathTest => ({
      kind: 'regex',
      pattern: `^/(?=${'[az]*'.repeat(100)}b{${number}}$)`,
      caseSensitive: true,
    });
    const table = tableOf(Array.from({ length: 400 }, (_, number) => on(slow(number + 1), 'x')));
    const path = `/${'z'.repeat(1000)}`;
    const request = { ...requestTo(`http://h${path}`), target: path };
    const requests = { ...REQUESTS, furtherBufferBytes: 9999 };
    expect(resolve({ ...table, requests }, request).undecided).toMatch(/takes too long/);
  });
});

describe('hosts', () => {
  const entry = (service: string, names: readonly string[]): HostEntry => ({
    host: names[0] ?? '',
    names,
    before: [],
    candidates: [on({ kind: 'always' }, service)],
    otherwise: NONE,
  });
  const table = tableOf([on({ kind: 'always' }, 'fallback')], {
    hosts: [entry('first', ['a.example', 'alias.example']), entry('second', ['alias.example'])],
    patterns: [
      { ...entry('deep', []), match: { kind: 'anyDepth', domain: 'deep.example' } },
      { ...entry('ending', []), match: { kind: 'anyEnding', beginning: 'www' } },
      { ...entry('word', []), match: { kind: 'oneLabel', domain: 'example', label: 'word' } },
      { ...entry('any', []), match: { kind: 'oneLabel', domain: 'any.example', label: 'any' } },
      { ...entry('regex', []), match: { kind: 'regex', pattern: '^r\\d+\\.org$', caseSensitive: true } },
    ],
  });

  test.each([
    ['A.Example:81', 'first /', 'a name, without case and port'],
    ['alias.example', 'first /', 'the first that has a name keeps it'],
    ['x.y.deep.example', 'deep /', 'any depth'],
    ['deep.example', 'word /', 'but not the domain itself'],
    ['www.b.c', 'ending /', 'any ending'],
    ['b_c.example', 'word /', 'one label of some characters'],
    ['b~c.example', 'fallback /', 'and no other'],
    ['b~c.any.example', 'any /', 'one label of any characters'],
    ['r12.org', 'regex /', 'a pattern'],
    ['other.org', 'fallback /', 'nobody else'],
  ])('%s: %s: %s', (host, expected) => {
    expect(answer(table, `http://${host}/`)).toBe(expected);
  });
});

describe('conditions', () => {
  const when = (...conditions: NonNullable<Candidate['match']['conditions']>) =>
    tableOf([{ match: { path: { kind: 'always' }, conditions }, steps: [], outcome: to('yes'), origin }]);

  test.each<readonly [Condition, string, Partial<RoutingRequest>, boolean]>([
    [{ kind: 'scheme', scheme: 'https', as: 'received' }, 'https://h/', {}, true],
    [{ kind: 'scheme', scheme: 'https', as: 'received' }, 'http://h/', { headers: { 'X-Forwarded-Proto': 'https' } }, false],
    [{ kind: 'scheme', scheme: 'https', as: 'client' }, 'http://h/', { headers: { 'X-Forwarded-Proto': 'https' } }, true],
    [{ kind: 'method', methods: ['POST'] }, 'http://h/', { method: 'POST' }, true],
    [{ kind: 'header', name: 'x-a', test: { kind: 'present' } }, 'http://h/', { headers: { 'X-A': '' } }, true],
    [{ kind: 'header', name: 'x-a', test: { kind: 'equals', value: '1, 2' } }, 'http://h/', { headers: { 'X-A': ['1', '2'] } }, true],
    [{ kind: 'header', name: 'x-a', test: { kind: 'present' } }, 'http://h/', { headers: { X_A: '1' } }, false],
    [{ kind: 'cookie', name: 'c', test: { kind: 'equals', value: 'v' } }, 'http://h/', { headers: { Cookie: 'a=b; C=v; c=w' } }, true],
    [
      { kind: 'header', name: 'x-a', test: { kind: 'matches', pattern: '^[0-9]$', caseSensitive: true } },
      'http://h/',
      { headers: { 'X-A': '5' } },
      true,
    ],
    [{ kind: 'clientAddress', networks: ['10.0.0.0/8'] }, 'http://h/', { clientAddress: '10.9.9.9' }, true],
    [{ kind: 'clientAddress', networks: ['10.0.0.0/8'] }, 'http://h/', { clientAddress: '192.0.2.1' }, false],
    [{ kind: 'clientAddress', networks: ['::/0', '0.0.0.0/0'] }, 'http://h/', {}, true],
  ])('%j holds for %s with %j: %s', (condition, url, more, holds) => {
    expect(answer(when(condition), url, more)).toBe(holds ? `yes ${url.slice(url.indexOf('h/') + 1)}` : 404);
  });

  test('whose address nobody knows is in some network', () => {
    expect(answer(when({ kind: 'clientAddress', networks: ['10.0.0.0/8'] }), 'http://h/', {})).toMatch(
      /address of the client is not known/,
    );
  });
});

describe('steps', () => {
  test.each<readonly [UpstreamRewrite, string, string | number, string]>([
    [{ kind: 'replacePrefix', prefix: '/a', caseSensitive: true, replacement: '/x' }, '/a/b%20c?q', 's /x/b%20c?q', 'only the prefix'],
    [{ kind: 'replacePrefix', prefix: '/a', caseSensitive: true, replacement: '/' }, '/a', 's /', 'to nothing is to the root'],
    [{ kind: 'replacePrefix', prefix: '/', caseSensitive: true, replacement: '/x' }, '/a', 's /x/a', 'the root is before everything'],
    [{ kind: 'replacePrefix', prefix: '/a', caseSensitive: true, replacement: '/x' }, '/A/b', 's /A/b', 'case counts'],
    [{ kind: 'replacePrefix', prefix: '/a', caseSensitive: false, replacement: '/x' }, '/A', 's /x', 'or does not'],
    [{ kind: 'replacePath', path: '/x' }, '/a/b?q', 's /x?q', 'all of it, and the query stays'],
    [
      { kind: 'regexReplaceAll', pattern: '/b+', caseSensitive: true, substitution: ['/[', { capture: 0 }, ']'], statusIfEmpty: 500 },
      '/a/bb/c',
      's /[/bb]',
      'all of it, with what matches',
    ],
    [
      { kind: 'regexReplaceAll', pattern: '/b(.*)', caseSensitive: true, substitution: [{ capture: 1 }], statusIfEmpty: 502 },
      '/a/b',
      502,
      'an empty path is answered as the step says',
    ],
    [
      { kind: 'regexReplaceAll', pattern: '/z', caseSensitive: true, substitution: ['/x'], statusIfEmpty: 500 },
      '/a//b',
      's /a//b',
      'no match, no rewrite',
    ],
  ])('%j makes %s %s: %s', (rewrite, path, expected) => {
    const table = tableOf([on({ kind: 'always' }, 's', [{ kind: 'rewrite', rewrite, origin }])]);
    expect(answer(table, `http://h${path}`)).toBe(expected);
  });

  test('gates that cannot be seen in a request are assumed to let it in, and said', () => {
    const gate = { kind: 'externalAuth', url: 'http://auth', refusals: [{ answer: 401, status: 401 }, { status: 500 }] } as const;
    const table = tableOf([on({ kind: 'always' }, 's', [{ kind: 'gate', gate, origin }])]);
    const because = 'http://auth does not let the request pass';
    const otherwise = [
      { answer: 401, decision: { status: 401, because, decidedBy: origin } },
      { decision: { status: 500, because, decidedBy: origin } },
    ];
    expect(resolve(table, requestTo('http://h/'))).toMatchObject({ upstreamUri: '/', assuming: [{ gate, origin, otherwise }] });
  });

  test('credentials are asked for', () => {
    const table = tableOf([on({ kind: 'always' }, 's', [{ kind: 'gate', gate: { kind: 'credentials', status: 401 }, origin }])]);
    expect(answer(table, 'http://h/')).toBe(401);
    expect(answer(table, 'http://h/', { headers: { Authorization: 'Bearer dTpw' } })).toBe(401);
    expect(answer(table, 'http://h/', { headers: { Authorization: 'Basic dTpw' } })).toBe('s /');
    expect(answer(table, 'http://h/', { headers: { Authorization: ' basic  dTpw ' } })).toBe('s /');
  });
});

describe('redirects', () => {
  const leadTo = (...text: TextTemplate): RoutingTableData =>
    tableOf([
      {
        match: { path: { kind: 'always' } },
        steps: [],
        outcome: { kind: 'redirect', status: 308, location: { text, pathOnly: 'completed' } },
        origin,
      },
    ]);

  test.each<readonly [TextTemplate, string, Partial<RoutingRequest>, string, string]>([
    [['/x', { text: '?', ifAny: 'query' }, { variable: 'query' }], 'http://h/a?b', {}, 'http://h/x?b', 'a path gets scheme and host'],
    [['/x', { text: '?', ifAny: 'query' }, { variable: 'query' }], 'https://h:81/a?', {}, 'https://h/x', 'a text that hangs on a query'],
    [['to ', { variable: 'target', withoutEnd: '/' }], 'http://h/a//', {}, 'to /a/', 'one text is left out at the end'],
    [['to ', { variable: 'target', withoutEnd: '/' }], 'http://h/a/?b', {}, 'to /a/?b', 'but not where it is no end'],
    [['to ', { variable: 'clientHost', upTo: ':' }], 'http://H:81/', {}, 'to H', 'a value is cut off'],
    [['to ', { variable: 'clientHost' }], 'http://H:81/', {}, 'to H:81', 'or is not'],
    [['to ', { variable: 'clientHost' }], 'http://h/', { headers: { 'X-Forwarded-Host': 'a, b' } }, 'to a', 'the first that is forwarded'],
    [['to ', { variable: 'clientHost' }], 'http://h/', { host: null, httpVersion: 'HTTP/1.0' }, 'to ', 'nothing where none is sent'],
    [
      ['to ', { variable: 'clientScheme' }, ' ', { variable: 'clientHost' }, ' ', { variable: 'clientPort' }],
      'http://h/',
      { headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'a:1,b', 'X-Forwarded-Port': '9' } },
      'to https a:1 9',
      'forwarded headers are believed',
    ],
    [['to ', { variable: 'host' }, { variable: 'path' }], 'http://H:81/a//b', {}, 'to h/a/b', 'as they are compared'],
    [['to ', { unknown: '$x' }], 'http://h/', {}, 'it depends on $x, which is known only when the request is there', 'no guess'],
  ])('%j is for %s with %j %j: %s', (text, url, more, expected) => {
    expect(answer(leadTo(...text), url, more)).toBe(expected);
  });

  test('a pattern leads to a text with its groups, written by the codec, and the query behind', () => {
    const redirect = { pattern: '^/old/(.*)', caseSensitive: true, substitution: ['https://n/', { capture: 1 }], status: 302 } as const;
    const table = tableOf([on({ kind: 'always' }, 's', [{ kind: 'redirectMatch', redirect, origin }])]);
    expect(answer(table, 'http://h/old/a%20b~?c')).toBe('https://n/a%20b~?c');
    expect(answer(table, 'http://h/new')).toBe('s /new');
  });
});

test('a text that is no URL is an error', () => {
  expect(() => requestTo('h/x')).toThrow('"h/x" is not a URL with http:// or https:// and a host');
  expect(requestTo('https://user@h.example?a#b')).toEqual({ scheme: 'https', host: 'h.example', target: '/?a' });
});

test('what an index finds is what the list gives in order', () => {
  const path = fc.array(fc.constantFrom('a', '/a', 'a/'), { maxLength: 3 }).map((parts) => `/${parts.join('')}`);
  const test = fc
    .tuple(fc.constantFrom('exact', 'segmentPrefix', 'stringPrefix'), path, fc.boolean())
    .map(([kind, text, cut]): PathTest => {
      // As controllers have them, and sometimes not.
      const end = cut ? text.replace(/(.)\/$/, '$1') : text;
      return { kind, path: cut && kind === 'stringPrefix' ? `${end}/`.replace('//', '/') : end, caseSensitive: true };
    });
  fc.assert(
    fc.property(fc.array(test, { maxLength: 6 }), path, (tests, asked) => {
      const candidates = tests.map((one, index) => on(one, `s${index}`));
      // Most lists come from a controller that compares the longest first.
      const sorted = [...candidates].sort((a, b) => lengthOf(b) - lengthOf(a));
      for (const list of [candidates, sorted]) answer(tableOf(list), `http://h${asked}`);
    }),
    { numRuns: 2000 },
  );
});

const lengthOf = ({ match: { path } }: Candidate): number => ('path' in path ? path.path.length : 0);

test('looking up among many candidates does not go through all of them', () => {
  const many = tableOf(
    Array.from({ length: 50_000 }, (_, i) => on({ kind: 'segmentPrefix', path: `/p${i}`, caseSensitive: true }, `s${i}`)),
  );
  resolve(many, requestTo('http://h/p1'));
  for (let i = 0; i < 1000; i++) expect(resolve(many, requestTo(`http://h/p${i * 7}/x`)).backend).toMatchObject({ service: `s${i * 7}` });
});
