import type { App, Chart } from 'cdk8s';
import { FLAG, inWords, type Kind, mapOf, type Optional, readStruct, required, type Shape, TEXT, TEXTS } from '../../input/struct-shape';
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

// ---- arguments

/** Plain JavaScript has no compiler that would say so. */
export const isTable = (other: unknown): boolean => {
  try {
    return hasMethod(other, 'resolve') && hasMethod(other, 'diff');
  } catch {
    return false;
  }
};

const hasMethod = (value: unknown, name: string): boolean =>
  typeof (value as { readonly [member: string]: unknown } | null | undefined)?.[name] === 'function';

/** Charts of another copy of cdk8s are taken too. */
export const CHART: Kind<Chart> & Optional = {
  words: 'a Chart',
  accepts: (value) => hasMethod(value, 'toJson') && hasMethod((value as { readonly node?: unknown }).node, 'findAll'),
};

const APP: Kind<App> = {
  words: 'an App',
  accepts: (value) => hasMethod(value, 'synth') && Array.isArray((value as { readonly charts?: unknown }).charts),
};

function readArgument<T>(name: string, value: T, kind: Kind<T>, owner: string): T {
  const shape = { [name]: required(kind) } as unknown as Shape<{ readonly [name: string]: T }>;
  return readStruct({ [name]: value }, shape, { owner, where: '' })[name] as T;
}

export const readChart = (chart: Chart): Chart => readArgument('chart', chart, CHART, 'RoutingTable.ofChart');
export const readApp = (app: App): App => readArgument('app', app, APP, 'RoutingTable.ofApp');
export const readText = (text: string): string => readArgument('text', text, TEXT, 'RoutingTable.fromYaml');
export const readFileNames = (files: string[]): string[] =>
  readArgument('files', files, inWords('a list of files such as ["dist/"]', TEXTS), 'RoutingTable.fromFiles');
export const readUrl = (url: string): string =>
  readArgument('url', url, inWords('a URL such as "https://shop.example.com/cart"', TEXT), 'RoutingTable');
