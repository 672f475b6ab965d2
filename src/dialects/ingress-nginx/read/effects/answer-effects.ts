import { items } from '../../../../annotation-table/list-text';
import type { EffectValue } from '../../../../table/effects';
import { errorCodes } from '../../error-codes';
import { type EffectRow, type LocationFacts, row } from './effect-row';
import { type EffectSource, given } from './effect-source';

const CORS_HEADERS = 'DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization';

/**
 * What happens to answers, what is written down, and raw text.
 *
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: rootfs/etc/nginx/template/nginx.tmpl, internal/ingress/controller/template/template.go
 * (`buildOpentelemetryForLocation`), rootfs/etc/nginx/lua/lua_ingress.lua (`header`), and the folders of the annotations.
 */
// biome-ignore format: a table
export const ANSWER_EFFECTS: readonly EffectRow[] = [
  row('cors', 'location', ['enable-cors', 'cors-allow-origin', 'cors-allow-methods', 'cors-allow-headers', 'cors-expose-headers', 'cors-allow-credentials', 'cors-max-age'], cors),
  row('responseHeaders', 'location', ['custom-headers', 'add-headers', 'hide-headers', 'allow-backend-server-header', 'server-tokens'], responseHeaders),
  row('hsts', 'everywhere', ['hsts', 'hsts-max-age', 'hsts-include-subdomains', 'hsts-preload'], hsts),
  row('customErrors', 'location', ['custom-http-errors', 'default-backend', 'disable-proxy-intercept-errors'], customErrors),
  row('standIn', 'location', ['default-backend'], ({ said, namespace }) => (said.text('default-backend') === '' ? undefined : `${namespace}/${said.text('default-backend')}`)),
  row('redirects', 'location', ['relative-redirects', 'use-port-in-redirects'], ({ either }) => ({ relative: either.on('relative-redirects'), port: either.on('use-port-in-redirects') })),
  row('compression', 'everywhere', ['use-gzip', 'gzip-types', 'gzip-min-length', 'gzip-level', 'gzip-disable', 'enable-brotli', 'brotli-types', 'brotli-min-length', 'brotli-level'], compression),
  row('mediaType', 'everywhere', ['default-type'], ({ set }) => set.text('default-type', 'text/html')),
  row('tracing', 'location', ['enable-opentelemetry', 'opentelemetry-trust-incoming-span', 'opentelemetry-operation-name', 'otel-sampler', 'otel-sampler-ratio', 'otel-sampler-parent-based'], tracing),
  row('accessLog', 'location', ['enable-access-log', 'disable-access-log', 'disable-http-access-log', 'enable-access-log-for-default-backend'], accessLog),
  row('snippet', 'serverSnippet', ['server-snippet'], (source) => raw(source.snippet('server-snippet'))),
  row('snippet', 'location', ['configuration-snippet'], (source) => raw(source.snippet('configuration-snippet'))),
  ...['main-snippet', 'http-snippet', 'server-snippet', 'location-snippet'].map((name) => row('snippet', 'everywhere', [name], ({ set }) => raw(set.text(name)))),
];

const raw = (text: string): EffectValue | undefined => (text.trim() === '' ? undefined : { unknown: text });

function cors({ said }: EffectSource): EffectValue | undefined {
  if (!said.on('enable-cors')) return undefined;
  const origins = items(said.text('cors-allow-origin', '*'));
  return given({
    origins: origins.includes('*') ? ['*'] : origins,
    methods: said.text('cors-allow-methods', 'GET, PUT, POST, DELETE, PATCH, OPTIONS'),
    headers: said.text('cors-allow-headers', CORS_HEADERS),
    exposedHeaders: said.text('cors-expose-headers'),
    credentials: said.on('cors-allow-credentials', true),
    maxAgeSeconds: said.number('cors-max-age', 1728000),
  });
}

function responseHeaders(source: EffectSource): EffectValue {
  const { said, set } = source;
  return given({
    set: source.configMap(said.text('custom-headers')),
    setEverywhere: source.configMap(set.text('add-headers')),
    hidden: items(set.text('hide-headers')),
    serverVersion: set.on('server-tokens'),
    serverOfBackend: set.on('allow-backend-server-header'),
  });
}

/** Sent with https answers of hosts that have a certificate. */
function hsts({ set }: EffectSource): EffectValue | undefined {
  if (!set.on('hsts', true)) return undefined;
  return {
    maxAgeSeconds: set.number('hsts-max-age', 31536000),
    subdomains: set.on('hsts-include-subdomains', true),
    preload: set.on('hsts-preload'),
  };
}

/** nginx takes the `error_page` lines of the http block only for locations that have none of their own. */
function customErrors({ said, set, namespace }: EffectSource, { protocol }: LocationFacts): EffectValue | undefined {
  const own = errorCodes(said.text('custom-http-errors'));
  const everywhere = items(set.text('custom-http-errors'));
  if (own.length === 0 && everywhere.length === 0) return undefined;
  const backend = own.length === 0 ? '' : said.text('default-backend');
  return given({
    statuses: (own.length > 0 ? own : everywhere).map(Number).sort(),
    backend: backend === '' ? 'the default backend of the controller' : `${namespace}/${backend}`,
    // Of gRPC and FastCGI the template intercepts nothing.
    ofBackendToo:
      protocol.includes('HTTP') &&
      ((own.length > 0 && !said.on('disable-proxy-intercept-errors')) ||
        (everywhere.length > 0 && !set.on('disable-proxy-intercept-errors'))),
  });
}

function compression({ set }: EffectSource): EffectValue | undefined {
  const how = (name: string, level: number, minimum: number): EffectValue =>
    given({
      level: set.number(`${name}-level`, level),
      fromBytes: set.number(`${name}-min-length`, minimum),
      types: set.text(`${name}-types`, 'the types that the controller lists'),
      notFor: name === 'gzip' ? set.text('gzip-disable') : '',
    });
  const gzip = set.on('use-gzip') ? how('gzip', 1, 256) : undefined;
  const brotli = set.on('enable-brotli') ? how('brotli', 4, 20) : undefined;
  return gzip === undefined && brotli === undefined ? undefined : given({ gzip, brotli });
}

/** Backends see the headers of a trace. The parser reads the other annotations only if the Ingress switches tracing on itself. */
function tracing({ said, set }: EffectSource): EffectValue | undefined {
  if (!said.on('enable-opentelemetry', set.on('enable-opentelemetry'))) return undefined;
  const own = said.on('enable-opentelemetry');
  const continues = set.on('opentelemetry-trust-incoming-span', true);
  return given({
    continues: own ? said.on('opentelemetry-trust-incoming-span', continues) : continues,
    operation: own
      ? said.text('opentelemetry-operation-name', set.text('opentelemetry-operation-name'))
      : set.text('opentelemetry-operation-name'),
    sampler: set.text('otel-sampler', 'AlwaysOn'),
    samplerRatio: set.text('otel-sampler', 'AlwaysOn') === 'TraceIdRatioBased' ? set.text('otel-sampler-ratio', '0.01') : '',
    asTheParent: set.on('otel-sampler-parent-based', true),
  });
}

/** The catch-all of the controller has an option of its own. */
function accessLog({ said, set, namespace }: EffectSource): EffectValue {
  if (set.on('disable-access-log') || set.on('disable-http-access-log')) return false;
  return namespace === undefined ? set.on('enable-access-log-for-default-backend') : said.on('enable-access-log', true);
}
