// Numbers, sizes and times as nginx reads them: nginx/nginx@release-1.27.1:src/core/ngx_string.c and src/core/ngx_parse.c.

const LARGEST = 2n ** 63n - 1n;

/** `ngx_atoi`: digits alone. */
export function wholeNumber(text: string): bigint | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const number = BigInt(text);
  return number > LARGEST ? undefined : number;
}

const UNITS: { readonly [unit: string]: bigint } = { '': 1n, k: 1024n, m: 1024n ** 2n, g: 1024n ** 3n };

/** `ngx_parse_size`, and with gigabytes `ngx_parse_offset`. */
export function sizeInBytes(text: string, gigabytes = false): bigint | undefined {
  const found = (gigabytes ? /^(\d+)([kmg]?)$/i : /^(\d+)([km]?)$/i).exec(text);
  const [, digits = '', unit = ''] = found ?? [];
  const number = wholeNumber(digits);
  if (number === undefined) return undefined;
  const bytes = number * (UNITS[unit.toLowerCase()] as bigint);
  return bytes > LARGEST ? undefined : bytes;
}

/** Units in the order in which they must stand, in seconds. */
const SECONDS: readonly (readonly [unit: string, seconds: bigint])[] = [
  ['y', 31_536_000n],
  ['M', 2_592_000n],
  ['w', 604_800n],
  ['d', 86_400n],
  ['h', 3600n],
  ['m', 60n],
  ['s', 1n],
];

/** `ngx_parse_time`: whole seconds, which allow years and months but not milliseconds, or milliseconds, which allow the opposite. */
export function timeIn(unit: 'seconds' | 'milliseconds', text: string): bigint | undefined {
  const perSecond = unit === 'seconds' ? 1n : 1000n;
  let rest = text;
  let total = 0n;
  let step = unit === 'seconds' ? 0 : 2;
  let any = false;
  while (rest !== '') {
    const [whole, digits, name = ''] = /^(\d*)(ms|[yMwdhms ]|$) */.exec(rest) ?? [];
    if (whole === undefined || digits === undefined) return undefined;
    rest = rest.slice(whole.length);
    any ||= digits !== '';
    const number = BigInt(digits || 0);
    if (number > LARGEST) return undefined;
    if (name === 'ms') {
      if (unit === 'seconds' || step > SECONDS.length) return undefined;
      step = SECONDS.length + 1;
      total += number;
    } else if (name === ' ' || name === '') {
      if (name === ' ' && step >= SECONDS.length) return undefined;
      step = name === ' ' ? SECONDS.length + 1 : step;
      total += number * perSecond;
    } else {
      const index = SECONDS.findIndex(([one]) => one === name);
      if (index < step) return undefined;
      step = index + 1;
      total += number * (SECONDS[index]?.[1] ?? 0n) * perSecond;
    }
    if (total > LARGEST) return undefined;
  }
  return any ? total : undefined;
}
