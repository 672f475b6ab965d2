import { meant, quote, row } from './row';

/** Causes that lie in the config map of a controller. */
export const CONFIG = {
  'config/unknown-option': row<{ name: string; suggestion?: string }>(
    'error',
    'The controller does not know an option of its config map with this name, and ignores it.',
    ({ name, suggestion }) => ({
      what: `option ${quote(name)} of the config map is not known${meant(suggestion)}`,
      why: 'the controller ignores options that it does not know',
      fix: suggestion === undefined ? 'remove it, or correct the name' : `use ${quote(suggestion)}`,
    }),
  ),
  'config/wrong-type': row<{ name: string; value: string; accepts: string; problem?: string; suggestion?: string }>(
    'error',
    'The controller cannot read the value of an option, and keeps its default.',
    ({ name, value, accepts, problem, suggestion }) => ({
      what: `option ${quote(name)} of the config map: value ${quote(value)} ${problem ?? 'is not accepted'}${meant(suggestion)}`,
      fix: suggestion === undefined ? `use ${accepts}` : `use ${quote(suggestion)}; accepted is ${accepts}`,
    }),
  ),
  'config/guard-empty': row<{ name: string }>('error', 'An option of the config map that keeps clients out is empty.', ({ name }) => ({
    what: `option ${quote(name)} of the config map is empty, so it lets every client in`,
    why: 'the controller reads an empty value as absent',
    fix: 'name the networks, or leave the option out if every client may come in',
  })),
  'config/removed-option': row<{ name: string; because: string; fix: string }>(
    'error',
    'An option of the config map is still documented, and the controller no longer reads it.',
    ({ name, because, fix }) => ({ what: `option ${quote(name)} of the config map is not read: it ${because}`, fix }),
  ),
} as const;
