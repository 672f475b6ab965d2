import { ANNOTATIONS } from '../../../../../src/dialects/ingress-nginx/annotations';
import { CONFIG_MAP_OPTIONS } from '../../../../../src/dialects/ingress-nginx/config-map';
import type { EffectSource, SettingReader } from '../../../../../src/dialects/ingress-nginx/read/effects/effect-source';
import { EFFECT_ROWS } from '../../../../../src/dialects/ingress-nginx/read/effects/effects';

const annotations = new Set(ANNOTATIONS.map(({ name }) => name));
const options = new Set(CONFIG_MAP_OPTIONS.filter(({ removed }) => removed === undefined).map(({ name }) => name));

/** A reader that gives the same for everything, and notes what it is asked for. */
const reader = (text: string | undefined, asked: (name: string) => void): SettingReader => ({
  text: (name, otherwise = '') => {
    asked(name);
    return text ?? otherwise;
  },
  number: (name, otherwise = 0) => {
    asked(name);
    return text === undefined ? otherwise : 7;
  },
  on: (name, otherwise = false) => {
    asked(name);
    return text === undefined ? otherwise : text !== 'off';
  },
});

/** Texts that lead through the branches of the rows. */
const TEXTS = [undefined, 'off', 'cookie', 'default', '7', 'TraceIdRatioBased', 'https://a.example.com'];

test.each(EFFECT_ROWS.map((row) => [row.effect, row.of, row] as const))(
  '%s of %s reads nothing that it does not name, since an Ingress that says none of it shares the list of others',
  (_, __, { from, read }) => {
    const asked = { said: new Set<string>(), set: new Set<string>() };
    const said = (name: string) => asked.said.add(name);
    const set = (name: string) => asked.set.add(name);
    for (const ofIngress of TEXTS) {
      for (const ofConfig of TEXTS) {
        for (const [protocol, namespace] of [
          ['HTTP', undefined],
          ['GRPC', 'a'],
          ['FCGI', 'a'],
          ['HTTPS', 'a'],
        ] as const) {
          const source = {
            said: reader(ofIngress, said),
            set: reader(ofConfig, set),
            either: reader(ofIngress ?? ofConfig, (name) => {
              said(name);
              set(name);
            }),
            snippet: (name: string) => reader(ofIngress, said).text(name),
            configMap: (name: string) => name,
            namespace,
            passesTls: true,
          } as Partial<EffectSource> as EffectSource;
          read(source, { protocol, rewrites: true, authenticates: true });
        }
      }
    }
    expect([...asked.said].filter((name) => !from.includes(name) || !annotations.has(name))).toEqual([]);
    expect([...asked.set].filter((name) => !from.includes(name) || !(options.has(name) || annotations.has(name)))).toEqual([]);
    expect(from.filter((name) => !asked.said.has(name) && !asked.set.has(name))).toEqual([]);
  },
);
