import { checkConfigMap } from '../../../../../src/dialects/ingress-nginx/check-config-map';
import { CONFIG_MAP_OPTIONS } from '../../../../../src/dialects/ingress-nginx/config-map';
import { OPTION_CHANGES, OPTIONS_WITHOUT_EFFECT } from './option-changes';
import { meaning, twoRoutes } from './two-routes';

test('every option that the controller reads is said to change the table or to have no effect, and none both', () => {
  const said = [...Object.keys(OPTION_CHANGES), ...Object.keys(OPTIONS_WITHOUT_EFFECT)];
  expect(said.sort()).toEqual(CONFIG_MAP_OPTIONS.filter(({ removed }) => removed === undefined).map(({ name }) => name));
});

test.each(Object.keys(OPTION_CHANGES))('%s changes what the table says of requests', (name) => {
  const [value, situation = {}] = OPTION_CHANGES[name]!;
  const [before, after] = [twoRoutes(situation), twoRoutes({ ...situation, config: { ...situation.config, [name]: value } })];
  expect(checkConfigMap({ [name]: value }, 'controller')).toEqual([]);
  expect([...before.frozen, ...after.frozen]).toEqual([]);
  // The texts are too long for a message.
  expect(meaning(after) === meaning(before)).toBe(false);
});

test.each(Object.entries(OPTIONS_WITHOUT_EFFECT))('%s changes nothing: %s', (name) => {
  // "true" is no value of many of them, and stops the controller; that is no matter of one request.
  const set = { ...twoRoutes({ config: { [name]: 'true' } }), frozen: [] };
  expect(meaning(set) === meaning(twoRoutes({}))).toBe(true);
});
