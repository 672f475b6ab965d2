import type { RequestCodec, SeenRequest } from './codecs/codec';
import type { CertificateIndex } from './host-index';
import type { RegexCache } from './regex-cache';
import type { HostEntry, RoutingTableData } from './routing-table';
import type { Tracer } from './trace';

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
  /** Absent unless a trace is wanted. */
  readonly tracer: Tracer | undefined;
}
