import { flagsOf, GO_FLAGS, isOneOf } from '../../src/dialects/container-flags';

const PFLAG = { isSwitch: isOneOf(new Set(['verbose']), new Set(['verbose', 'name'])) };

test.each<readonly [string, { readonly [flag: string]: readonly string[] }, string]>([
  ['--name=a', { name: ['a'] }, 'a value after "="'],
  ['--name a', { name: ['a'] }, 'the next word is the value'],
  ['--name --verbose', { name: ['--verbose'] }, 'even if it looks like a flag'],
  ['--name', {}, 'a value that is missing stops the program'],
  ['--name=', { name: [''] }, 'an empty value is one'],
  ['--name=a=b', { name: ['a=b'] }, 'only the first "=" separates'],
  ['--name a --name b', { name: ['a', 'b'] }, 'all values are there'],
  ['--verbose false --name a', { verbose: ['true'], name: ['a'] }, 'a switch takes no value from the next word'],
  ['--verbose=false', { verbose: ['false'] }, 'but one after "="'],
  ['--new --name a', { new: ['true'], name: ['a'] }, 'a flag that is not known does not take another flag with it'],
  ['--new x --name a', { new: ['x'], name: ['a'] }, 'only a word that is none'],
  ['/controller run --name a', { name: ['a'] }, 'the program and its commands come first'],
  ['a b --name a c --verbose', { name: ['a'], verbose: ['true'] }, 'other words may be between flags'],
  ['--name a -- --verbose', { name: ['a'] }, 'two dashes end the flags'],
  ['-v 2 --name a', { name: ['a'] }, 'short flags are left out'],
])('pflag: %s is %j, as %s', (words, expected) => {
  expect(Object.fromEntries(flagsOf(words.split(' '), PFLAG))).toEqual(expected);
});

test.each<readonly [string, { readonly [flag: string]: readonly string[] }, string]>([
  ['traefik --Log.Level=DEBUG', { 'log.level': ['DEBUG'] }, 'names have no case'],
  ['-log.level DEBUG', { 'log.level': ['DEBUG'] }, 'one dash is enough'],
  ['--api --log.level DEBUG', { api: ['true'], 'log.level': ['DEBUG'] }, 'an option before another one is a switch'],
  ['--api.insecure true --log.level DEBUG', { 'api.insecure': ['true'] }, 'a boolean after a switch ends the options'],
  ['--log.level DEBUG stray --api', { 'log.level': ['DEBUG'] }, 'so does any other word'],
  ['--accesslog.bufferingsize 1 --api', { 'accesslog.bufferingsize': ['1'], api: ['true'] }, 'a number is a value'],
])('options in the syntax of Go: %s is %j, as %s', (words, expected) => {
  expect(Object.fromEntries(flagsOf(words.split(' '), GO_FLAGS))).toEqual(expected);
});
