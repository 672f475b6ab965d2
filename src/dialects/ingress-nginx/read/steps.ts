import type { ClusterView } from '../../../kinds/cluster-view';
import { syntaxOf } from '../../../regex/pcre2/syntax';
import type { Effect } from '../../../table/effects';
import type { Gate, Origin, Outcome, Step, TextTemplate } from '../../../table/routing-table';
import { globalAuthUrl } from './annotations-access';
import type { Configuration } from './configuration';
import { CATCH_ALL, type LocationFacts } from './effects/effect-row';
import type { Effects } from './effects/effects';
import type { Freezes } from './freezes';
import { annotationField, originOf } from './ingresses';
import { needsRewrite } from './locations';
import type { Outcomes } from './outcomes';
import type { ParsedAnnotations } from './parsed-annotations';
import { type Location, type Server, setsNothing } from './servers';
import { configList, configText, redirectCode, type Settings } from './settings';
import { isRedirect, snippetEffect } from './snippets';
import { readTemplate } from './templates';
import { standIn } from './upstreams';

/** What is needed to say what a location does. */
export interface StepContext {
  readonly settings: Settings;
  readonly cluster: ClusterView;
  readonly outcomes: Outcomes;
  readonly effects: Effects;
  readonly freezes: Freezes;
  readonly configuration: Configuration;
  /** Names, in small letters, of variables that the configuration makes. */
  readonly named: ReadonlySet<string>;
  /** What locations with one key have in common. */
  readonly treatments: Map<string, Treatment>;
}

export interface LocationPlan {
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
  readonly effects: readonly Effect[];
  readonly origin: Origin;
  /** Whether nginx adds a slash by itself: only where the location hands requests on. */
  readonly addsSlash: boolean;
}

/** Where neither https is asked for nor credentials, unless the config map names other places. */
const ACME_CHALLENGE = ['/.well-known/acme-challenge'];

const NOBODY: Origin = { kind: 'ConfigMap', namespace: '', name: '', field: 'data' };

/**
 * What a location does, in the order of nginx' phases: rewrite (CORS, `return`, rewrite-target), then the controller's Lua code (https,
 * canary, missing endpoints), then access, then the Service.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl, rootfs/etc/nginx/lua/nginx/ngx_rewrite.lua.
 */
export function planLocation(location: Location, server: Server, context: StepContext): LocationPlan {
  const { annotations, ingress } = location;
  const origin = ingress === undefined ? NOBODY : originOf(ingress.view, location.field);
  if (annotations === undefined || ingress === undefined) {
    context.configuration.ofCatchAll(server);
    const effects = context.effects.ofLocation(location, server, CATCH_ALL);
    return { steps: [], outcome: context.outcomes.of(location.upstream, 'HTTP'), effects, origin, addsSlash: true };
  }
  const by = (name: string): Origin => {
    const key = annotations.keyOf(name);
    return key in ingress.view.annotations ? originOf(ingress.view, annotationField(key)) : { ...NOBODY, field: `data["${name}"]` };
  };
  const { denied } = annotations.access;
  if (denied !== undefined) {
    const facts = { protocol: annotations.backendProtocol, rewrites: needsRewrite(location), authenticates: true };
    context.configuration.ofLocation(location, server, annotations, facts);
    const outcome = answerOrPage(503, `annotation "${denied.annotation}": ${denied.because}`, annotations, context);
    const owner = originOf(ingress.view, annotationField(denied.annotation));
    return { ...outcome, effects: context.effects.ofServer(server), origin: owner, addsSlash: false };
  }
  const freeOfHttps = startsWithOneOf(location, 'no-tls-redirect-locations', context.settings);
  const facts: LocationFacts = {
    protocol: annotations.backendProtocol,
    rewrites: needsRewrite(location),
    authenticates: !startsWithOneOf(location, 'no-auth-locations', context.settings),
  };
  // Worked out once for all locations of an Ingress on a server, or, where nobody has set anything, for all there are: so a table with many
  // routes is made quickly and stays small.
  const whose = annotations.plain && setsNothing(server) ? '' : `${ingress.view.key} ${server.hostname}`;
  const key = `${whose} ${annotations === ingress.annotations} ${freeOfHttps} ${facts.authenticates} ${facts.rewrites} ${location.upstream}`;
  let treatment = context.treatments.get(key);
  if (treatment === undefined) {
    treatment = treat(location, freeOfHttps, facts, annotations, server, by, context);
    context.treatments.set(key, treatment);
  }
  const { before, after, all, outcome, effects } = treatment;
  const rewrite = rewriteSteps(location, annotations, by, context);
  return { steps: rewrite.length === 0 ? all : [...before, ...rewrite, ...after], outcome, effects, origin, addsSlash: true };
}

/** All that a location does but for a rewrite, which alone depends on its path. */
interface Treatment {
  /** Steps before and after a rewrite. */
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly all: readonly Step[];
  readonly outcome: Outcome;
  readonly effects: readonly Effect[];
}

function treat(
  location: Location,
  freeOfHttps: boolean,
  facts: LocationFacts,
  annotations: ParsedAnnotations,
  server: Server,
  by: (name: string) => Origin,
  context: StepContext,
): Treatment {
  context.configuration.ofLocation(location, server, annotations, facts);
  const before = stepsBeforeRewrite(annotations, by, context);
  const after = freeOfHttps ? [] : [...httpsSteps(annotations, server, by, context)];
  let outcome = context.outcomes.of(location.upstream, annotations.backendProtocol);
  if (outcome.kind === 'answer') {
    const page = answerOrPage(outcome.status, outcome.because, annotations, context);
    after.push(...page.steps);
    outcome = page.outcome;
  } else {
    after.push(...gateSteps(annotations, server, facts, by, context));
    if (outcome.kind === 'forward' && outcome.backend.kind === 'builtIn') {
      const page = answerOrPage(outcome.backend.status, '', annotations, context);
      if (page.outcome.kind !== 'answer') {
        after.push(...page.steps);
        outcome = page.outcome;
      }
    }
  }
  return { before, after, all: [...before, ...after], outcome, effects: context.effects.ofLocation(location, server, facts) };
}

// ---- rewrite phase

function stepsBeforeRewrite(annotations: ParsedAnnotations, by: (name: string) => Origin, context: StepContext): readonly Step[] {
  const steps: Step[] = [];
  if (annotations.corsOrigins !== undefined) steps.push(...preflight(annotations.corsOrigins, by('enable-cors')));
  for (const [snippet, origin] of [
    [annotations.configurationSnippet, by('configuration-snippet')],
    [configText(context.settings, 'location-snippet'), { ...NOBODY, field: 'data["location-snippet"]' }],
  ] as const) {
    const outcome = snippetOutcome(snippet);
    if (outcome !== undefined) steps.push({ kind: 'when', conditions: [], outcome, origin });
  }
  const { url, code, annotation, relative } = annotations.redirect;
  if (url !== '') {
    const origin = by(annotation);
    const text = readTemplate(url, context.named);
    if (!('refused' in text))
      steps.push({ kind: 'when', conditions: [], outcome: returned(code, text, relative || relativeRedirects(context)), origin });
  }
  return steps;
}

/** `return` with a text: a Location for some codes, a body for the others. */
const returned = (status: number, text: TextTemplate, relative: boolean): Outcome =>
  isRedirect(status)
    ? { kind: 'redirect', status, location: { text, pathOnly: relative ? 'kept' : 'completed' } }
    : { kind: 'answer', status, because: 'a redirect with a code that nginx does not redirect with' };

const relativeRedirects = ({ settings }: StepContext): boolean => settings.config['relative-redirects'] === 'true';

export function snippetOutcome(snippet: string): Outcome | undefined {
  const effect = snippetEffect(snippet);
  switch (effect.kind) {
    case 'none':
      return undefined;
    case 'answer':
      return { kind: 'answer', status: effect.status, because: 'a snippet answers' };
    case 'redirect':
      return returned(effect.status, [effect.url], false);
    case 'unknown':
      return { kind: 'undecided', because: 'a snippet adds text to the configuration whose effect is not known' };
  }
}

/** `OPTIONS` is answered for an origin that may ask. */
function preflight(origins: readonly string[], origin: Origin): readonly Step[] {
  const outcome: Outcome = { kind: 'answer', status: 204, because: 'CORS: the question before a request' };
  const method = { kind: 'method', methods: ['OPTIONS'] } as const;
  if (origins.length === 0) return [];
  if (origins.includes('*')) return [{ kind: 'when', conditions: [method], outcome, origin }];
  const pattern = `(${origins.map((one) => `(${one.replace(/[.\\+*?()|[\]{}^$]/g, '\\$&').replace('\\*', '[A-Za-z0-9\\-]+')})`).join('|')})$`;
  return [
    {
      kind: 'when',
      conditions: [method, { kind: 'header', name: 'origin', test: { kind: 'matches', pattern, caseSensitive: false } }],
      outcome,
      origin,
    },
  ];
}

/** `buildProxyPass`: a target that is the path itself rewrites nothing. */
function rewriteSteps(
  location: Location,
  annotations: ParsedAnnotations,
  by: (name: string) => Origin,
  context: StepContext,
): readonly Step[] {
  const { target } = annotations.rewrite;
  const { path } = location;
  if (target === '' || target === path) return [];
  const origin = by('rewrite-target');
  const syntax = syntaxOf(path);
  if (syntax.kind === 'refused') context.freezes.add('regex', `"${path}" is no regular expression: ${syntax.because}`, origin);
  const substitution = readTemplate(target, context.named);
  if ('refused' in substitution) return [];
  if (/^(?:https?:\/\/|\$scheme)/.test(target))
    return [{ kind: 'redirectMatch', redirect: { pattern: path, caseSensitive: false, substitution, status: 302 }, origin }];
  return [
    {
      kind: 'rewrite',
      rewrite: { kind: 'regexReplaceAll', pattern: path, caseSensitive: false, substitution, statusIfEmpty: 500 },
      origin,
    },
  ];
}

// ---- https

/** `isLocationInLocationList`, which compares paths of locations as texts. */
function startsWithOneOf({ path }: Location, option: 'no-tls-redirect-locations' | 'no-auth-locations', settings: Settings): boolean {
  const beginnings = option in settings.config ? configList(settings, option) : ACME_CHALLENGE;
  return beginnings.some((beginning) => path.startsWith(beginning));
}

/** Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/lua/lua_ingress.lua (`redirect_to_https`, `rewrite`). */
function httpsSteps(
  annotations: ParsedAnnotations,
  server: Server,
  by: (name: string) => Origin,
  { settings }: StepContext,
): readonly Step[] {
  const { sslRedirect, forceSslRedirect, preserveTrailingSlash } = annotations.rewrite;
  if (!sslRedirect && !forceSslRedirect) return [];
  const set = by(forceSslRedirect ? 'force-ssl-redirect' : 'ssl-redirect');
  const owner = server.certificateOwner;
  const origin = set.name === '' && !forceSslRedirect && owner !== undefined ? originOf(owner.view, 'spec.tls') : set;
  const outcome: Outcome = {
    kind: 'redirect',
    status: redirectCode(settings),
    location: {
      text: [
        'https://',
        { variable: 'clientHost', upTo: ':' },
        ...(annotations.usePortInRedirects ? [':443'] : []),
        preserveTrailingSlash ? { variable: 'target' } : { variable: 'target', withoutEnd: '/' },
      ],
      pathOnly: 'kept',
    },
  };
  const http = { kind: 'scheme', scheme: 'http', as: 'client' } as const;
  return [{ kind: 'when', conditions: forceSslRedirect ? [http] : [http, { kind: 'certificate' }], outcome, origin }];
}

// ---- access

function gateSteps(
  annotations: ParsedAnnotations,
  server: Server,
  { authenticates }: LocationFacts,
  by: (name: string) => Origin,
  { settings }: StepContext,
): readonly Step[] {
  const { allow, deny, basicAuth, externalAuthUrl, globalAuth } = annotations.access;
  const steps: Step[] = [];
  const add = (gate: Gate, origin: Origin): void => {
    steps.push({ kind: 'gate', gate, origin });
  };
  if (server.clientCertificateOwner !== undefined) {
    const { view, annotations: own } = server.clientCertificateOwner;
    add({ kind: 'clientCertificate' }, originOf(view, annotationField(own.keyOf('auth-tls-secret'))));
  }
  if (allow.length > 0 || deny.length > 0)
    add({ kind: 'clientAddress', allow, deny, status: 403 }, by(allow.length > 0 ? 'allowlist-source-range' : 'denylist-source-range'));
  if (!authenticates) return steps;
  if (basicAuth) add({ kind: 'credentials', status: 401 }, by('auth-type'));
  const global = globalAuth ? globalAuthUrl(settings) : '';
  if (externalAuthUrl !== '') add({ kind: 'externalAuth', url: externalAuthUrl }, by('auth-url'));
  else if (global !== '') add({ kind: 'externalAuth', url: global }, { ...NOBODY, field: 'data["global-auth-url"]' });
  return steps;
}

// ---- pages for errors

/**
 * An answer of nginx itself, or, with `custom-http-errors`, the request for its page.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`CUSTOM_ERRORS`).
 */
function answerOrPage(
  status: number,
  because: string,
  annotations: ParsedAnnotations,
  { cluster }: StepContext,
): { readonly steps: readonly Step[]; readonly outcome: Outcome } {
  if (!annotations.customHttpErrors.includes(status)) return { steps: [], outcome: { kind: 'answer', status, because } };
  const backend = annotations.defaultBackend === undefined ? undefined : standIn(annotations.defaultBackend, cluster);
  if (backend === undefined) return { steps: [], outcome: { kind: 'forward', backend: { kind: 'builtIn', status: 404 } } };
  const origin: Origin = { ...NOBODY, field: 'custom-http-errors' };
  return { steps: [{ kind: 'rewrite', rewrite: { kind: 'replacePath', path: '/' }, origin }], outcome: { kind: 'forward', backend } };
}
