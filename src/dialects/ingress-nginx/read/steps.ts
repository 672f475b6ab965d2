import { annotationField, originOf } from '../../../table/origin';
import type { Candidate, ErrorPages, Origin, Outcome, Step } from '../../../table/routing-table';
import { backendLocations } from './backend-locations';
import { bodyLimitOf, bodyLimitOfServer } from './body-limit';
import { askedWithTwoHosts, builtInStatus, NGINX_BODY_LIMIT, ofBuiltIn, refusesBody } from './built-in';
import { type By, CONTROLLER, optionOrigin } from './controller-origin';
import { CATCH_ALL, type LocationFacts } from './effects/effect-row';
import { pagesOfLocation, pagesOfServer } from './error-pages';
import { accessOf, accessWithoutLogin } from './gates';
import { needsRewrite } from './locations';
import type { ParsedAnnotations } from './parsed-annotations';
import { pathRewrite, rewritePhase, stepsOf } from './rewrite-phase';
import { type Location, type Server, setsNothing } from './servers';
import { configList, configSwitch, redirectCode, type Settings } from './settings';
import { changesHeader, doubtOf, type Levels, undecidedOutcome, undecidedStep } from './snippets/levels';
import type { LocationPlan, StepContext } from './step-context';
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
    return key in ingress.view.annotations ? originOf(ingress.view, annotationField(key)) : optionOrigin(name, context.settings);
  };
  const { denied } = annotations.access;
  if (denied !== undefined) {
    const facts = { protocol: annotations.backendProtocol, rewrites: needsRewrite(location), authenticates: true };
    context.configuration.ofLocation(location, server, annotations, facts);
    const limit = bodyLimitOfServer(context.snippets.levelsOf(annotations, by, server).slice(1));
    return {
      steps: [],
      shared: {
        outcome: { kind: 'answer', status: 503, because: `annotation "${denied.annotation}": ${denied.because}` },
        effects: context.effects.ofServer(server),
        ...pages(pagesOfServer(server, context)),
        ...(limit === undefined ? {} : { bodyLimit: limit }),
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
    // What the server does to the question to an authentication service depends on the path of the location.
    path: context.snippets.hasStatements(server) ? `${location.pathType} ${location.path}` : '',
    errorUpstream: location.errorUpstream,
    standsIn: location.standsIn,
    ownAnnotations: annotations === ingress.annotations,
    freeOfHttps,
    authenticates: facts.authenticates,
    rewrites: facts.rewrites,
  };
  const treatment = context.treatments.of(alike, () => treat(location, freeOfHttps, facts, annotations, server, by, context));
  const { rewriting, after, all, shared } = treatment;
  const rewrite = pathRewrite(location, annotations, by, context);
  return { shared, steps: rewrite === undefined ? all : [...stepsOf(rewriting, rewrite), ...after], origin, addsSlash: true };
}

const pages = (errorPages: ErrorPages | undefined): Pick<Candidate, 'errorPages'> => (errorPages === undefined ? {} : { errorPages });

/** The catch-all of the controller itself, for which nobody has set anything. */
function catchAll(location: Location, server: Server, origin: Origin, context: StepContext): LocationPlan {
  context.configuration.ofCatchAll(server);
  const by: By = (option) => optionOrigin(option, context.settings);
  const levels = context.snippets.levelsOf(undefined, by, server);
  const limit = bodyLimitOf(undefined, by, context.settings, levels);
  const outcome = decidable(context.outcomes.of(location.upstream, 'HTTP'), levels);
  return {
    steps: [...stepsOf(rewritePhase(undefined, by, context), undefined), ...accessWithoutLogin(undefined, levels, by, context.settings)],
    shared: {
      outcome: builtInAnswer(outcome, limit, levels, 'HTTP', context.settings),
      effects: context.effects.ofLocation(location, server, CATCH_ALL),
      ...pages(pagesOfServer(server, context)),
      ...(limit === undefined ? {} : { bodyLimit: limit }),
    },
    origin,
    addsSlash: true,
  };
}

/** The outcome, with what the default backend of the controller refuses by itself. */
function builtInAnswer(outcome: Outcome, limit: Candidate['bodyLimit'], levels: Levels, protocol: string, settings: Settings): Outcome {
  const twoHosts = !protocol.startsWith('GRPC') && levels[0]?.some(({ secondHost }) => secondHost);
  if (twoHosts) return askedWithTwoHosts(outcome, settings);
  return ofBuiltIn(outcome, lets(limit, NGINX_BODY_LIMIT) ? [refusesBody(settings)] : []);
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
  const levels = context.snippets.levelsOf(annotations, by, server);
  const access = accessOf(location, annotations, facts.authenticates, by, server, context);
  const reached = context.outcomes.of(location.upstream, annotations.backendProtocol);
  const rewriting = rewritePhase(annotations, by, context);
  const rewrites = facts.rewrites || rewriting.statements.length > 0;
  const outcome = particular(decidable(reached, levels), location, rewrites, context);
  const limit = bodyLimitOf(annotations, by, context.settings, levels);
  const locations = backendLocations(location, annotations, context);
  const https = freeOfHttps ? [] : [...forwardedDoubt(levels, context.settings), ...httpsSteps(annotations, server, by, context)];
  // Without endpoints the controller answers before anybody is let in.
  const after = outcome.kind === 'answer' ? https : [...https, ...access.steps];
  return {
    rewriting,
    after,
    all: [...stepsOf(rewriting, undefined), ...after],
    shared: {
      outcome: builtInAnswer(outcome, limit, levels, facts.protocol, context.settings),
      effects: context.effects.ofLocation(location, server, facts),
      ...pages(pagesOfLocation(location, server, annotations, access, by, context)),
      ...(locations === undefined ? {} : { backendLocations: locations }),
      ...(limit === undefined ? {} : { bodyLimit: limit }),
    },
  };
}

/** The outcome, unless a snippet may have another answer or another choice. */
function decidable(outcome: Outcome, levels: Levels): Outcome {
  if (outcome.kind === 'answer') return outcome;
  const content = doubtOf(levels, 'content');
  if (content !== undefined) return undecidedOutcome(`${content.because} may answer it`);
  if (outcome.kind !== 'conditional') return outcome;
  const asked = new Set(
    outcome.branches.flatMap(({ conditions }) =>
      conditions.flatMap((one) => (one.kind === 'cookie' ? ['cookie'] : 'name' in one ? [one.name] : [])),
    ),
  );
  const changed = changesHeader(levels, (name) => asked.has(name.replaceAll('_', '-')));
  return changed === undefined ? outcome : undecidedOutcome(changed.because);
}

/** The controller reads what proxies before it say after a snippet has changed it, or before: the order of the modules is not known. */
function forwardedDoubt(levels: Levels, settings: Settings): readonly Step[] {
  if (!configSwitch(settings, 'use-forwarded-headers', false)) return [];
  const changed = changesHeader(levels, (name) => name.startsWith('x-forwarded-'));
  return changed === undefined ? [] : [undecidedStep(changed)];
}

/** The outcome of an upstream for this location. */
function particular(outcome: Outcome, { standsIn }: Location, rewrites: boolean, { settings }: StepContext): Outcome {
  if (outcome.kind !== 'forward') return outcome;
  const { backend } = outcome;
  if (backend.kind === 'builtIn' && rewrites) return { ...outcome, backend: { ...backend, malformedStatus: builtInStatus(400, settings) } };
  return standsIn === undefined ? outcome : { ...outcome, because: standsIn };
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
