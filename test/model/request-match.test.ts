import type { RequestMatch, ValueMatch } from '../../src/model/neutral-route';
import {
  comparePrecedence,
  matchesKey,
  meetsAll,
  normalizeMatches,
  type RequestFacts,
  requestThatMeets,
} from '../../src/model/request-match';

const header = (value: ValueMatch, name = 'X-A'): RequestMatch => ({ kind: 'header', name, value });
const query = (value: Exclude<ValueMatch, { kind: 'present' }>, name = 'a'): RequestMatch => ({ kind: 'query', name, value });
const exact = (value: string) => ({ kind: 'exact', value }) as const;
const pattern = { kind: 'pattern', pattern: 'b+' } as const;
const put: RequestMatch = { kind: 'method', methods: ['PUT', 'POST'] };
const office: RequestMatch = { kind: 'clientAddress', ranges: ['10.0.0.0/8'] };

test.each<[RequestMatch, RequestFacts, boolean | 'open', string]>([
  [put, {}, false, 'a request is a GET unless it says otherwise'],
  [put, { method: 'POST' }, true, 'one of the methods is enough'],
  [put, { method: 'post' }, false, 'methods have a case'],
  [header(exact('b')), { headers: { 'x-a': 'b' } }, true, 'names of headers have no case'],
  [header(exact('b')), { headers: { 'x-a': 'B' } }, false, 'values of headers have a case'],
  [header(exact('b')), {}, false, 'a header that is not there has no value'],
  [header(exact('b')), { headers: { 'X-A': ['b', 'c'] } }, 'open', 'how a repeated header is compared is left to the controller'],
  [header({ kind: 'present' }), { headers: { 'X-A': ['b', 'c'] } }, true, 'a repeated header is there'],
  [header({ kind: 'present' }), {}, false, 'or not'],
  [header(pattern), { headers: { 'X-A': 'b' } }, 'open', 'only the controller knows the syntax of its patterns'],
  [header(pattern), {}, false, 'no pattern matches a header that is not there'],
  [query(exact('b')), { query: 'c=d&a=b' }, true, 'one of several parameters'],
  [query(exact('b=c')), { query: 'a=b=c' }, true, 'a value may hold the sign between name and value'],
  [query(exact('b')), { query: 'A=b' }, false, 'names of parameters have a case'],
  [query(exact('b')), { query: 'a=b&a=c' }, 'open', 'how a repeated parameter is compared is left to the controller'],
  [query(exact('b')), { query: 'a=%62' }, 'open', 'whether a parameter is decoded is left to the controller'],
  [query(exact('b')), {}, false, 'without a query there are no parameters'],
  [query(pattern), { query: 'a=b' }, 'open', 'only the controller knows the syntax of its patterns'],
  [office, {}, 'open', 'which address is that of the client depends on the proxies in between'],
])('%j of %j: %s, because %s', (match, request, met) => {
  expect(meetsAll([match], request)).toBe(met);
});

test('a request must meet all conditions, so one that it does not meet decides, whatever is open', () => {
  expect(meetsAll([office, put], { method: 'PUT' })).toBe('open');
  expect(meetsAll([office, put], { method: 'GET' })).toBe(false);
});

test.each<[string, readonly RequestMatch[], RequestFacts | undefined]>([
  [
    'each condition that names a value',
    [put, header(exact('b')), query(exact('c'))],
    { method: 'PUT', headers: { 'X-A': 'b' }, query: 'a=c' },
  ],
  ['a header with whatever value', [header({ kind: 'present' })], { headers: { 'X-A': 'any' } }],
  ['a pattern: nobody but the controller can make one', [header(pattern)], undefined],
  ['a pattern for the query', [query(pattern)], undefined],
  ['the address of a client', [office], undefined],
])('a request that meets %s', (_, matches, request) => {
  expect(requestThatMeets(matches)).toEqual(request);
});

test('conditions have one order, however they were written', () => {
  const one = normalizeMatches([query(exact('b')), put, header(exact('b'), 'X-B'), header(exact('b'), 'x-a')], 'test');
  const other = normalizeMatches([header(exact('b'), 'x-a'), header(exact('b'), 'X-B'), put, query(exact('b'))], 'test');
  expect(one).toEqual([
    header(exact('b'), 'x-a'),
    header(exact('b'), 'X-B'),
    { kind: 'method', methods: ['POST', 'PUT'] },
    query(exact('b')),
  ]);
  expect(other).toEqual(one);
});

test('conditions that the same requests meet have one key', () => {
  expect(matchesKey([header(exact('b'), 'X-A')])).toBe(matchesKey([header(exact('b'), 'x-a')]));
  const others = [[], [header(exact('B'))], [header(pattern)], [header({ kind: 'present' })], [query(exact('b'), 'X-A')]];
  expect(new Set([[header(exact('b'))], ...others].map((matches) => matchesKey(matches))).size).toBe(6);
});

test('a method precedes any number of headers, and more headers precede more parameters of the query', () => {
  const headers = [header(exact('b')), header(exact('b'), 'X-B')];
  const [method, one, both, parameters, none] = [[put], [header(exact('b'))], headers, [query(exact('b')), query(exact('b'), 'c')], []];
  expect([none, parameters, one, both, method, [office]].sort(comparePrecedence)).toEqual([method, both, one, parameters, [office], none]);
});
