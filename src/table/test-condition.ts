import { lowerCase } from '../regex/pcre2/bytes';
import { isAddressIn } from './client-address';
import type { Context } from './context';
import { clientScheme } from './fill-template';
import { matchPath, testRegex } from './match-path';
import type { Condition, ValueTest } from './routing-table';

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
    case 'certificate':
      return certificates.covers(seen.name ?? entry.names[0] ?? '');
    case 'bodyLength':
      return (codec.bodyLength(seen.request) ?? 0) > condition.moreThanBytes;
    case 'clientAddress': {
      const address = codec.clientAddress(seen.request);
      return address !== undefined && isAddressIn(address, condition.networks) === true;
    }
  }
}

function testAny(test: ValueTest, values: readonly string[], context: Context): Verdict {
  for (const value of values) {
    const held = testValue(test, value, context);
    if (held !== false) return held;
  }
  return false;
}

function testValue(test: ValueTest, value: string, { regexes }: Context): Verdict {
  if (test.kind === 'present') return true;
  if (test.kind === 'equals') return (test.anyCase ? lowerCase(value) : value) === test.value;
  const verdict = testRegex(test.pattern, test.caseSensitive, value, regexes);
  return verdict.kind === 'undecided' ? { undecided: verdict.because } : verdict.kind === 'match';
}
