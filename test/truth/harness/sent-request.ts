import type { RoutingRequest } from '../../../src/table/request';
import type { RecordedRequest } from './recorded-case';

/** Requests came from the machine that the controller ran on. */
export const sentRequest = ({ path, headers, clientCert: _, pause: __, ...rest }: RecordedRequest): RoutingRequest => ({
  ...rest,
  ...(headers === undefined ? {} : { headers: headersOf(headers) }),
  target: path,
  clientAddress: '127.0.0.1',
});

/** Lines of one name are a list. */
function headersOf(headers: NonNullable<RecordedRequest['headers']>): NonNullable<RoutingRequest['headers']> {
  if (!isList(headers)) return headers;
  const lines: { [name: string]: string[] } = {};
  for (const [name, value] of headers) lines[name] = [...(lines[name] ?? []), value];
  return lines;
}

const isList = (headers: NonNullable<RecordedRequest['headers']>): headers is readonly (readonly [string, string])[] =>
  Array.isArray(headers);
