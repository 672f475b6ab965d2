import { describe } from '../value-text';
import { meant, quote, row } from './row';

/** Wrong names and types of options, which no compiler checks in plain JavaScript. */
export const OPTIONS = {
  'option/unknown': row<{
    option: string;
    owner: string;
    known: readonly string[];
    suggestion: string | undefined;
    instead: string | undefined;
  }>('error', 'There is no option of that name.', ({ option, owner, known, suggestion, instead }) => ({
    what: `${owner} has no option ${quote(option)}${meant(suggestion)}`,
    why: 'an unknown option has no effect, so a restriction in it would not apply',
    fix:
      suggestion !== undefined
        ? `use ${quote(suggestion)}`
        : instead !== undefined
          ? `use ${instead}`
          : `remove it, or use one of ${known.join(', ')}`,
  })),
  'option/wrong-type': row<{ option: string; owner: string; value: unknown; expected: string }>(
    'error',
    'The value of an option has the wrong type.',
    ({ option, owner, value, expected }) => ({
      what: option === '' ? `${owner} cannot take ${shown(value)}` : `${option} of ${owner} cannot be ${shown(value)}`,
      fix: `give ${expected}`,
    }),
  ),
  'option/key-not-writable': row<{ owner: string; path: string }>('error', 'A key cannot be written by cdk8s.', ({ owner, path }) => ({
    what: `${owner} has the key ${quote(path)}, which cdk8s cannot write`,
    why: 'in JavaScript every object has members of the names "constructor" and "__proto__"',
    fix: 'use another key',
  })),
  'option/id-not-usable': row<{ id: string; owner: string; taken: boolean }>(
    'error',
    'The id of a construct must be usable in its scope.',
    ({ id, owner, taken }) => ({
      what: `${owner} cannot have the id ${quote(id)}: ${taken ? 'its scope has a construct with this id' : 'every object of JavaScript has a member of this name'}`,
      why: 'a construct is found by its id, and the names of its objects come from it',
      fix: 'use another id',
    }),
  ),
  'option/missing': row<{ option: string; owner: string; expected: string }>(
    'error',
    'An option is required.',
    ({ option, owner, expected }) => ({ what: `${owner} needs ${option}`, fix: `give ${option}: ${expected}` }),
  ),
} as const;

const shown = (value: unknown): string => (typeof value === 'object' || typeof value === 'function' ? describe(value) : quote(value));
