import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCases, type SnippetCase, type SnippetRequest } from './generate';

/**
 * Asks a real nginx what it does with generated snippets, and writes `recorded.json`: `npx tsx test/dialects/ingress-nginx/read/snippets/ask-nginx.ts`.
 *
 * The servers stand as the template of kubernetes/ingress-nginx@controller-v1.15.1 (rootfs/etc/nginx/template/nginx.tmpl) writes them: the
 * same statements in the same order, without Lua and TLS. An answer is `null` where nginx does not load the configuration. Traffic goes to
 * loopback only.
 */
const COUNT = 300;
const SEED = 20_260_101;
const PORT = 18_080;
const BACKEND = 18_081;

function server({ name, paths, annotations, config }: SnippetCase): string {
  const said = (key: string): string => annotations[key] ?? '';
  const patterns = said('use-regex') === 'true';
  const sorted = paths
    .map((path) => path.split(' ') as [string, string, string])
    .sort(([, a], [, b]) => b.length - a.length || (a < b ? 1 : -1));
  const locations = sorted.flatMap(([type, path, service]) => {
    const of = (text: string): string => location(text, path, service);
    if (patterns) return [of(`~* "^${path}"`)];
    if (type === 'Exact') return [of(`= "${path}"`)];
    // The controller takes ImplementationSpecific for Prefix.
    if (path === '/') return [of(`"${path}"`)];
    const bare = path.replace(/\/$/, '');
    return [of(`"${bare}/"`), of(`= "${path}"`)].filter((text) => path !== '/' && !(path.endsWith('/') && text.startsWith('location = "')));
  });
  const root = sorted.some(([type, path]) => path === '/' && (patterns || type !== 'Exact'))
    ? []
    : [location(patterns ? '~* "^/"' : '"/"', '/', 'none')];
  return `server {
  listen 127.0.0.1:${PORT};
  server_name "${name}";
  set $proxy_upstream_name "-";
  ${said('server-snippet')}
  ${[...locations, ...root].join('\n')}
  ${config['server-snippet'] ?? ''}
}`;

  function location(modifier: string, path: string, service: string): string {
    const appRoot = said('app-root') === '' ? '' : `if ($uri = /) { return 302 $scheme://$http_host${said('app-root')}; }`;
    const allow = said('allowlist-source-range');
    const redirect = said('permanent-redirect');
    const target = said('rewrite-target');
    return `${appRoot}
location ${modifier} {
  set $proxy_upstream_name "${service}";
  port_in_redirect off;
  ${allow === '' ? '' : `allow ${allow}; deny all;`}
  proxy_set_header Host $http_host;
  proxy_set_header X-Service $proxy_upstream_name;
  ${said('configuration-snippet')}
  ${config['location-snippet'] ?? ''}
  ${said('relative-redirects') === 'true' ? 'absolute_redirect off;' : ''}
  ${redirect === '' ? '' : `return 301 ${redirect};`}
  ${target === '' || target === path ? '' : `rewrite "(?i)${path}" ${target} break;`}
  proxy_pass http://upstream_balancer;
  proxy_redirect off;
}`;
  }
}

const conf = (servers: readonly string[]): string => `
daemon off; master_process off; pid nginx.pid; error_log error.log crit;
load_module /usr/lib/nginx/modules/ngx_http_headers_more_filter_module.so;
events { worker_connections 512; }
http {
  access_log off; port_in_redirect off; variables_hash_max_size 4096; server_names_hash_max_size 8192; server_names_hash_bucket_size 128;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  upstream upstream_balancer { server 127.0.0.1:${BACKEND}; }
  ${servers.join('\n')}
  server { listen 127.0.0.1:${BACKEND} default_server; location / { return 200 "$http_x_service $request_uri"; } }
}`;

const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
const file = join(folder, 'nginx.conf');

function loads(servers: readonly string[]): boolean {
  writeFileSync(file, conf(servers));
  try {
    execFileSync('nginx', ['-t', '-q', '-p', folder, '-c', file], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Status and Location, or Service and target as the backend gets it, or `closed`. */
function ask({ method, target, headers }: SnippetRequest): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(PORT, '127.0.0.1');
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('error', failed);
    socket.on('close', () => done(read(text)));
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write([`${method} ${target} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1');
  });
}

function read(text: string): string {
  if (text === '') return 'closed';
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  const status = head.slice(9, 12);
  const location = /^Location: (.*)$/im.exec(head)?.[1]?.replace(/\r$/, '');
  const backend = /^(?:[0-9a-f]+\r\n)?((?:s\d+|none) \/\S*)/.exec(body)?.[1];
  if (status === '200' && backend !== undefined) return `to ${backend}`;
  return location === undefined ? status : `${status} ${location}`;
}

async function main(): Promise<void> {
  mkdirSync(join(folder, 'html'));
  const version = /nginx\/(\S+)/.exec(execFileSync('sh', ['-c', 'nginx -v 2>&1']).toString())?.[1];
  const cases = generateCases(COUNT, SEED);
  const good = cases.filter((one) => loads([server(one)]));
  if (!loads(good.map(server))) throw new Error('the servers cannot be loaded together');
  const nginx = spawn('nginx', ['-p', folder, '-c', file], { stdio: 'inherit' });
  await new Promise((done) => setTimeout(done, 1500));
  const answers: (readonly string[] | null)[] = [];
  for (const one of cases) {
    const given: string[] = [];
    for (const request of good.includes(one) ? one.requests : []) given.push(await ask(request));
    answers.push(good.includes(one) ? given : null);
  }
  nginx.kill();
  const lines = answers.map((one) => `  ${JSON.stringify(one)}`).join(',\n');
  const head = `"nginx": "${version}", "seed": ${SEED}`;
  writeFileSync(join(__dirname, 'recorded.json'), `{\n  ${head}, "answers": [\n${lines}\n]}\n`);
}

void main();
