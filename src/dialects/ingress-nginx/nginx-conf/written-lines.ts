import type { Written } from './check-conf';
import { filled, type Line } from './line';
import type { Values } from './settings-values';

/**
 * The text of lines with the settings behind each. A computed line that is empty is not written. A setting that is not set is not
 * named.
 */
export function writtenLines<Facts>(
  lines: readonly Line<Facts>[],
  values: Values,
  facts: Facts,
  label: (name: string) => string = (name) => (values.isSet(name) ? name : ''),
): readonly Written[] {
  const written: Written[] = [];
  for (const { text, names, when } of lines) {
    if (when !== undefined && !when(values, facts)) continue;
    const found = typeof text === 'string' ? filled(text, values) : text(values, facts);
    if (found !== '') written.push({ text: found, names: names.map(label) });
  }
  return written;
}
