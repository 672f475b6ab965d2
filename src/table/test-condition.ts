import { bytesOf, lowerCase } from '../regex/pcre2/bytes';
import { isAddressIn } from './client-address';
import type { Context } from './context';
import { clientScheme } from './fill-template';
import { matchPath, testRegex } from './match-path';
import type { Condition, ValueTest } from './routing-table';
import { matchesWildcard } from './wildcard';

type Verdict = boolean | { readonly undecided: string };

/** Whether all conditions hold, or why that cannot be decided. */
export function holdAll(conditions: readonly Condition[], context: Context): Verdict {
  for (const condition of conditions) {
    const held = holds(condition, context);
    if (held !== true) return held;
  }
  return true;
}

function holds(condition: Condition, context: Context): Verdict {
  const { seen, codec, certificates, entry } = context;
  switch (condition.kind) {
    case 'scheme':
      return (condition.as === 'client' ? clientScheme(context) : seen.scheme) === condition.scheme;
    case 'method':
      return condition.methods.includes(seen.method);
    case 'header':
      return testAny(condition.test, codec.headerValues(seen.request, condition.name), context);
    case 'cookie': {
      const value = codec.cookieValue(seen.request, condition.name);
      return value !== undefined && testValue(condition.test, value, context);
    }
    case 'writtenPath': {
      const verdict = testRegex(condition.pattern, true, seen.target.written ?? seen.target.path, context.regexes);
      return verdict.kind === 'undecided' ? { undecided: verdict.because } : verdict.kind === 'match';
    }
    case 'port':
      return condition.ports.includes(seen.request.port ?? (seen.scheme === 'https' ? 443 : 80));
    case 'not': {
      const held = holds(condition.condition, context);
      return typeof held === 'object' ? held : !held;
    }
    case 'host': {
      const name = lowerCase(seen.hostAsSent ?? '').replace(/:\d*$/, '');
      const verdict = testRegex(condition.pattern, true, name, context.regexes);
      return verdict.kind === 'undecided' ? { undecided: verdict.because } : verdict.kind === 'match';
    }
    case 'parameter':
      return testAny(condition.test, codec.queryValues(seen.target, condition.name), context);
    case 'path': {
      const verdict = matchPath(condition.path, seen.target.path, context.regexes);
      return verdict.kind === 'undecided' ? { undecided: verdict.because } : verdict.kind === 'match';
    }
    case 'hostName':
      return seen.name !== undefined && testValue(condition.test, seen.name, context);
    case 'query':
      return testQuery(condition.anyOf, seen.target.query ?? '', context);
    case 'certificate':
      return certificates.covers(seen.name ?? entry.names[0] ?? '');
    case 'bodyLength':
      return (codec.bodyLength(seen.request) ?? 0) > condition.moreThanBytes;
    case 'clientAddress': {
      const address = codec.clientAddress(seen.request);
      if (address !== undefined) return isAddressIn(address, condition.networks) === true;
      return (
        EVERY_ADDRESS.every((network) => condition.networks.includes(network)) || { undecided: 'the address of the client is not known' }
      );
    }
  }
}

const EVERY_ADDRESS = ['0.0.0.0/0', '::/0'];

const testAny = (test: ValueTest, values: readonly string[], context: Context): Verdict =>
  some(values, (value) => testValue(test, value, context));

function testQuery(anyOf: Extract<Condition, { kind: 'query' }>['anyOf'], query: string, context: Context): Verdict {
  const parameters = query.split('&').filter((part) => part !== '');
  return some(parameters, (parameter) => {
    const equals = parameter.indexOf('=');
    const name = equals < 0 ? parameter : parameter.slice(0, equals);
    const given = equals < 0 ? '' : parameter.slice(equals + 1);
    return some(anyOf, ({ key, value }) => {
      const named = key === undefined || testValue(key, name, context);
      return named === true ? testValue(value, given, context) : named;
    });
  });
}

/** Whether one holds, or why that cannot be decided before. */
function some<T>(all: readonly T[], test: (one: T) => Verdict): Verdict {
  for (const one of all) {
    const held = test(one);
    if (held !== false) return held;
  }
  return false;
}

function testValue(test: ValueTest, value: string, context: Context): Verdict {
  if (test.kind === 'present') return true;
  if (test.kind === 'equals') return (test.anyCase ? lowerCase(value) : value) === test.value;
  if (test.kind === 'anyOf') return some(test.tests, (one) => testValue(one, value, context));
  if (test.kind === 'wildcard') return matchesWildcard(bytesOf(test.pattern), value, test.caseSensitive);
  const verdict = testRegex(test.pattern, test.caseSensitive, value, context.regexes);
  return verdict.kind === 'undecided' ? { undecided: verdict.because } : verdict.kind === 'match';
}
