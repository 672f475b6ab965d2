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
  'config/stops-nginx': row<{ name: string; value: string; because: string; accepts: string }>(
    'error',
    'The controller reads the value of an option, and its proxy does not load a configuration with it.',
    ({ name, value, because, accepts }) => ({
      what: `option ${quote(name)} of the config map: value ${quote(value)} makes a configuration that is not loaded: ${because}`,
      why: 'the controller goes on with the configuration it had, for every host, until the value is changed',
      fix: `use ${accepts}, or change another option that is named`,
    }),
  ),
  'config/removed-option': row<{ name: string; because: string; fix: string }>(
    'error',
    'An option of the config map is still documented, and the controller no longer reads it.',
    ({ name, because, fix }) => ({ what: `option ${quote(name)} of the config map is not read: it ${because}`, fix }),
  ),
} as const;
