import { variablesMadeOtherwise, variablesSetBy } from '../nginx-conf/conf-facts';
import { SettingValues } from '../nginx-conf/settings-values';
import { ANY_VARIABLE, isVariable } from '../nginx-conf/variables';
import { valueOr } from './annotations';
import { globalAuthUrl } from './annotations-access';
import type { ParsedIngress } from './ingresses';
import type { Server } from './servers';
import type { Settings } from './settings';
import type { Variables } from './templates';

// What the configuration as a whole is made of: limits, modules and variables.

/** Annotations that limit requests or connections. */
export const LIMITS = ['limit-rps', 'limit-rpm', 'limit-connections'] as const;

/** `filterRateLimits`. */
export const limits = ({ locations }: Server): boolean =>
  locations.some(({ annotations }) => LIMITS.some((name) => annotations !== undefined && valueOr(annotations.said.integer(name), 0) !== 0));

/** Modules that an annotation of some location loads. */
export function modulesAskedFor(servers: ReadonlyMap<string, Server>): readonly string[] {
  const asked = new Set<string>();
  for (const { locations } of servers.values()) {
    for (const { annotations } of locations) {
      if (annotations === undefined || annotations.plain) continue;
      const values = new SettingValues(annotations.said, {});
      if (values.annotation('enable-modsecurity') === 'true') asked.add('modsecurity');
      if (values.annotation('enable-opentelemetry') === 'true') asked.add('opentelemetry');
      if (annotations.access.basicAuth && values.annotation('auth-type') === 'digest') asked.add('auth-digest');
    }
  }
  return [...asked];
}

/**
 * Variables that settings make, in snippets and where the controller writes more than it does by default. `further`: names, in small letters,
 * of others that are made.
 */
export function variablesOfSettings(settings: Settings, ingresses: readonly ParsedIngress[], further: Iterable<string>): Variables {
  const names = new Set(further);
  const set = new Set<string>();
  const add = (...all: readonly string[]): void => {
    for (const name of all) names.add(name);
  };
  const addOf = (text: string): void => {
    add(...variablesMadeOtherwise(text));
    for (const name of variablesSetBy(text)) set.add(name);
  };
  for (const [option, text] of Object.entries(settings.config)) if (option.endsWith('-snippet') && option !== 'stream-snippet') addOf(text);
  const config = new SettingValues(undefined, settings.config);
  if (globalAuthUrl(settings) !== '') add(...OF_AUTHENTICATION);
  if (config.option('use-forwarded-headers') === 'true') {
    if (config.option('compute-full-forwarded-for') === 'true') add('full_x_forwarded_for');
    if (config.option('use-proxy-protocol') === 'true') add('proxy_protocol_addr_trusted', 'forwarded_for_proxy_protocol');
  }
  if ('block-user-agents' in settings.config) add('block_ua');
  if ('block-referers' in settings.config) add('block_ref');
  for (const { annotations } of ingresses) {
    if (annotations.plain) continue;
    if (annotations.corsOrigins !== undefined) add('cors');
    if (annotations.access.externalAuthUrl !== '') add(...OF_AUTHENTICATION);
    const values = new SettingValues(annotations.said, settings.config);
    for (const name of ['configuration-snippet', 'server-snippet', 'auth-snippet']) addOf(values.annotation(name));
  }
  return {
    known: new Set([...names, ...set]),
    set: new Set([...set].filter((name) => !names.has(name) && !names.has(ANY_VARIABLE) && !isVariable(name, 'http', NO_MORE))),
  };
}

const NO_MORE: ReadonlySet<string> = new Set();

const OF_AUTHENTICATION = [
  'auth_cookie',
  'auth_path',
  'auth_keepalive_share_vars',
  'auth_response_headers',
  'escaped_request_uri',
  'tmp_cache_key',
  'cache_key',
  'target',
];
