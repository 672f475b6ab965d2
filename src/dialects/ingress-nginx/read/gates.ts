import type { AuthRefusal, GateStep, Origin, Outcome, Step, TemplatePart, TextTemplate } from '../../../table/routing-table';
import { accessRules } from './access-rules';
import { valueOr } from './annotations';
import { globalAuthUrl } from './annotations-access';
import { type By, optionOrigin } from './controller-origin';
import { goUrl, serviceUrl } from './go-url';
import type { ParsedAnnotations } from './parsed-annotations';
import type { Location, Server } from './servers';
import { configSwitch, configText, type Settings } from './settings';
import { authScript } from './snippets/auth-script';
import { changesHeader, type Doubt, doubtOf, type Levels, undecidedStep } from './snippets/levels';
import { statementOnPath } from './snippets/statement-on-path';
import type { StepContext } from './step-context';
import { readTemplate } from './templates';

/** The checks of a location, and the page for clients that they refuse. */
export interface Access {
  readonly steps: readonly Step[];
  /** In the place of 401. */
  readonly signIn: { readonly outcome: Outcome; readonly origin: Origin } | undefined;
}

/**
 * The access phase: addresses, then name and password, then the service that is asked.
 *
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl; nginx/nginx@release-1.27.1:src/http/
 * ngx_http_core_module.c (`ngx_http_core_access_phase`), src/http/modules/ngx_http_access_module.c, ngx_http_auth_request_module.c.
 */
export function accessOf(
  location: Location,
  annotations: ParsedAnnotations,
  authenticates: boolean,
  by: By,
  server: Server,
  context: StepContext,
): Access {
  const { settings, snippets } = context;
  const levels = snippets.levelsOf(annotations, by, server);
  const service = authenticates ? authService(annotations, by, settings) : undefined;
  const signIn = service === undefined ? undefined : signInOf(service, context);
  const gates: GateStep[] = [];
  // By this word nginx switches the check off.
  if (authenticates && annotations.access.basicAuth && valueOr(annotations.said.text('auth-realm'), '') !== 'off')
    gates.push({ kind: 'gate', gate: { kind: 'credentials', status: 401 }, origin: by('auth-type') });
  if (service !== undefined) gates.push({ kind: 'gate', ...authGate(service) });
  const isAny = valueOr(annotations.said.text('satisfy'), '') === 'any';
  const rules = accessRules(levels, annotations, by, settings, isAny && gates.length > 0);
  const doubt =
    doubtOf(levels, 'access') ??
    ('because' in rules ? rules : undefined) ??
    (gates.length === 0 ? undefined : changesHeader(levels, (name) => name === 'authorization' || name === 'cookie')) ??
    (service === undefined ? undefined : authDoubt(service, isAny, location, server, context));
  if (doubt !== undefined || 'because' in rules) return { steps: [undecidedStep(doubt as Doubt)], signIn };
  const all = [...rules, ...gates];
  if (isAny && all.length > 1) return { steps: [{ kind: 'anyGate', gates: all, statuses: [401, 403], origin: by('satisfy') }], signIn };
  const script = service === undefined ? [] : authSteps(service, context);
  return { steps: [...all.slice(0, all.length - 1), ...script, ...all.slice(-1)], signIn };
}

/** The same for a location that asks nobody who he is. */
export function accessWithoutLogin(annotations: undefined, levels: Levels, by: By, settings: Settings): readonly Step[] {
  const rules = accessRules(levels, annotations, by, settings, false);
  const doubt = doubtOf(levels, 'access') ?? ('because' in rules ? rules : undefined);
  return doubt === undefined ? (rules as readonly GateStep[]) : [undecidedStep(doubt)];
}

/** Snippets that have a say in what the service that is asked answers, or whether it is asked at all. */
function authDoubt(
  { snippet, snippetOrigin }: AuthService,
  any: boolean,
  { path, pathType }: Location,
  server: Server,
  { snippets }: StepContext,
): Doubt | undefined {
  const own = snippets.ofAuthentication(snippet, snippetOrigin);
  const because = own.anything ?? own.access ?? own.content;
  if (because !== undefined) return { because, origin: snippetOrigin };
  if (own.rules.length > 0) return { because: 'a snippet says who may ask the authentication service', origin: snippetOrigin };
  const decides = own.statements.find((one) => one.do !== 'set');
  if (decides !== undefined && (any || authScript(own.statements) === undefined))
    return { because: `"${decides.text}" stands before the authentication service`, origin: snippetOrigin };
  // The question to the service is a request to the same server, with a path of its own.
  const { own: ofServer, everywhere } = snippets.ofServer(server);
  const question = `/_external-auth-${Buffer.from(path).toString('base64url')}-${pathType}`;
  const touched = statementOnPath([...ofServer.statements, ...everywhere.statements], question);
  if (touched === undefined) return undefined;
  return { because: `"${touched.text}" is run for the question to the authentication service, too`, origin: touched.origin };
}

/** What its snippet does before the service is asked; it may answer in its place. */
function authSteps({ snippet, snippetOrigin }: AuthService, { snippets }: StepContext): readonly Step[] {
  const statements = authScript(snippets.ofAuthentication(snippet, snippetOrigin).statements) ?? [];
  return statements.length === 0 ? [] : [{ kind: 'script', statements, origin: snippetOrigin }];
}

/** A service that is asked whether a request may pass. */
interface AuthService {
  readonly url: string;
  readonly origin: Origin;
  readonly signIn: string;
  readonly signInOrigin: Origin;
  readonly parameter: string;
  readonly snippet: string;
  readonly snippetOrigin: Origin;
}

/** The service of the annotation, else the one of the config map. */
function authService(annotations: ParsedAnnotations, by: By, settings: Settings): AuthService | undefined {
  const { externalAuthUrl, globalAuth } = annotations.access;
  if (externalAuthUrl !== '') {
    const said = (name: string): string => valueOr(annotations.said.text(name), '');
    return {
      url: externalAuthUrl,
      origin: by('auth-url'),
      signIn: said('auth-signin'),
      signInOrigin: by('auth-signin'),
      parameter: said('auth-signin-redirect-param'),
      snippet: configSwitch(settings, 'allow-snippet-annotations', false) ? said('auth-snippet') : '',
      snippetOrigin: by('auth-snippet'),
    };
  }
  const url = globalAuth ? globalAuthUrl(settings) : '';
  if (url === '') return undefined;
  const signIn = configText(settings, 'global-auth-signin');
  return {
    url,
    origin: optionOrigin('global-auth-url', settings),
    signIn: serviceUrl(signIn) === undefined ? '' : signIn,
    signInOrigin: optionOrigin('global-auth-signin', settings),
    parameter: configText(settings, 'global-auth-signin-redirect-param').trim(),
    snippet: configText(settings, 'global-auth-snippet'),
    snippetOrigin: optionOrigin('global-auth-snippet', settings),
  };
}

const FAILS: AuthRefusal = { status: 500 };

/** 2xx lets a request pass, 401 and 403 are handed on, and all else is a failure. */
function authGate({ url, origin }: AuthService): Pick<GateStep, 'gate' | 'origin'> {
  // nginx asks no other URL, and reads variables only when a request is there.
  const unaskable = !/^https?:\/\//i.test(url) && !url.startsWith('$');
  const refusals = unaskable ? [FAILS] : [{ answer: 401, status: 401 }, { answer: 403, status: 403 }, FAILS];
  return { gate: { kind: 'externalAuth', url, refusals, ...(unaskable ? { unaskable } : {}) }, origin };
}

/** Characters that `set_escape_uri` escapes: openresty/set-misc-nginx-module@v0.33:src/ngx_http_set_escape_uri.c. */
const ESCAPED = '"#%&+/:;<=>?[\\]^{}';

/** The target of the request, as `$escaped_request_uri` has it. */
const TARGET: TemplatePart = { variable: 'target', escapes: ESCAPED };

/** Variables that have a value once the Lua code of the controller has run. */
const OF_LOCATION: { readonly [name: string]: TemplatePart } = {
  $best_http_host: { variable: 'clientHost' },
  $escaped_request_uri: TARGET,
  $pass_access_scheme: { variable: 'clientScheme' },
};

/** `buildAuthSignURL` */
function signInOf({ signIn, signInOrigin, parameter }: AuthService, { variables }: StepContext): Access['signIn'] {
  if (signIn === '') return undefined;
  const name = parameter || 'rd';
  const { hasQuery = false, parameters = [] } = goUrl(signIn) ?? {};
  const read = readTemplate(signIn, { ...variables, known: new Set([...variables.known, 'escaped_request_uri']) });
  if ('refused' in read) return { outcome: { kind: 'undecided', because: read.refused }, origin: signInOrigin };
  const url = read.map((part) => (typeof part === 'object' && 'unknown' in part ? (OF_LOCATION[part.unknown] ?? part) : part));
  const back: TextTemplate = [`${hasQuery ? '&' : '?'}${name}=`, { variable: 'clientScheme' }, '://', { variable: 'hostAsSent' }, TARGET];
  const text = parameters.includes(name) ? url : [...url, ...back];
  return { outcome: { kind: 'redirect', status: 302, location: { text, pathOnly: 'kept' } }, origin: signInOrigin };
}
