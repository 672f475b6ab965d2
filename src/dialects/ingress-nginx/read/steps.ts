import { syntaxOf } from '../../../regex/pcre2/syntax';
import { annotationField, originOf } from '../../../table/origin';
import type { Candidate, ErrorPages, Origin, Outcome, Step, TextTemplate } from '../../../table/routing-table';
import { backendLocations } from './backend-locations';
import { blockedAddresses } from './block-lists';
import { bodyLimit, bodyLimitOf } from './body-limit';
import { builtInStatus, NGINX_BODY_LIMIT, ofBuiltIn, refusesBody } from './built-in';
import { CONTROLLER, controllerField } from './controller-origin';
import { CATCH_ALL, type LocationFacts } from './effects/effect-row';
import { pagesOfLocation, pagesOfServer } from './error-pages';
import { accessOf } from './gates';
import { needsRewrite } from './locations';
import type { ParsedAnnotations } from './parsed-annotations';
import { type Location, type Server, setsNothing } from './servers';
import { configList, configSwitch, configText, redirectCode, type Settings } from './settings';
import { isRedirect, snippetEffect } from './snippets';
import type { By, LocationPlan, StepContext } from './step-context';
import { readTemplate } from './templates';
import type { TreatedAlike, Treatment } from './treatments';

/** Where neither https is asked for nor credentials, unless the config map names other places. */
const ACME_CHALLENGE = ['/.well-known/acme-challenge'];

/**
 * What a location does, in the order of nginx' phases: the length of the body, rewrite (CORS, `return`, rewrite-target), then the
 * controller's Lua code (https, canary, missing endpoints), then access, then the Service.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl, rootfs/etc/nginx/lua/nginx/ngx_rewrite.lua.
 */
export function planLocation(location: Location, server: Server, context: StepContext): LocationPlan {
  const { annotations, ingress } = location;
  const origin = ingress === undefined ? CONTROLLER : originOf(ingress.view, location.field);
  if (annotations === undefined || ingress === undefined) return catchAll(location, server, origin, context);
  const by: By = (name) => {
    const key = annotations.keyOf(name);
    return key in ingress.view.annotations ? originOf(ingress.view, annotationField(key)) : controllerField(name);
  };
  const { denied } = annotations.access;
  if (denied !== undefined) {
    const facts = { protocol: annotations.backendProtocol, rewrites: needsRewrite(location), authenticates: true };
    context.configuration.ofLocation(location, server, annotations, facts);
    return {
      steps: [],
      shared: {
        outcome: { kind: 'answer', status: 503, because: `annotation "${denied.annotation}": ${denied.because}` },
        effects: context.effects.ofServer(server),
        ...pages(pagesOfServer(server, context)),
        bodyLimit: bodyLimit(NGINX_BODY_LIMIT, CONTROLLER),
      },
      origin: originOf(ingress.view, annotationField(denied.annotation)),
      addsSlash: false,
    };
  }
  const freeOfHttps = startsWithOneOf(location, 'no-tls-redirect-locations', context.settings);
  const facts: LocationFacts = {
    protocol: annotations.backendProtocol,
    rewrites: needsRewrite(location),
    authenticates: !startsWithOneOf(location, 'no-auth-locations', context.settings),
  };
  const nobody = annotations.plain && setsNothing(server);
  const alike: TreatedAlike = {
    ingress: nobody ? undefined : ingress,
    server: nobody ? undefined : server,
    upstream: location.upstream,
    errorUpstream: location.errorUpstream,
    standsIn: location.standsIn,
    ownAnnotations: annotations === ingress.annotations,
    freeOfHttps,
    authenticates: facts.authenticates,
    rewrites: facts.rewrites,
  };
  const treatment = context.treatments.of(alike, () => treat(location, freeOfHttps, facts, annotations, server, by, context));
  const { before, after, all, shared } = treatment;
  const rewrite = rewriteSteps(location, annotations, by, context);
  return { shared, steps: rewrite.length === 0 ? all : [...before, ...rewrite, ...after], origin, addsSlash: true };
}

const pages = (errorPages: ErrorPages | undefined): Pick<Candidate, 'errorPages'> => (errorPages === undefined ? {} : { errorPages });

/** The catch-all of the controller itself, for which nobody has set anything. */
function catchAll(location: Location, server: Server, origin: Origin, context: StepContext): LocationPlan {
  context.configuration.ofCatchAll(server);
  const limit = bodyLimitOf(undefined, () => controllerField('proxy-body-size'), context.settings);
  const outcome = context.outcomes.of(location.upstream, 'HTTP');
  return {
    steps: blockedAddresses(context.settings),
    shared: {
      outcome: ofBuiltIn(outcome, lets(limit, NGINX_BODY_LIMIT) ? [refusesBody(context.settings)] : []),
      effects: context.effects.ofLocation(location, server, CATCH_ALL),
      ...pages(pagesOfServer(server, context)),
      ...(limit === undefined ? {} : { bodyLimit: limit }),
    },
    origin,
    addsSlash: true,
  };
}

/** Whether longer bodies pass. */
const lets = (limit: Candidate['bodyLimit'], bytes: number): boolean => limit === undefined || limit.bytes > bytes;

function treat(
  location: Location,
  freeOfHttps: boolean,
  facts: LocationFacts,
  annotations: ParsedAnnotations,
  server: Server,
  by: By,
  context: StepContext,
): Treatment {
  context.configuration.ofLocation(location, server, annotations, facts);
  const access = accessOf(annotations, facts.authenticates, by, context);
  const reached = context.outcomes.of(location.upstream, annotations.backendProtocol);
  const outcome = particular(reached, location, facts, context);
  const limit = bodyLimitOf(annotations, by, context.settings);
  const locations = backendLocations(location, annotations, context);
  const before = stepsBeforeRewrite(annotations, by, context);
  const https = freeOfHttps ? [] : httpsSteps(annotations, server, by, context);
  // Without endpoints the controller answers before anybody is let in.
  const after = outcome.kind === 'answer' ? https : [...https, ...access.steps];
  return {
    before,
    after,
    all: [...before, ...after],
    shared: {
      outcome: ofBuiltIn(outcome, lets(limit, NGINX_BODY_LIMIT) ? [refusesBody(context.settings)] : []),
      effects: context.effects.ofLocation(location, server, facts),
      ...pages(pagesOfLocation(location, server, annotations, access, by, context)),
      ...(locations === undefined ? {} : { backendLocations: locations }),
      ...(limit === undefined ? {} : { bodyLimit: limit }),
    },
  };
}

/** The outcome of an upstream for this location. */
function particular(outcome: Outcome, { standsIn }: Location, { rewrites }: LocationFacts, { settings }: StepContext): Outcome {
  if (outcome.kind !== 'forward') return outcome;
  const { backend } = outcome;
  if (backend.kind === 'builtIn' && rewrites) return { ...outcome, backend: { ...backend, malformedStatus: builtInStatus(400, settings) } };
  return standsIn === undefined ? outcome : { ...outcome, because: standsIn };
}

// ---- rewrite phase

function stepsBeforeRewrite(annotations: ParsedAnnotations, by: By, context: StepContext): readonly Step[] {
  const steps: Step[] = [];
  if (annotations.corsOrigins !== undefined) steps.push(...preflight(annotations.corsOrigins, by('enable-cors')));
  for (const [snippet, origin] of [
    [annotations.configurationSnippet, by('configuration-snippet')],
    [configText(context.settings, 'location-snippet'), controllerField('location-snippet')],
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
    : { kind: 'answer', status, because: 'a redirect with a code that nginx does not redirect with', withBody: true };

const relativeRedirects = ({ settings }: StepContext): boolean => configSwitch(settings, 'relative-redirects', false);

export function snippetOutcome(snippet: string): Outcome | undefined {
  const effect = snippetEffect(snippet);
  switch (effect.kind) {
    case 'none':
      return undefined;
    case 'answer':
      return { kind: 'answer', status: effect.status, because: 'a snippet answers', ...(effect.withBody ? { withBody: true } : {}) };
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
function rewriteSteps(location: Location, annotations: ParsedAnnotations, by: By, context: StepContext): readonly Step[] {
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
function httpsSteps(annotations: ParsedAnnotations, server: Server, by: By, { settings }: StepContext): readonly Step[] {
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
        // Lua writes the word where it finds no host.
        { variable: 'clientHost', upTo: ':', ifEmpty: 'nil' },
        ...(annotations.usePortInRedirects ? [':443'] : []),
        preserveTrailingSlash ? { variable: 'target' } : { variable: 'target', withoutEnd: '/' },
      ],
      pathOnly: 'kept',
    },
  };
  const http = { kind: 'scheme', scheme: 'http', as: 'client' } as const;
  return [{ kind: 'when', conditions: forceSslRedirect ? [http] : [http, { kind: 'certificate' }], outcome, origin }];
}
