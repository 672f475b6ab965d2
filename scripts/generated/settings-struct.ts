import { type AnnotationValue, acceptedItem } from '../../src/annotation-table/value';
import { structFile } from './struct';
import { propOfName, propType } from './typed-props';

/** An annotation, or an option of a config map. */
interface Setting {
  readonly name: string;
  readonly value: AnnotationValue;
  readonly summary: string;
  readonly source: string;
  readonly default: string;
  readonly needs?: readonly string[];
}

/** The text of a file with a struct that has a member for each setting. `facts`: sentences that only this controller's settings have. */
export const settingsStruct = <S extends Setting>(
  name: string,
  about: readonly string[],
  settings: readonly S[],
  facts: (setting: S) => readonly string[] = () => [],
): string =>
  structFile(
    name,
    about,
    settings.map((setting) => {
      const { value, needs, summary, source } = setting;
      const sentences = [...accepts(value), ...facts(setting)].join(' ');
      return {
        name: propOfName(setting.name),
        type: propType(value),
        lines: [
          summary,
          '',
          ...(sentences === '' ? [] : [sentences]),
          ...(needs === undefined ? [] : [`Does nothing without ${needs.map((one) => `\`${propOfName(one)}\``).join(' or ')}.`]),
          `Source: ${source}`,
        ],
        default: setting.default,
      };
    }),
  );

/** A sentence, where the type does not say it all. */
function accepts(value: AnnotationValue): readonly string[] {
  if (value.type === 'boolean') return [];
  return [`${propType(value).endsWith('[]') ? 'Each item is' : 'Accepts'} ${acceptedItem(value)}.`];
}
