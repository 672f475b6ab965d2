import { FLAG, inWords, mapOf, readStruct, type Shape, TEXT } from '../../input/struct-shape';
import { CONTROLLER } from '../routes/route-shapes';
import type { RoutingDiffOptions } from './routing-diff';
import type { RoutingRequestOptions, RoutingTableOptions } from './routing-table-options';

/** Shapes of the options of a `RoutingTable`. */
const TABLE: Shape<RoutingTableOptions> = {
  controller: CONTROLLER,
  complete: FLAG,
};

const REQUEST: Shape<RoutingRequestOptions> = {
  method: inWords('a method such as "POST"', TEXT),
  headers: inWords('a map of strings such as { cookie: "a=b" }', mapOf(TEXT)),
  clientAddress: inWords('an address such as "10.0.0.1"', TEXT),
};

const DIFF: Shape<RoutingDiffOptions> = {
  stateLimit: { words: 'a whole number from 1, such as 100000', accepts: (value) => Number.isSafeInteger(value) && (value as number) > 0 },
  renames: {
    words: 'a map of names such as { "old/cart": "shop/cart" }',
    accepts: (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.entries(value).every((names) => names.every((name) => typeof name === 'string' && /^[^/]+\/[^/]+$/.test(name))),
  },
};

export const readDiffOptions = (options: RoutingDiffOptions): RoutingDiffOptions =>
  readStruct(options, DIFF, { owner: 'RoutingTable', where: '', words: 'an object such as { stateLimit: 100000 }' });

export const readTableOptions = (options: RoutingTableOptions, owner: string): RoutingTableOptions =>
  readStruct(options, TABLE, { owner, where: '', words: 'an object such as { complete: true }' });

export const readRequestOptions = (options: RoutingRequestOptions): RoutingRequestOptions =>
  readStruct(options, REQUEST, { owner: 'RoutingTable', where: '', words: 'an object such as { method: "POST" }' });
