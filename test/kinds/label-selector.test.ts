import { parseLabelSelector, selects } from '../../src/kinds/label-selector';

const LABELS = { app: 'shop', tier: 'web', size: '5', 'example.com/team': 'a', empty: '' };

test.each([
  ['', true, 'nothing is asked'],
  ['app=shop', true, 'the value is this one'],
  ['app == shop', true, 'two signs mean the same'],
  ['app=other', false, 'the value is another one'],
  ['app!=other', true, 'the value is another one'],
  ['absent!=x', true, 'a label that is absent has no such value'],
  ['absent=x', false, 'it has none'],
  ['empty=', true, 'the value may be empty'],
  ['tier in (web, db)', true, 'the value is among them'],
  ['tier notin (web,db)', false, 'the value is among them'],
  ['absent notin (a)', true, 'an absent label is not among them'],
  ['example.com/team', true, 'the label is there'],
  ['!absent', true, 'the label is not there'],
  ['!app', false, 'the label is there'],
  ['size>4,size<6', true, 'numbers are compared'],
  ['app>4', false, 'the value is no number'],
  ['app=shop,tier in (db,web),!absent', true, 'all hold'],
  ['app=shop,tier=db', false, 'one does not hold'],
  ['constructor', false, 'a member of all objects is no label'],
])('selector %j: %j, because %s', (selector, expected) => {
  expect(parseLabelSelector(selector)?.(LABELS)).toBe(expected);
});

test.each(['a b', 'app=a b', 'tier in web', '=x', 'app,,tier'])('%j is no selector', (selector) => {
  expect(parseLabelSelector(selector)).toBeUndefined();
});

test('an unknown operator selects nothing', () => {
  expect(selects({ matchExpressions: [{ key: 'app', operator: 'Like', values: ['shop'] }] }, LABELS)).toBe(false);
});
