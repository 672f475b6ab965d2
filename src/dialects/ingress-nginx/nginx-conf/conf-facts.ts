import type { ConfFacts } from './check-conf';
import type { Values } from './settings-values';
import { ANY_VARIABLE, isVariable } from './variables';

/**
 * Modules and variables that settings of the controller add. `own`: names of variables that http defines, in lower case; `streamText`:
 * the text of stream.
 */
export function confFacts(values: Values, own: ReadonlySet<string>, asked: readonly string[], streamText: string): ConfFacts {
  const ofStream = new Set(variablesMadeBy(streamText));
  const main = values.option('main-snippet');
  const loads = /(?:^|[\s;])load_module\s/.test(main);
  const modules = new Set(asked);
  for (const [option, module] of MODULES) if (values.option(option) === 'true') modules.add(module);
  const further = (name: string): boolean => {
    const key = name.toLowerCase();
    // For the headers of an authentication service.
    return loads || /^authheader\d+$/.test(key) || [...modules].some((module) => VARIABLES_OF[module]?.test(key));
  };
  const longest = (option: string): number => longestKey(Number(values.option(option)));
  return {
    http: {
      knows: (name) => isVariable(name, 'http', own) || further(name),
      longestMapKey: longest(NAME_LIMITS[0]),
      longestVariable: longest(NAME_LIMITS[1]),
      longestHeader: longest(NAME_LIMITS[2]),
    },
    stream: {
      knows: (name) => isVariable(name, 'stream', ofStream) || further(name),
      longestMapKey: longestKey(64),
      longestVariable: longestKey(64),
      longestHeader: longestKey(64),
    },
    modules: loads ? undefined : modules,
    limitsNames: NAME_LIMITS.some((option) => values.isSet(option)),
  };
}

/** Options that limit the length of names in a table: of maps, variables and headers. */
const NAME_LIMITS = ['map-hash-bucket-size', 'variables-hash-bucket-size', 'proxy-headers-hash-bucket-size'] as const;

/** Options that load a module. */
const MODULES: readonly (readonly [option: string, module: string])[] = [
  ['enable-modsecurity', 'modsecurity'],
  ['enable-brotli', 'brotli'],
  ['use-geoip2', 'geoip2'],
  ['enable-opentelemetry', 'opentelemetry'],
];

/** Variables that a module defines; those of geoip2 depend on the available databases. */
const VARIABLES_OF: { readonly [module: string]: RegExp } = {
  brotli: /^brotli_ratio$/,
  geoip2: /^geoip2_/,
  opentelemetry: /^opentelemetry_/,
};

/**
 * A key must fit into its bucket; a bucket of size zero is another problem. A bucket is a multiple of 64 bytes, and holds the length
 * and two pointers beside a key. nginx/nginx@release-1.27.1:src/core/ngx_hash.c (`NGX_HASH_ELT_SIZE`, `ngx_hash_init`).
 */
const longestKey = (bucket: number): number => (bucket > 0 ? Math.ceil(bucket / 64) * 64 - 18 : Number.POSITIVE_INFINITY);

/** Names, in lower case, of the variables that a text of the configuration defines; a file that it includes may define any. */
export const variablesMadeBy = (text: string): readonly string[] => [...variablesSetBy(text), ...variablesMadeOtherwise(text)];

/** Those that `set` makes, which have no value until it is run. */
export const variablesSetBy = (text: string): readonly string[] => namesIn(text.matchAll(/(?:^|[\s;{}])set\s+["']?\$(\w+)/g));

/** Those that something else makes than `set`. */
export function variablesMadeOtherwise(text: string): readonly string[] {
  const names = namesIn([
    ...text.matchAll(/(?:^|[\s;{}])(?:set_\w+|auth_request_set|js_set|js_var|perl_set)\s+["']?\$(\w+)/g),
    ...text.matchAll(/(?:^|[\s;{}])(?:map|geo|split_clients)\s[^{;]*\$(\w+)["']?\s*\{/g),
    ...text.matchAll(/\(\?P?[<']([A-Za-z_]\w*)[>']/g),
    ...(/geoip2\s/.test(text) ? text.matchAll(/(?:^|[\s;{}])\$(\w+)\s+(?:default|source)=/g) : []),
  ]);
  return /(?:^|[\s;{}])include\s/.test(text) ? [...names, ANY_VARIABLE] : names;
}

const namesIn = (found: Iterable<RegExpMatchArray>): readonly string[] => [...found].map(([, name]) => (name as string).toLowerCase());
