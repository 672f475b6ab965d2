import { fail } from '../findings/fail';
import { checkFlag, checkIsList, checkList, checkToken, checkWhole } from './check-values';
import type { CorsPolicy, HeaderChanges } from './neutral-route';
import { checkHeaderName } from './normalize';

/** Checks of policies for headers. */

export function checkCors(
  { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAgeSeconds }: CorsPolicy,
  where: string,
): void {
  checkList('cors.allowOrigins', allowOrigins, where);
  checkList('cors.allowMethods', allowMethods, where);
  checkList('cors.allowHeaders', allowHeaders, where);
  checkIsList('cors.exposeHeaders', exposeHeaders, where);
  checkFlag('cors.allowCredentials', allowCredentials, where);
  for (const origin of allowOrigins ?? []) checkOrigin(origin, where);
  for (const method of allowMethods ?? [])
    checkToken('cors.allowMethods', method, /^[A-Z]+$/, 'a method in capital letters, such as GET', where);
  for (const header of [...(allowHeaders ?? []), ...(exposeHeaders ?? [])]) if (header !== '*') checkHeaderName(header, where);
  checkWhole('cors.maxAge', maxAgeSeconds, 0, 'seconds', where);
}

function checkOrigin(origin: string, where: string): void {
  checkToken(
    'cors.allowOrigins',
    origin,
    /^(?:\*|null|[a-z][a-z0-9+.-]*:\/\/(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?)$/,
    '"*", or scheme and host such as "https://app.example.com" or "https://*.example.com"',
    where,
  );
}

/** The option is `requestHeaders` or `responseHeaders`. */
export function checkHeaderChanges(option: string, { set, add, remove }: HeaderChanges, where: string): void {
  checkIsList(`${option}.remove`, remove, where);
  const given = Object.entries({ set: names(set), add: names(add), remove }).filter(([, headers]) => headers !== undefined);
  if (given.length === 0) fail('policy/no-header-changed', where, { option });
  const seen = new Set<string>();
  for (const [member, headers = []] of given) {
    if (headers.length === 0) fail('policy/no-header-changed', where, { option: `${option}.${member}` });
    for (const header of headers) {
      const name = checkHeaderName(header, where).toLowerCase();
      if (seen.has(name)) fail('policy/header-named-twice', where, { option, header });
      // Controllers write the Host header themselves, so a change of it would be lost or duplicated.
      if (name === 'host' && option === 'requestHeaders') fail('policy/host-among-headers', where, {});
      seen.add(name);
    }
  }
  for (const [member, values = {}] of Object.entries({ set, add })) {
    for (const [name, value] of Object.entries(values))
      checkToken(`${option}.${member}["${name}"]`, value, /^[^\p{Cc}]+$/u, 'text without control characters', where);
  }
}

const names = (values: HeaderChanges['set']): readonly string[] | undefined => (values === undefined ? undefined : Object.keys(values));
