import type { AuthRefusal, Gate, GateStep, Origin, Outcome, Step, TemplatePart, TextTemplate } from '../../../table/routing-table';
import { valueOr } from './annotations';
import { globalAuthUrl } from './annotations-access';
import { addresses, blockedAddresses } from './block-lists';
import { controllerField } from './controller-origin';
import { goUrl, serviceUrl } from './go-url';
import type { ParsedAnnotations } from './parsed-annotations';
import { configText, type Settings } from './settings';
import type { By, StepContext } from './step-context';
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
export function accessOf(annotations: ParsedAnnotations, authenticates: boolean, by: By, context: StepContext): Access {
  const { basicAuth } = annotations.access;
  const allow = addresses(annotations.access.allow);
  const deny = addresses(annotations.access.deny);
  const gates: GateStep[] = [];
  const add = (gate: Gate, origin: Origin): void => {
    gates.push({ kind: 'gate', gate, origin });
  };
  if (allow.length > 0 || deny.length > 0)
    add({ kind: 'clientAddress', allow, deny, status: 403 }, by(allow.length > 0 ? 'allowlist-source-range' : 'denylist-source-range'));
  else gates.push(...blockedAddresses(context.settings));
  if (!authenticates) return { steps: gates, signIn: undefined };
  // By this word nginx switches the check off.
  if (basicAuth && valueOr(annotations.said.text('auth-realm'), '') !== 'off') add({ kind: 'credentials', status: 401 }, by('auth-type'));
  const service = authService(annotations, by, context.settings);
  if (service !== undefined) gates.push({ kind: 'gate', ...authGate(service) });
  const any = gates.length > 1 && valueOr(annotations.said.text('satisfy'), '') === 'any';
  return {
    steps: any ? [{ kind: 'anyGate', gates, statuses: [401, 403], origin: by('satisfy') }] : gates,
    signIn: service === undefined ? undefined : signInOf(service, context),
  };
}

/** A service that is asked whether a request may pass. */
interface AuthService {
  readonly url: string;
  readonly origin: Origin;
  readonly signIn: string;
  readonly signInOrigin: Origin;
  readonly parameter: string;
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
    };
  }
  const url = globalAuth ? globalAuthUrl(settings) : '';
  if (url === '') return undefined;
  const signIn = configText(settings, 'global-auth-signin');
  return {
    url,
    origin: controllerField('global-auth-url'),
    signIn: serviceUrl(signIn) === undefined ? '' : signIn,
    signInOrigin: controllerField('global-auth-signin'),
    parameter: configText(settings, 'global-auth-signin-redirect-param').trim(),
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
function signInOf({ signIn, signInOrigin, parameter }: AuthService, { named }: StepContext): Access['signIn'] {
  if (signIn === '') return undefined;
  const name = parameter || 'rd';
  const { hasQuery = false, parameters = [] } = goUrl(signIn) ?? {};
  const read = readTemplate(signIn, new Set([...named, 'escaped_request_uri']));
  if ('refused' in read) return { outcome: { kind: 'undecided', because: read.refused }, origin: signInOrigin };
  const url = read.map((part) => (typeof part === 'object' && 'unknown' in part ? (OF_LOCATION[part.unknown] ?? part) : part));
  const back: TextTemplate = [`${hasQuery ? '&' : '?'}${name}=`, { variable: 'clientScheme' }, '://', { variable: 'hostAsSent' }, TARGET];
  const text = parameters.includes(name) ? url : [...url, ...back];
  return { outcome: { kind: 'redirect', status: 302, location: { text, pathOnly: 'kept' } }, origin: signInOrigin };
}
