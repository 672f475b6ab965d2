import { valueRefusal } from '../../../../../src/dialects/ingress-nginx/annotation-row';
import { ANNOTATIONS } from '../../../../../src/dialects/ingress-nginx/annotations';
import { ANNOTATION_CHANGES, ANNOTATIONS_WITHOUT_EFFECT } from './annotation-changes';
import { meaning, type Situation, twoRoutes } from './two-routes';

test('every annotation is said to change the table or to have no effect, and none both', () => {
  const said = [...Object.keys(ANNOTATION_CHANGES), ...Object.keys(ANNOTATIONS_WITHOUT_EFFECT)];
  expect(said.sort()).toEqual(ANNOTATIONS.map(({ name }) => name));
});

test.each(Object.keys(ANNOTATION_CHANGES))('%s changes what the table says of requests', (name) => {
  const [value, situation = {}, on = 'annotations'] = ANNOTATION_CHANGES[name]!;
  const changed: Situation = { ...situation, [on]: { ...situation[on], [name]: value } };
  const [before, after] = [twoRoutes(situation), twoRoutes(changed)];
  expect(valueRefusal(ANNOTATIONS.find((row) => row.name === name)!.value, value)).toBeUndefined();
  expect([before, after].flatMap(({ refused, frozen }) => [...refused, ...frozen])).toEqual([]);
  // The texts are too long for a message.
  expect(meaning(after) === meaning(before)).toBe(false);
});

test.each(Object.entries(ANNOTATIONS_WITHOUT_EFFECT))('%s changes nothing: %s', (name) => {
  const value = name === 'stream-snippet' ? 'server { listen 9000; }' : 'true';
  expect(meaning(twoRoutes({ annotations: { [name]: value } })) === meaning(twoRoutes({}))).toBe(true);
});
