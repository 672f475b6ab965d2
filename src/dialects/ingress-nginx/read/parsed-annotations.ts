import { items } from '../../../annotation-table/list-text';
import type { ClusterView } from '../../../kinds/cluster-view';
import type { IngressView } from '../../../kinds/ingress-view';
import { annotationRow } from '../annotation-table';
import { errorCodes } from '../error-codes';
import { exceeds, highestRisk } from '../risk';
import { Annotations, type Found, type Rejected, valueOr } from './annotations';
import { type Access, readAccess } from './annotations-access';
import { configSwitch, type Settings } from './settings';

/** What the annotations of an Ingress come to, with the defaults of the config map. */
export interface ParsedAnnotations {
  /** Whether the Ingress has none of its own, so that all of this is the controller's default. */
  readonly plain: boolean;
  readonly aliases: readonly string[];
  readonly canary: Canary | undefined;
  readonly redirect: Redirect;
  readonly rewrite: Rewrite;
  readonly usePortInRedirects: boolean;
  /** Key of the Service, where it exists. */
  readonly defaultBackend: string | undefined;
  readonly backendProtocol: string;
  /** Origins that may ask, absent where CORS is off. */
  readonly corsOrigins: readonly string[] | undefined;
  readonly access: Access;
  readonly affinity: Affinity | undefined;
  readonly canaryKeepsSession: boolean;
  readonly serviceUpstream: boolean;
  readonly configurationSnippet: string;
  readonly serverSnippet: string;
  /** Those of the annotation alone. */
  readonly customHttpErrors: readonly number[];
  readonly xForwardedPrefix: string;
  readonly upstreamVhost: string;
  /** Each annotation by itself. */
  readonly said: Annotations;
  /** The keys that hold the values, for origins. */
  readonly keyOf: (name: string) => string;
}

export interface Canary {
  readonly weight: number;
  readonly weightTotal: number;
  readonly header: string;
  readonly headerValue: string;
  readonly headerPattern: string;
  readonly cookie: string;
}

export interface Redirect {
  readonly url: string;
  readonly code: number;
  readonly annotation: 'temporal-redirect' | 'permanent-redirect';
  readonly fromToWww: boolean;
  readonly relative: boolean;
}

export interface Rewrite {
  readonly target: string;
  readonly sslRedirect: boolean;
  readonly forceSslRedirect: boolean;
  readonly preserveTrailingSlash: boolean;
  readonly useRegex: boolean;
  readonly appRoot: string;
}

export interface Affinity {
  readonly cookie: string;
}

export const NO_REDIRECT: Redirect = { url: '', code: 0, annotation: 'permanent-redirect', fromToWww: false, relative: false };

/**
 * Parses all annotations of an Ingress that change where requests go.
 *
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/annotations.go (`Extract`) and the folder of each
 * annotation. What a parser does with a refused value differs: some take the default, some deny the location, and some make the
 * controller ignore the Ingress.
 */
export function parseAnnotations(ingress: IngressView, cluster: ClusterView, settings: Settings): ParsedAnnotations | Rejected {
  const risky = riskyAnnotation(ingress, settings);
  if (risky !== undefined) return risky;
  const annotations = new Annotations(ingress, settings);
  if (annotations.isEmpty) return defaultsOf(ingress, annotations, cluster, settings);
  return parse(ingress, annotations, cluster, settings);
}

const defaults = new WeakMap<Settings, ParsedAnnotations | Rejected>();

/** Ingresses without annotations of the controller are many, and alike. */
function defaultsOf(
  ingress: IngressView,
  annotations: Annotations,
  cluster: ClusterView,
  settings: Settings,
): ParsedAnnotations | Rejected {
  let known = defaults.get(settings);
  if (known === undefined) {
    known = parse(ingress, annotations, cluster, settings);
    defaults.set(settings, known);
  }
  return known;
}

function parse(ingress: IngressView, annotations: Annotations, cluster: ClusterView, settings: Settings): ParsedAnnotations | Rejected {
  const rejected = rejectedAnnotation(annotations);
  if (rejected !== undefined) return rejected;
  const access = readAccess(ingress, annotations, cluster, settings);
  if ('because' in access) return access;
  const snippets = configSwitch(settings, 'allow-snippet-annotations', false);
  return {
    plain: annotations.isEmpty,
    aliases: aliasesOf(valueOr(annotations.text('server-alias'), '')),
    canary: canaryOf(annotations),
    redirect: redirectOf(annotations),
    rewrite: rewriteOf(annotations, settings),
    usePortInRedirects: valueOr(annotations.boolean('use-port-in-redirects'), configSwitch(settings, 'use-port-in-redirects', false)),
    defaultBackend: defaultBackendOf(ingress, annotations, cluster),
    backendProtocol: valueOr(annotations.text('backend-protocol'), 'HTTP').toUpperCase(),
    corsOrigins: valueOr(annotations.boolean('enable-cors'), false) ? corsOriginsOf(annotations.text('cors-allow-origin')) : undefined,
    access,
    affinity:
      valueOr(annotations.text('affinity'), '') === 'cookie'
        ? { cookie: valueOr(annotations.text('session-cookie-name'), 'INGRESSCOOKIE') }
        : undefined,
    canaryKeepsSession: valueOr(annotations.text('affinity-canary-behavior'), '') !== 'legacy',
    serviceUpstream: serviceUpstreamOf(annotations, settings),
    configurationSnippet: snippets ? valueOr(annotations.text('configuration-snippet'), '') : '',
    serverSnippet: snippets ? valueOr(annotations.text('server-snippet'), '') : '',
    customHttpErrors: errorCodes(valueOr(annotations.text('custom-http-errors'), '')),
    xForwardedPrefix: valueOr(annotations.text('x-forwarded-prefix'), ''),
    upstreamVhost: valueOr(annotations.text('upstream-vhost'), ''),
    said: annotations,
    keyOf: (name) => annotations.keyOf(name),
  };
}

// ---- what makes the controller ignore the Ingress

/** `CheckAnnotationRisk`. */
function riskyAnnotation(ingress: IngressView, settings: Settings): Rejected | undefined {
  const most = highestRisk(settings.config['annotations-risk-level']);
  for (const key of Object.keys(ingress.annotations)) {
    const row = annotationRow(key.startsWith(settings.annotationsPrefix) ? key.slice(settings.annotationsPrefix.length) : key);
    if (row !== undefined && exceeds(row.risk, most))
      return {
        annotation: key,
        because: `annotation "${key}" has risk ${row.risk}, and the controller takes ${most} at most`,
        takenAtRisk: row.risk,
      };
  }
  return undefined;
}

/** Annotations whose parsers hand a refused value on, always or where another one is set. */
const REJECTING: readonly {
  readonly name: string;
  readonly type: 'boolean' | 'integer' | 'text';
  readonly with?: string;
  readonly without?: string;
}[] = [
  { name: 'server-alias', type: 'text' },
  { name: 'auth-type', type: 'text' },
  { name: 'auth-secret-type', type: 'text', with: 'auth-type' },
  { name: 'auth-url', type: 'text' },
  { name: 'auth-tls-secret', type: 'text' },
  { name: 'client-body-buffer-size', type: 'text' },
  { name: 'connection-proxy-header', type: 'text' },
  { name: 'custom-http-errors', type: 'text' },
  { name: 'default-backend', type: 'text' },
  { name: 'fastcgi-index', type: 'text' },
  { name: 'fastcgi-params-configmap', type: 'text' },
  { name: 'http2-push-preload', type: 'boolean' },
  { name: 'opentelemetry-operation-name', type: 'text', with: 'enable-opentelemetry' },
  { name: 'proxy-ssl-secret', type: 'text' },
  { name: 'limit-rpm', type: 'integer' },
  { name: 'limit-rps', type: 'integer' },
  { name: 'limit-connections', type: 'integer' },
  { name: 'limit-allowlist', type: 'text' },
  { name: 'from-to-www-redirect', type: 'boolean' },
  { name: 'relative-redirects', type: 'boolean' },
  { name: 'temporal-redirect', type: 'text' },
  { name: 'temporal-redirect-code', type: 'integer', with: 'temporal-redirect' },
  { name: 'permanent-redirect', type: 'text', without: 'temporal-redirect' },
  { name: 'permanent-redirect-code', type: 'integer', without: 'temporal-redirect' },
  { name: 'ssl-passthrough', type: 'boolean' },
  { name: 'ssl-ciphers', type: 'text' },
  { name: 'upstream-hash-by', type: 'text' },
  { name: 'upstream-hash-by-subset', type: 'boolean' },
  { name: 'upstream-hash-by-subset-size', type: 'integer' },
  { name: 'load-balance', type: 'text' },
  { name: 'upstream-vhost', type: 'text' },
  { name: 'x-forwarded-prefix', type: 'text' },
];

function rejectedAnnotation(annotations: Annotations): Rejected | undefined {
  for (const { name, type, with: other, without } of REJECTING) {
    if (other !== undefined && !isSet(annotations, other)) continue;
    if (without !== undefined && isSet(annotations, without)) continue;
    const found = annotations[type](name);
    if ('invalid' in found && found.invalid === 'value') return annotations.refusal(name);
    // A parser that stops at a text which is no value does not come to the next annotation.
    if ('invalid' in found && name === 'from-to-www-redirect') return undefined;
  }
  return undefined;
}

function isSet(annotations: Annotations, name: string): boolean {
  return name === 'enable-opentelemetry' ? valueOr(annotations.boolean(name), false) : 'value' in annotations.text(name);
}

// ---- one annotation after the other

const aliasesOf = (text: string): readonly string[] => [...new Set(items(text))].sort();

function canaryOf(annotations: Annotations): Canary | undefined {
  if (!valueOr(annotations.boolean('canary'), false)) return undefined;
  return {
    weight: valueOr(annotations.integer('canary-weight'), 0),
    weightTotal: valueOr(annotations.integer('canary-weight-total'), 100),
    header: valueOr(annotations.text('canary-by-header'), ''),
    headerValue: valueOr(annotations.text('canary-by-header-value'), ''),
    headerPattern: valueOr(annotations.text('canary-by-header-pattern'), ''),
    cookie: valueOr(annotations.text('canary-by-cookie'), ''),
  };
}

/** The parser stops at the first text that is no value, and then there is no redirect at all. */
function redirectOf(annotations: Annotations): Redirect {
  const fromToWww = annotations.boolean('from-to-www-redirect');
  const relative = annotations.boolean('relative-redirects');
  const temporal = annotations.text('temporal-redirect');
  if ([fromToWww, relative, temporal].some((found) => 'invalid' in found)) return NO_REDIRECT;
  const both = { fromToWww: valueOr(fromToWww, false), relative: valueOr(relative, false) };
  if ('value' in temporal) {
    const code = annotations.integer('temporal-redirect-code');
    if ('invalid' in code || !isHttpUrl(temporal.value)) return NO_REDIRECT;
    return { url: temporal.value, code: within(valueOr(code, 0), 300, 307, 302), annotation: 'temporal-redirect', ...both };
  }
  const permanent = annotations.text('permanent-redirect');
  const code = annotations.integer('permanent-redirect-code');
  if ('invalid' in permanent || 'invalid' in code) return NO_REDIRECT;
  return { url: valueOr(permanent, ''), code: within(valueOr(code, 0), 300, 308, 301), annotation: 'permanent-redirect', ...both };
}

const within = (code: number, min: number, max: number, otherwise: number): number => (code < min || code > max ? otherwise : code);

/** Go's `url.Parse` and a scheme that begins with "http". */
const isHttpUrl = (text: string): boolean => /^http[a-z0-9+.-]*:(?!\/\/[^/?]*:(?!\d*(?:[/?]|$)))/i.test(text);

function rewriteOf(annotations: Annotations, settings: Settings): Rewrite {
  const appRoot = valueOr(annotations.text('app-root'), '');
  const on = (name: string, otherwise: boolean): boolean => valueOr(annotations.boolean(name), configSwitch(settings, name, otherwise));
  return {
    target: valueOr(annotations.text('rewrite-target'), ''),
    sslRedirect: on('ssl-redirect', true),
    forceSslRedirect: on('force-ssl-redirect', false),
    preserveTrailingSlash: on('preserve-trailing-slash', false),
    useRegex: valueOr(annotations.boolean('use-regex'), false),
    // Go's `url.ParseRequestURI`, and no scheme.
    appRoot: appRoot.startsWith('/') ? appRoot : '',
  };
}

function defaultBackendOf(ingress: IngressView, annotations: Annotations, { services, complete }: ClusterView): string | undefined {
  const name = valueOr(annotations.text('default-backend'), '');
  const key = `${ingress.namespace}/${name}`;
  return name !== '' && (services.has(key) || !complete) ? key : undefined;
}

/** Each origin is checked once more, and left out if it is none. */
function corsOriginsOf(found: Found<string>): readonly string[] {
  if (!('value' in found)) return ['*'];
  const origins: string[] = [];
  for (const origin of found.value.split(',').map((one) => one.trim())) {
    if (origin === '*') return ['*'];
    if (origin !== '' && /^([a-z]+:\/\/(\*\.)?[A-Za-z0-9\-.]*(:\d+)?|null)$/.test(origin)) origins.push(origin);
  }
  return origins;
}

function serviceUpstreamOf(annotations: Annotations, settings: Settings): boolean {
  const found = annotations.boolean('service-upstream');
  return 'absent' in found ? configSwitch(settings, 'service-upstream', false) : valueOr(found, false);
}
