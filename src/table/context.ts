import type { RequestCodec, SeenRequest } from './codecs/codec';
import type { Decision } from './decision';
import type { CertificateIndex } from './host-index';
import type { Groups } from './match-path';
import type { RegexCache } from './regex-cache';
import type { HostEntry, RoutingTableData } from './routing-table';
import type { SetVariables } from './script';
import type { Tracer } from './trace';

export interface Carried {
  readonly rewritten: boolean;
  readonly groups: Groups | undefined;
  readonly variables: SetVariables | undefined;
  /** How often a candidate was looked for again. */
  readonly times: number;
}

/** All that is needed to decide about one request. */
export interface Context {
  readonly table: RoutingTableData;
  readonly codec: RequestCodec;
  readonly regexes: RegexCache;
  readonly certificates: CertificateIndex;
  readonly seen: SeenRequest;
  readonly entry: HostEntry;
  /** Whether the TLS connection was made by the name of another host that the table has. */
  readonly otherTlsHost: boolean;
  /** What scripts have made of the request before a candidate was looked for; absent if none has changed anything. */
  readonly carried?: Carried;
  /** Looks for a candidate once more. Absent where requests are not looked up. */
  readonly lookUp?: (context: Context) => Decision;
  /** Absent unless a trace is wanted. */
  readonly tracer: Tracer | undefined;
}
