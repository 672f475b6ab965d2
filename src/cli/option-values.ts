import { UsageError } from './usage-error';

/** Values of options by name, as they were parsed. */
export type Values = { readonly [name: string]: unknown };

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(', ')}, and is "${value}"`);
  return found;
}

/** The host of requests, as a Host header has it. */
export function hostName(option: string, value: string | undefined): string | undefined {
  if (value !== undefined && !/^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(value))
    throw new UsageError(`${option} takes the name of a host such as "shop.example.com", not ${JSON.stringify(value)}`);
  return value;
}
