import type { RoutingTableData } from '../../../src/table/routing-table';

export const ORIGIN = { kind: 'Test', namespace: 'n', name: 'o', field: 'f' };

/** A table of nginx with these hosts. */
export const tableWith = (parts: Pick<RoutingTableData, 'hosts' | 'fallback'> & Partial<RoutingTableData>): RoutingTableData => ({
  controller: 'test',
  version: '1',
  requests: {
    codec: 'nginx',
    firstBufferBytes: 1024,
    furtherBuffers: 4,
    furtherBufferBytes: 8192,
    dropsOtherNames: true,
    underscoreHeaders: 'dropped',
    trustsForwardedHeaders: false,
    regexSyntax: 'pcre2',
  },
  patterns: [],
  certificates: [],
  refused: [],
  ignored: [],
  claimed: [],
  frozen: [],
  ...parts,
});
