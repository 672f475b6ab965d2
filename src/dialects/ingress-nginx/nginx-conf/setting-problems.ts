import { identity } from '../identity';
import { Annotations } from '../read/annotations';
import { AUTH_LINES, areDurations, isUrl, SIGNIN_LINES, signsIn } from './auth-lines';
import { type CheckedBlock, checkBlock } from './check-conf';
import { confFacts, variablesMadeBy } from './conf-facts';
import type { Context } from './directives';
import { EVENTS_LINES, HTTP_LINES, MAIN_LINES, STATUS_LINES, STREAM_LINES, UPSTREAM_LINES } from './global-lines';
import { type Line, type LocationFacts, NO_MAPS } from './line';
import { LOCATION_LINES } from './location-lines';
import type { ConfProblem } from './relations';
import { EVERY_SERVER_LINES, SERVER_LINES, type ServerFacts } from './server-lines';
import { SettingValues } from './settings-values';
import { writtenLines } from './written-lines';

type Config = { readonly [name: string]: string };

/** Why nginx would not load the configuration that the controller makes from its config map. */
export function problemsOfConfigMap(config: Config): readonly ConfProblem[] {
  const values = new SettingValues(undefined, config);
  const check = checker(values, texts(config), []);
  const http = check('h', HTTP_LINES, NO_LIMITS, []);
  const server = check('s', EVERY_SERVER_LINES, serverFacts(values), [http]);
  return [
    check('m', MAIN_LINES, NO_LIMITS, []),
    check('e', EVENTS_LINES, NO_LIMITS, []),
    http,
    check('u', UPSTREAM_LINES, NO_LIMITS, []),
    check('s', STATUS_LINES, NO_LIMITS, []),
    check('S', STREAM_LINES, NO_LIMITS, []),
    server,
    ...locationBlocks(values, check, [server, http]),
  ].flatMap(({ problems }) => problems);
}

/**
 * Why nginx would not load the configuration that the controller makes from the annotations of one Ingress, if all objects that they
 * name exist. Without `config`, the options have their defaults, and all variables in the annotations count as known.
 */
export function problemsOfAnnotations(annotations: { readonly [key: string]: string }, config: Config | undefined): readonly ConfProblem[] {
  const said = new Annotations({ annotations }, { annotationsPrefix: identity.annotationPrefix, validateAnnotations: true });
  if (said.isEmpty) return [];
  const values = new SettingValues(said, config ?? {});
  const asked = ['modsecurity', 'opentelemetry'].filter((name) => values.annotation(`enable-${name}`) === 'true');
  const digest = values.annotation('auth-type') === 'digest' ? ['auth-digest'] : [];
  const check = checker(values, config === undefined ? undefined : [texts(config), texts(annotations)].join('\n'), [...asked, ...digest]);
  const http = check('h', HTTP_LINES, NO_LIMITS, []);
  const server = check('s', [...SERVER_LINES, ...EVERY_SERVER_LINES], serverFacts(values), [http]);
  return [server, ...locationBlocks(values, check, [server, http])].flatMap(({ problems }) => problems);
}

const NO_LIMITS = { limits: false, addHeaders: {} };

type Check = <Facts>(context: Context, lines: readonly Line<Facts>[], facts: Facts, around: readonly CheckedBlock[]) => CheckedBlock;

/** `made`: texts that define variables; absent if every variable counts as known. */
function checker(values: SettingValues, made: string | undefined, modules: readonly string[]): Check {
  const own = new Set([...variablesMadeBy(made ?? ''), ...VARIABLES_OF_LOCATIONS]);
  const facts = confFacts(values, own, modules, values.option('stream-snippet'));
  // An unknown config map may load modules too.
  const known = made === undefined ? { ...facts, modules: undefined, http: { ...facts.http, knows: () => true } } : facts;
  return (context, lines, blockFacts, around) => checkBlock(context, writtenLines(lines, values, blockFacts), around, known);
}

/** What the controller writes for CORS and for an authentication service. */
const VARIABLES_OF_LOCATIONS = ['auth_cookie', 'cache_key', 'cors', 'escaped_request_uri', 'target', 'tmp_cache_key'];

/** Only snippets define variables. */
const texts = (settings: Config): string =>
  Object.entries(settings)
    .filter(([name]) => name.endsWith('-snippet') && name !== 'stream-snippet')
    .map(([, text]) => text)
    .join('\n');

const serverFacts = (values: SettingValues): ServerFacts => ({
  asksForCertificates: values.annotation('auth-tls-secret') !== '',
  backendAuthority: values.annotation('proxy-ssl-secret') !== '',
});

function locationBlocks(values: SettingValues, check: Check, around: readonly CheckedBlock[]): readonly CheckedBlock[] {
  const facts = locationFacts(values);
  return [
    check('l', LOCATION_LINES, facts, around),
    ...(facts.authUrl === '' ? [] : [check('l', AUTH_LINES, facts, around)]),
    ...(signsIn(values, facts) ? [check('l', SIGNIN_LINES, facts, around)] : []),
  ];
}

function locationFacts(values: SettingValues): LocationFacts {
  const url = areDurations(values.annotation('auth-cache-duration')) ? values.annotation('auth-url') : '';
  const own = isUrl(url) ? url : '';
  const global = own === '' && isUrl(values.option('global-auth-url')) ? values.option('global-auth-url') : '';
  return {
    protocol: (values.annotation('backend-protocol') || 'HTTP').toUpperCase(),
    catchAll: false,
    rewrites: values.annotation('rewrite-target') !== '',
    denied: false,
    authenticates: true,
    basicAuth: values.annotation('auth-type') !== '',
    authUrl: own || global,
    globalAuth: global !== '',
    backendAuthority: values.annotation('proxy-ssl-secret') !== '',
    maps: NO_MAPS,
    redirect: { url: values.annotation('temporal-redirect') || values.annotation('permanent-redirect'), code: 302 },
  };
}
