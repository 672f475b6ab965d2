import { diffTables } from '../../../src/proof/diff/diff-tables';
import type { Candidate, RoutingTableData, TextTemplate, UpstreamRewrite } from '../../../src/table/routing-table';
import { ENVOY, ORIGIN, tableWith } from './table';

const tableOf = (rewrite: UpstreamRewrite): RoutingTableData => {
  const candidate: Candidate = {
    match: { path: { kind: 'segmentPrefix', path: '/foo', caseSensitive: true } },
    steps: [{ kind: 'rewrite', rewrite, origin: ORIGIN }],
    outcome: { kind: 'forward', backend: { kind: 'service', namespace: 'n', service: 'x', port: 80 } },
    effects: [],
    origin: ORIGIN,
  };
  const otherwise = { kind: 'answer', status: 404, because: 'nothing' } as const;
  return tableWith({ hosts: [], fallback: { host: '', names: [], before: [], candidates: [candidate], otherwise } });
};

const nginx = (pattern: string, ...substitution: TextTemplate): UpstreamRewrite => ({
  kind: 'regexReplaceAll',
  pattern,
  caseSensitive: false,
  substitution,
  statusIfEmpty: 500,
});
const gateway = (replacement: string): UpstreamRewrite => ({ kind: 'replacePrefix', prefix: '/foo', caseSensitive: true, replacement });
const [ONE, TWO] = [{ capture: 1 }, { capture: 2 }] as const;

test.each<[string, UpstreamRewrite, UpstreamRewrite, string, string | undefined]>([
  ['the slash is part of the first group', nginx('/foo(/|$)(.*)', '/', TWO), gateway('/'), 'same', undefined],
  ['an anchor changes nothing', nginx('^/foo(/|$)(.*)$', '/', TWO), gateway(''), 'same', undefined],
  ['the slash may be missing', nginx('/foo/?(.*)', '/', ONE), gateway('/'), 'same', undefined],
  ['both groups are kept', nginx('/foo(/|$)(.*)', '/bar', ONE, TWO), gateway('/bar'), 'same', undefined],
  ['two slashes at /foo/', nginx('/foo(/|$)(.*)', '/', ONE, TWO), gateway('/'), 'different', '/foo/'],
  ['an empty path at /foo', nginx('/foo(/|$)(.*)', ONE, TWO), gateway('/'), 'different', '/foo'],
  ['the slash stays in the group', nginx('/foo(.*)', '/', ONE), gateway('/'), 'different', '/foo/'],
  ['the pattern does not match /foo', nginx('/foo/(.*)', '/', ONE), gateway('/'), 'different', '/foo'],
  ['a slash behind the new prefix', nginx('/foo(/|$)(.*)', '/bar/', TWO), gateway('/bar'), 'different', '/foo'],
  ['the whole path is replaced', nginx('/foo', '/bar'), gateway('/bar'), 'different', '/foo/'],
  ['a whole path in two forms', nginx('/foo', '/bar'), { kind: 'replacePath', path: '/bar' }, 'same', undefined],
])('of two rewrites: %s', (_, one, other, verdict, target) => {
  const found = diffTables(tableOf(one), tableOf(other));
  expect([found.verdict, found.differences[0]?.request.target]).toEqual([verdict, target]);
});

describe('one pattern, for two engines, of which it is not followed what it makes of a path', () => {
  const both = (one: UpstreamRewrite, other: UpstreamRewrite) =>
    diffTables(tableOf(one), { ...tableOf(other), controller: 'other', requests: ENVOY });

  test.each<[string, UpstreamRewrite, UpstreamRewrite, string]>([
    ['a part somewhere in the path', nginx('/([a-z]+)/v([0-9])(.*)', '/', ONE), nginx('/([a-z]+)/v([0-9])(.*)', '/', ONE), 'same'],
    ['the same part, written otherwise', nginx('/(\\w+?)/x', '/', ONE), nginx('/([0-9A-Za-z_]+?)/x', '/', ONE), 'same'],
    ['groups in another order', nginx('/([a-z]+)/([0-9]+)$', '/', TWO, '/', ONE), nginx('/([a-z]+)/([0-9]+)$', '/', TWO, '/', ONE), 'same'],
    ['another quantifier', nginx('/([a-z]+?)/(.*)x', '/', TWO), nginx('/([a-z]+)/(.*?)x', '/', TWO), 'undecided'],
    ['a group in a repeated part', nginx('(?:/([a-z]))+x', '/', ONE), nginx('(?:/([a-z]))+x', '/', ONE), 'undecided'],
    ['a repeated part that may be empty', nginx('/(?:a*)*b(.*)c', '/', ONE), nginx('/(?:a*)*b(.*)c', '/', ONE), 'undecided'],
    ['a look-around that one engine refuses', nginx('/(?=a)(a+)b', '/', ONE), nginx('/(?=a)(a+)b', '/', ONE), 'undecided'],
    ['what may be empty', nginx('/([a-z]*)-(.*)', ONE), nginx('/([a-z]*)-(.*)', ONE), 'undecided'],
    ['a letter that is escaped', nginx('/([a-z]+)-(.*)', '/|', ONE), nginx('/([a-z]+)-(.*)', '/|', ONE), 'undecided'],
  ])('%s', (_, one, other, verdict) => {
    expect(both(one, other).verdict).toBe(verdict);
  });

  test('no request of a difference has an empty segment that the statement leaves out', () => {
    const { differences } = both(nginx('/foo(.*)', '/', ONE), nginx('/foo/?(.*)', '/', ONE));
    expect(differences.filter(({ request }) => /\/\//.test(request.target))).toEqual([]);
  });
});
