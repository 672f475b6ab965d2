import type { ErrorPage, ErrorPages, Outcome, Step } from '../../../table/routing-table';
import { valueOr } from './annotations';
import { blockedAddresses } from './block-lists';
import { BALANCER, errorStatuses, mayRefuseBody, NO_PAGE, ofBuiltIn, refusesMethod, WITHOUT_ANSWER } from './built-in';
import { errorPageOfCertificates } from './client-certificates';
import { type By, optionOrigin } from './controller-origin';
import type { Access } from './gates';
import type { Outcomes } from './outcomes';
import type { ParsedAnnotations } from './parsed-annotations';
import type { Location, Server } from './servers';
import { configSwitch, type Settings } from './settings';
import type { Snippet } from './snippets/read-snippet';
import type { StepContext } from './step-context';
import { DEFAULT_UPSTREAM } from './upstreams';

const NOTHING_ELSE = { withoutAnswer: WITHOUT_ANSWER, statusWithoutPath: NO_PAGE };

/**
 * Pages that the config map asks for, as they stand in the http block.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`CUSTOM_ERRORS`, `error_page`).
 */
export function pagesEverywhere(settings: Settings, outcomes: Outcomes, http: Snippet): ErrorPages | undefined {
  const statuses = errorStatuses(settings);
  const ofSnippet = pagesOfSnippets([http]);
  if (statuses.length === 0) return ofSnippet.length === 0 ? undefined : { ofBackend: false, pages: ofSnippet, ...NOTHING_ELSE };
  const page = {
    statuses,
    ...pageOf(DEFAULT_UPSTREAM, statuses, settings, outcomes),
    origin: optionOrigin('custom-http-errors', settings),
  };
  return { ofBackend: intercepts(settings), pages: [page, ...ofSnippet], ...NOTHING_ELSE };
}

/** A server that redirects a sibling host has none of the pages that the http block names. */
export function pagesOfSibling(settings: Settings): ErrorPages | undefined {
  const statuses = errorStatuses(settings);
  if (statuses.length === 0) return undefined;
  const outcome: Outcome = { kind: 'answer', status: NO_PAGE, because: 'the page for the error is not there' };
  const page = { statuses, steps: [], outcome, origin: optionOrigin('custom-http-errors', settings) };
  return { ofBackend: false, pages: [page], ...NOTHING_ELSE };
}

/** Pages of a server, for locations that have none. An `error_page` of its own takes the place of all of the http block. */
export function pagesOfServer(server: Server, context: StepContext): ErrorPages | undefined {
  const { own, everywhere } = context.snippets.ofServer(server);
  const pages = pagesOfSnippets([own, everywhere]);
  if (pages.length > 0) return snippetPages(pages, context.settings);
  return errorPageOfCertificates(server) === undefined ? context.errorPages : undefined;
}

/** They take the place of those of the config map. */
export const snippetPages = (pages: readonly ErrorPage[], settings: Settings): ErrorPages => ({
  ofBackend: errorStatuses(settings).length > 0 && intercepts(settings),
  pages,
  ...NOTHING_ELSE,
});

/** Pages that snippets name are not followed. */
export const pagesOfSnippets = (snippets: readonly Snippet[]): readonly ErrorPage[] =>
  snippets.flatMap(({ pages, origin }): readonly ErrorPage[] =>
    pages === undefined ? [] : [{ statuses: pages.statuses, steps: [], outcome: { kind: 'undecided', because: pages.because }, origin }],
  );

/** Pages of a location. One of its own takes the place of all of the server. */
export function pagesOfLocation(
  location: Location,
  server: Server,
  annotations: ParsedAnnotations,
  { signIn }: Access,
  by: By,
  context: StepContext,
): ErrorPages | undefined {
  const { settings, outcomes } = context;
  const statuses = annotations.customHttpErrors;
  const pages: ErrorPage[] = [];
  if (signIn !== undefined) pages.push({ statuses: [401], steps: [], ...signIn });
  pages.push(...pagesOfSnippets(context.snippets.ofLocation(annotations, by)));
  if (statuses.length > 0)
    pages.push({ statuses, ...pageOf(location.errorUpstream, statuses, settings, outcomes), origin: by('custom-http-errors') });
  if (pages.length === 0) return pagesOfServer(server, context);
  const own = statuses.length > 0 && !valueOr(annotations.said.boolean('disable-proxy-intercept-errors'), false);
  const asked = own || (errorStatuses(settings).length > 0 && intercepts(settings));
  // The directive is that of proxy_pass alone.
  return { ofBackend: asked && isProxied(location, annotations), pages, ...NOTHING_ELSE };
}

/** Whether requests go on by proxy_pass, and not by grpc_pass or fastcgi_pass: `buildProxyPass`. */
export const isProxied = ({ upstream }: Location, { backendProtocol }: ParsedAnnotations): boolean =>
  upstream === DEFAULT_UPSTREAM || !['GRPC', 'GRPCS', 'FCGI'].includes(backendProtocol);

const intercepts = (settings: Settings): boolean => !configSwitch(settings, 'disable-proxy-intercept-errors', false);

/** The location that asks an upstream for "/". Its access rules are those of the http block. */
function pageOf(
  upstream: string,
  statuses: readonly number[],
  settings: Settings,
  outcomes: Outcomes,
): Pick<ErrorPage, 'steps' | 'outcome' | 'backendLocations'> {
  const rewrite: Step = {
    kind: 'rewrite',
    rewrite: { kind: 'replacePath', path: '/' },
    origin: optionOrigin('custom-http-errors', settings),
  };
  const refusals = [
    ...(statuses.includes(405) ? [refusesMethod(settings)] : []),
    ...(statuses.includes(413) ? mayRefuseBody(settings) : []),
  ];
  // The location says nothing about redirects, so that nginx' own default holds.
  const pathOnly = configSwitch(settings, 'relative-redirects', false) ? 'kept' : 'completed';
  return {
    steps: [rewrite, ...blockedAddresses(settings)],
    outcome: ofBuiltIn(outcomes.of(upstream, 'HTTP'), refusals),
    backendLocations: [{ from: { beginning: [`${BALANCER}/`] }, to: { text: ['/'], pathOnly } }],
  };
}
