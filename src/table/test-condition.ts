import { isAddressIn } from './client-address';
import type { Context } from './context';
import { clientScheme } from './fill-template';
import { testRegex } from './match-path';
import type { Condition, ValueTest } from './routing-table';
import { cookieOf, headerOf, queryValuesOf } from './seen-request';

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
  const { seen, table, certificates, entry } = context;
  switch (condition.kind) {
    case 'scheme':
      return (condition.as === 'client' ? clientScheme(seen, table.requests) : seen.scheme) === condition.scheme;
    case 'method':
      return condition.methods.includes(seen.method);
    case 'header':
      return testValue(condition.test, headerOf(seen, condition.name, table.requests), context);
    case 'cookie':
      return testValue(condition.test, cookieOf(seen, condition.name), context);
    case 'query':
      return testValue(condition.test, queryValuesOf(seen, condition.name)[0], context);
    case 'certificate':
      return certificates.covers(seen.name ?? entry.names[0] ?? '');
    case 'clientAddress':
      return seen.request.clientAddress !== undefined && isAddressIn(seen.request.clientAddress, condition.networks) === true;
  }
}

function testValue(test: ValueTest, value: string | undefined, { regexes }: Context): Verdict {
  if (value === undefined) return false;
  if (test.kind === 'present') return true;
  if (test.kind === 'equals') return value === test.value;
  const verdict = testRegex(test.pattern, test.caseSensitive, value, regexes);
  return verdict.kind === 'undecided' ? { undecided: verdict.because } : verdict.kind === 'match';
}
