import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matcherOf } from '../../../src/regex/pcre2/regex';
import { regexOf } from '../../../src/regex/re2/regex';
import { replaceAll } from '../../../src/regex/re2/replace-all';

/** One line for each pattern: what package regexp of Go 1.26 says of it. Texts and places are in bytes. */
interface Recorded {
  readonly pattern: string;
  readonly caseless: boolean;
  /** Go does not compile it. */
  readonly error?: string;
  /** Text, places of the first match and its groups, and the text with every match in angle brackets. */
  readonly matches?: readonly (readonly [text: string, captures: readonly number[] | null, replaced: string])[];
}

const recorded = readFileSync(join(__dirname, '../../truth/regexp-go-1.26.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

describe('patterns mean what they mean to package regexp of Go', () => {
  const counts = { compared: 0, undecided: 0 };

  test.each(recorded.map((one) => [`${JSON.stringify(one.pattern)}${one.caseless ? ' in any case' : ''}`, one] as const))(
    '%s',
    (_, one) => {
      const regex = regexOf(one.pattern, !one.caseless);
      if (regex.kind === 'undecided') {
        counts.undecided++;
        return;
      }
      counts.compared++;
      expect({ refused: regex.kind === 'refused' }).toEqual({ refused: one.error !== undefined });
      if (regex.kind === 'refused') return;
      const matcher = matcherOf(regex);
      const matches = one.matches?.map(([text]) => {
        const found = matcher.match(text);
        const captures = found.kind === 'match' ? found.captures : null;
        return [
          text,
          captures,
          replaceAll(
            text,
            (from) => matcher.match(text, undefined, from),
            ([start, end]) => `<${text.slice(start, end)}>`,
          ),
        ];
      });
      expect(matches).toEqual(one.matches);
    },
  );

  test('few patterns are undecided, because the tests must compare something', () => {
    process.stdout.write(`truth: regexp of Go: ${counts.compared} of ${recorded.length} patterns, ${counts.undecided} undecided\n`);
    expect(counts.undecided).toBeLessThan(recorded.length / 10);
  });
});
