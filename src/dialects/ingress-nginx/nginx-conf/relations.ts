import { cipherProblem } from './ciphers';
import { sizeInBytes, wholeNumber } from './measures';
import type { Directive } from './parse';
import { locationName } from './problems';

/** Why nginx does not load the configuration. */
export interface ConfProblem {
  readonly because: string;
  /** The settings to blame. */
  readonly names: readonly string[];
}

/** A directive and the settings that it is made from. */
export interface Placed {
  readonly directive: Directive;
  readonly names: readonly string[];
}

/**
 * Why nginx refuses a block because of the relation between its values. `levels` are the directives of the block and of the enclosing
 * blocks, nearest first; a block inherits the directives that it does not have.
 */
export function relationProblems(levels: readonly (readonly Placed[])[]): readonly ConfProblem[] {
  return [
    ...bufferProblems('proxy', levels),
    ...bufferProblems('fastcgi', levels),
    ...offProblems(levels[0] ?? []),
    ...redirectProblems(levels[0] ?? []),
    ...tlsProblems(levels),
    ...headerBufferProblems(levels),
  ];
}

type Find = (name: string) => Placed | undefined;

const finder =
  (levels: readonly (readonly Placed[])[]): Find =>
  (name) =>
    levels.map((level) => level.find(({ directive }) => directive.name === name)).find(Boolean);

/**
 * Sizes of buffers. A malformed value is reported elsewhere, and is ignored here.
 * Source: nginx/nginx@release-1.27.1:src/http/modules/ngx_http_proxy_module.c (`ngx_http_proxy_merge_loc_conf`),
 * ngx_http_fastcgi_module.c.
 */
function bufferProblems(prefix: 'proxy' | 'fastcgi', levels: readonly (readonly Placed[])[]): readonly ConfProblem[] {
  const find = finder(levels);
  const bufferSize = find(`${prefix}_buffer_size`);
  const buffers = find(`${prefix}_buffers`);
  const busySize = find(`${prefix}_busy_buffers_size`);
  const writeSize = find(`${prefix}_temp_file_write_size`);
  const fileSize = find(`${prefix}_max_temp_file_size`);
  const bytes = (placed: Placed | undefined, argument: number, otherwise: bigint): bigint | undefined =>
    placed === undefined ? otherwise : sizeInBytes(placed.directive.args[argument] ?? '');
  const one = bytes(buffers, 1, 4096n);
  const first = bytes(bufferSize, 0, 4096n);
  const number = buffers === undefined ? 8n : wholeNumber(buffers.directive.args[0] ?? '');
  if (one === undefined || first === undefined || number === undefined) return [];
  const size = first > one ? first : one;
  const busy = bytes(busySize, 0, 2n * size);
  const write = bytes(writeSize, 0, 2n * size);
  const file = bytes(fileSize, 0, 1024n ** 3n);
  if (busy === undefined || write === undefined || file === undefined) return [];
  const names = (...from: readonly (Placed | undefined)[]): readonly string[] => [
    ...new Set(from.flatMap((placed) => placed?.names ?? [])),
  ];
  const largest = `the larger of ${prefix}_buffer_size and one of ${prefix}_buffers`;
  if (number < 2n) return [{ because: `${prefix}_buffers: at least 2 are needed, not ${number}`, names: names(buffers) }];
  if (busy < size)
    return [
      {
        because: `${prefix}_busy_buffers_size: ${busy} bytes are less than ${largest}, ${size}`,
        names: names(busySize, bufferSize, buffers),
      },
    ];
  if (busy > (number - 1n) * one)
    return [
      {
        because: `${prefix}_busy_buffers_size: ${busy} bytes are more than all but one of ${prefix}_buffers, ${(number - 1n) * one}`,
        names: names(busySize, bufferSize, buffers),
      },
    ];
  if (write < size)
    return [
      {
        because: `${prefix}_temp_file_write_size: ${write} bytes are less than ${largest}, ${size}`,
        names: names(writeSize, bufferSize, buffers),
      },
    ];
  if (file !== 0n && file < size)
    return [
      {
        because: `${prefix}_max_temp_file_size: ${file} bytes are neither 0 nor at least ${largest}, ${size}`,
        names: names(fileSize, bufferSize, buffers),
      },
    ];
  return [];
}

/** `ngx_http_proxy_redirect`, `ngx_http_proxy_cookie_path`, `ngx_http_proxy_cookie_domain`: "off" excludes further values. */
function offProblems(block: readonly Placed[]): readonly ConfProblem[] {
  return ['proxy_redirect', 'proxy_cookie_path', 'proxy_cookie_domain'].flatMap((name) => {
    const all = block.filter(({ directive }) => directive.name === name);
    if (all.length < 2 || all.every(({ directive }) => directive.args[0] !== 'off')) return [];
    return [{ because: `${name} is given with "off" and a second time`, names: [...new Set(all.flatMap(({ names }) => names))] }];
  });
}

/** `ngx_http_proxy_redirect`: "default" needs a `proxy_pass` before it, without variables. */
function redirectProblems(block: readonly Placed[]): readonly ConfProblem[] {
  const at = block.findIndex(({ directive: { name, args } }) => name === 'proxy_redirect' && args.length === 1 && args[0] === 'default');
  if (at < 0) return [];
  const { names } = block[at] as Placed;
  const pass = block.slice(0, at).find(({ directive }) => directive.name === 'proxy_pass');
  if (pass === undefined) return [{ because: 'proxy_redirect: "default" needs a proxy_pass before it', names }];
  if (pass.directive.args[0]?.includes('$'))
    return [{ because: 'proxy_redirect: "default" cannot be used with a proxy_pass that has variables', names: [...names, ...pass.names] }];
  return [];
}

/** `ngx_http_proxy_set_ssl`: read only if requests go to the backend over TLS. */
function tlsProblems(levels: readonly (readonly Placed[])[]): readonly ConfProblem[] {
  const target = levels[0]?.find(({ directive }) => directive.name === 'proxy_pass')?.directive.args[0] ?? '';
  if (!/^https:|\$/i.test(target)) return [];
  const find = finder(levels);
  const problems: ConfProblem[] = [];
  const ciphers = find('proxy_ssl_ciphers');
  const because = ciphers === undefined ? undefined : cipherProblem(ciphers.directive.args[0] ?? '');
  if (ciphers !== undefined && because !== undefined) problems.push({ because: `proxy_ssl_ciphers: ${because}`, names: ciphers.names });
  const verify = find('proxy_ssl_verify');
  if (verify?.directive.args[0]?.toLowerCase() === 'on' && find('proxy_ssl_trusted_certificate') === undefined)
    problems.push({ because: 'proxy_ssl_verify: there is no proxy_ssl_trusted_certificate', names: verify.names });
  return problems;
}

/** `ngx_http_core_merge_srv_conf`. */
function headerBufferProblems(levels: readonly (readonly Placed[])[]): readonly ConfProblem[] {
  const find = finder(levels);
  const buffers = levels[0]?.find(({ directive }) => directive.name === 'large_client_header_buffers');
  const size = buffers === undefined ? undefined : sizeInBytes(buffers.directive.args[1] ?? '');
  const pool = sizeInBytes(find('connection_pool_size')?.directive.args[0] ?? '512');
  if (buffers === undefined || size === undefined || pool === undefined || size >= pool) return [];
  return [{ because: `large_client_header_buffers: ${size} bytes are less than connection_pool_size, ${pool}`, names: buffers.names }];
}

/**
 * Why the locations of a snippet are not allowed inside the location of a path: an exact location may contain none, and a name that is
 * not a pattern must begin with the name of the outer location. Source: nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c
 * (`ngx_http_core_location`).
 */
export function nestedLocationProblems(
  block: readonly Placed[],
  outer: { readonly name: string; readonly exact: boolean },
): readonly ConfProblem[] {
  return block.flatMap(({ directive, names }) => {
    if (directive.name !== 'location') return [];
    const [modifier, name] = locationName(directive.args);
    if (outer.exact) return [{ because: `location "${name}" cannot stand inside the exact location "${outer.name}"`, names }];
    if (modifier.startsWith('~') || name.startsWith('@') || name.startsWith(outer.name)) return [];
    return [{ because: `location "${name}" is outside location "${outer.name}"`, names }];
  });
}
