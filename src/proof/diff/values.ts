import type { PathTest, ValueTest } from '../../table/routing-table';
import { languageOf, type Probe, type Syntax } from './language';
import { walk } from './walk';

/** A test of the value of a header, a cookie or a parameter, and how its patterns are read. */
export interface AskedTest {
  readonly test: ValueTest;
  readonly syntax: Syntax;
}

export interface Examples {
  /** One value for each combination of tests that a value may pass. */
  readonly values: readonly string[];
  readonly incomplete: boolean;
}

/** Bytes of values, by where they stand. */
export type ValuePlace = 'header' | 'cookie' | 'parameter';

const textOf = (text: string): ReadonlySet<number> => new Set(Array.from(text, (char) => char.charCodeAt(0)));
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~';

const BYTES: { readonly [P in ValuePlace]: ReadonlySet<number> } = {
  header: textOf(`${LETTERS}!#$%&'()*+/:;<=>?@[]^{|}`),
  cookie: textOf(`${LETTERS}!#$%&'()*+/:<=>?@[]^{|}`),
  parameter: textOf(LETTERS),
};

const MOST_STATES = 2000;
const MOST_VALUES = 200;

export function examplesOf(asked: readonly AskedTest[], place: ValuePlace): Examples {
  const probes = asked.flatMap(({ test, syntax }) => atoms(test).flatMap((atom) => probeOf(atom, syntax)));
  const literals = asked.flatMap(({ test }) => atoms(test)).flatMap((atom) => (atom.kind === 'equals' ? [atom.value] : []));
  // Nothing but equality with texts: each of them, and another.
  if (probes.every(({ test }) => test.kind === 'exact' && test.caseSensitive))
    return { values: [...new Set([...literals, otherThan(literals)])], incomplete: false };
  const language = languageOf([NONE, NONE], probes, BYTES[place]);
  const { cells, provedLength } = walk(language, { bytes: BYTES[place] }, MOST_STATES);
  const values = new Set([...cells.flatMap(({ words }) => words.slice(0, 1)), ...literals]);
  const incomplete = provedLength !== undefined || language.tagOfProbe.includes(undefined) || values.size > MOST_VALUES;
  return { values: [...values].slice(0, MOST_VALUES), incomplete };
}

const NONE = { list: [], syntax: undefined } as const;

const atoms = (test: ValueTest): readonly Exclude<ValueTest, { kind: 'anyOf' }>[] =>
  test.kind === 'anyOf' ? test.tests.flatMap(atoms) : [test];

function probeOf(atom: Exclude<ValueTest, { kind: 'anyOf' }>, syntax: Syntax): readonly Probe[] {
  const test = testOf(atom);
  return test === undefined ? [] : [{ test, syntax }];
}

/** The same test, of a text as a whole. */
function testOf(atom: Exclude<ValueTest, { kind: 'anyOf' }>): PathTest | undefined {
  switch (atom.kind) {
    case 'present':
      return undefined;
    case 'equals':
      return { kind: 'exact', path: atom.value, caseSensitive: atom.anyCase !== true };
    case 'wildcard':
      return { kind: 'wildcard', pattern: atom.pattern, caseSensitive: atom.caseSensitive };
    case 'matches':
      return { kind: 'regex', pattern: atom.pattern, caseSensitive: atom.caseSensitive };
  }
}

function otherThan(values: readonly string[]): string {
  let other = 'other';
  while (values.includes(other)) other += 'x';
  return other;
}
