import { fail } from '../findings/fail';
import { quote, valueText } from '../findings/value-text';
import { isAddressOrNetwork } from './kubernetes-syntax';

/** Checks of values beyond their types. Users of plain JavaScript and of other languages can pass values of any type. */

export function checkRanges(option: string, ranges: readonly string[] | undefined, where: string): void {
  checkList(option, ranges, where);
  for (const range of ranges ?? []) {
    if (typeof range !== 'string' || !isAddressOrNetwork(range))
      fail('policy/not-an-address-range', where, { option, range: valueText(range) });
  }
}

export function checkIsList(option: string, list: readonly unknown[] | undefined, where: string): void {
  if (list !== undefined && !Array.isArray(list))
    fail('policy/value-not-accepted', where, { option, value: valueText(list), accepts: `a list: [${quote(list)}]` });
}

export function checkFlag(option: string, value: boolean | undefined, where: string): void {
  if (value !== undefined && typeof value !== 'boolean')
    fail('policy/value-not-accepted', where, { option, value: valueText(value), accepts: 'true or false' });
}

export function checkList(option: string, list: readonly unknown[] | undefined, where: string): void {
  checkIsList(option, list, where);
  if (list !== undefined && list.length === 0) fail('policy/empty-list', where, { option });
}

const UNITS: { readonly [unit: string]: string } = {
  seconds: 'a Duration such as Duration.seconds(30)',
  bytes: 'a Size such as Size.mebibytes(8)',
};

export function checkWhole(option: string, value: number | undefined, least: number, unit: string, where: string): void {
  if (value !== undefined && typeof value !== 'number')
    fail('policy/value-not-accepted', where, { option, value: valueText(value), accepts: UNITS[unit] ?? 'a number' });
  if (value !== undefined && !(Number.isSafeInteger(value) && value >= least && value <= 2 ** 31 - 1 + (unit === 'bytes' ? 2 ** 52 : 0)))
    fail('policy/not-a-whole-number', where, { option, value, least, unit });
}

export function checkToken(option: string, value: string, pattern: RegExp, accepts: string, where: string): void {
  if (typeof value !== 'string' || !pattern.test(value))
    fail('policy/value-not-accepted', where, { option, value: valueText(value), accepts });
}

/** Statuses of errors. */
export function checkStatuses(option: string, statuses: readonly number[] | undefined, where: string): void {
  checkList(option, statuses, where);
  for (const status of statuses ?? []) {
    if (!(Number.isInteger(status) && status >= 400 && status <= 599))
      fail('policy/value-not-accepted', where, { option, value: valueText(status), accepts: 'whole numbers from 400 to 599' });
  }
}

/** Text that is sent or compared unchanged. */
export function checkWord(option: string, text: string, where: string): void {
  checkToken(option, text, /^[^\s\p{Cc}"'\\]+$/u, 'text without spaces, quotes and backslashes', where);
}

export function checkHttpsUrl(option: string, url: string, where: string): void {
  checkToken(option, url, /^https:\/\/[^\s\p{Cc}"'<>\\]+$/u, 'an https URL', where);
}

export function checkUrl(option: string, url: string, where: string): void {
  checkToken(option, url, /^https?:\/\/[^\s\p{Cc}"'<>\\]+$/u, 'an http or https URL', where);
}
