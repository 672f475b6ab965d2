import { messageOf } from '../manifests/file-error';
import type { Naming, Shown } from '../proof/probe/judge-response';
import { text, texts, type Values } from './option-values';
import type { Address } from './send-request';
import { UsageError } from './usage-error';

/** Options of `probe`. */
export interface ProbeArguments {
  /** By scheme: where requests are sent. */
  readonly to: ReadonlyMap<'http' | 'https', Address>;
  /** Other names or addresses in the place of that one, by host of the request. */
  readonly resolve: ReadonlyMap<string, string>;
  readonly naming: Naming;
  readonly maxRequests: number;
  readonly maxSeconds: number;
  readonly ratePerSecond: number;
  readonly timeoutSeconds: number;
  readonly insecure: boolean;
  readonly unsafeMethods: boolean;
  /** The file of the report. */
  readonly junit: string | undefined;
}

export function readProbe(values: Values): ProbeArguments {
  const to = new Map(texts(values.to).map(readAddress));
  if (to.size === 0) throw new UsageError('probe needs an address, such as --to http://127.0.0.1:8080');
  if (to.size < texts(values.to).length) throw new UsageError('--to may be given once for http, and once for https');
  return {
    to,
    resolve: new Map(texts(values.resolve).map(readResolve)),
    naming: { ...shownBy(values, 'backend'), ...pathShownBy(values) },
    maxRequests: positive('--max-requests', text(values['max-requests']) ?? '1000'),
    maxSeconds: positive('--max-seconds', text(values['max-seconds']) ?? '300'),
    ratePerSecond: positive('--rate', text(values.rate) ?? '20'),
    timeoutSeconds: positive('--timeout', text(values.timeout) ?? '5'),
    insecure: values.insecure === true,
    unsafeMethods: values['unsafe-methods'] === true,
    junit: text(values.junit),
  };
}

const shownBy = (values: Values, what: 'backend' | 'path'): Shown => ({
  header: text(values[`${what}-header`]),
  pattern: patternOf(`--${what}-pattern`, text(values[`${what}-pattern`])),
});

function pathShownBy(values: Values): Pick<Naming, 'path'> {
  const path = shownBy(values, 'path');
  return path.header === undefined && path.pattern === undefined ? {} : { path };
}

function readAddress(given: string): readonly ['http' | 'https', Address] {
  const found = /^(https?):\/\/(\[[\da-f:.]+\]|[^/?#@:\s[\]]+)(?::(\d{1,5}))?\/?$/i.exec(given);
  const port = Number(found?.[3] ?? (found?.[1]?.toLowerCase() === 'https' ? 443 : 80));
  if (found === null || port < 1 || port > 65_535)
    throw new UsageError(`--to must be a URL with a scheme, a host and perhaps a port, such as http://127.0.0.1:8080, and is "${given}"`);
  return [found[1]?.toLowerCase() as 'http' | 'https', { host: (found[2] as string).replace(/^\[|\]$/g, ''), port }];
}

function readResolve(given: string): readonly [string, string] {
  const found = /^([^:\s]+):(\S+)$/.exec(given);
  if (found === null) throw new UsageError(`--resolve must be "host:address", such as shop.example.com:127.0.0.1, and is "${given}"`);
  return [(found[1] as string).toLowerCase(), (found[2] as string).replace(/^\[|\]$/g, '')];
}

function patternOf(option: string, pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern, 's');
  } catch (error) {
    throw new UsageError(`${option} is no regular expression: ${messageOf(error)}`);
  }
}

function positive(option: string, value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new UsageError(`${option} must be a number above 0, and is "${value}"`);
  return number;
}
