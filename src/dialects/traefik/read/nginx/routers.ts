import { lowerCase } from '../../../../regex/pcre2/bytes';
import { regexOf } from '../../../../regex/re2/regex';
import { originOf } from '../../../../table/origin';
import type { Condition, Origin, Outcome } from '../../../../table/routing-table';
import { redirectRegex } from '../redirects';
import type { Router } from '../routers';
import { exactPath, hostRule, type PathRule, pathRegexp, rulePriority, segmentPrefix, stringPrefix } from '../rule';
import { canaryRules, weighted } from './canaries';
import type { Location, Locations } from './locations';
import { type Place, redirectsToHttps, redirectToHttps, type Surroundings, wayOf } from './steps';

type Invalid = { readonly invalid: string; readonly origin: Origin };

/** `math.MinInt32`. */
const LAST = -2_147_483_648;

const EVERY_PATH: PathRule = { text: '', test: { kind: 'always' } };

/**
 * The routers of a location: for http and https each, of its own and of its canary.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/translator.go (`translate`, `buildRule`).
 */
export function routersOf(location: Location, all: Locations, around: Surroundings): readonly (Router | Invalid)[] {
  if (location.kind === 'passthrough') return passthrough(location, around);
  const { view, config, field, host, aliases, kind, backend, canary } = location;
  const origin = originOf(view, field);
  const useRegex = all.regexHosts.has(host);
  const path = kind === 'default' ? stringPrefix('/') : pathRule(location, useRegex);
  const names = host === '' ? [] : [host, ...aliases];
  const texts = names.map(hostRule);
  const hostText = texts.length > 1 ? `(${texts.join(' || ')})` : texts.join('');
  const rule = [hostText, path.text].filter((text) => text !== '').join(' && ');
  const invalid = problemOf(rule, path, names);
  if (invalid !== undefined) return [{ invalid, origin }];
  const place: Place = {
    config,
    namespace: view.namespace,
    path: location.path,
    useRegex: kind === 'default' ? false : useRegex,
    hasTls: view.tls.length > 0,
    serverSnippet: kind === 'default' ? undefined : all.serverSnippets.get(host),
    asksForCertificate: config.text('auth-tls-secret') !== undefined && !names.some((name) => all.tlsConflicts.has(lowerCase(name))),
  };
  const way = wayOf(place, around);
  const redirects = kind === 'default' ? [] : [false, true].flatMap((tls) => wwwRedirect(location, tls, all, around));
  if ('invalid' in way) return [{ invalid: way.invalid, origin }, ...redirects];
  const effects = way.effects.length === 0 ? location.effects : [...location.effects, ...way.effects];
  const routers = (text: string, outcome: Outcome, conditions: readonly Condition[] = []): readonly Router[] =>
    [false, true].map((tls) => ({
      path: path.test,
      priority: kind === 'default' ? LAST : rulePriority(text),
      tls,
      steps: way.steps,
      outcome,
      effects,
      origin,
      ...entryPointsOf(tls, around),
      ...hostsOf(names),
      ...(conditions.length === 0 ? {} : { conditions }),
    }));
  if (canary === undefined) return [...routers(rule, backend.outcome), ...redirects];
  const own = canaryRules(rule, canary);
  return [
    ...routers(rule, weighted(backend.outcome, canary)),
    ...(own.canary?.ways.flatMap((one) => routers(own.canary?.text ?? '', canary.backend.outcome, one)) ?? []),
    ...(own.nonCanary?.ways.flatMap((one) => routers(own.nonCanary?.text ?? '', backend.outcome, one)) ?? []),
    ...redirects,
  ];
}

function pathRule({ path, isExact }: Location, useRegex: boolean): PathRule {
  if (path === '') return EVERY_PATH;
  if (isExact) return exactPath(path);
  return useRegex ? pathRegexp(`(?i)^${path}`) : segmentPrefix(path);
}

function problemOf(rule: string, { test }: PathRule, names: readonly string[]): string | undefined {
  if (rule === '') return 'it has neither a host nor a path';
  if (names.includes('')) return 'one of its further names is empty';
  const beyond = names.find((name) => /[^ -~]/.test(name));
  if (beyond !== undefined) return `host "${beyond}" has characters beyond ASCII`;
  const regex = test.kind === 'regex' ? regexOf(test.pattern, true) : undefined;
  return regex?.kind === 'refused' ? `its path is no regular expression: ${regex.because}` : undefined;
}

/** "*" alone is every host. */
const hostsOf = (names: readonly string[]): Pick<Router, 'hosts'> => (names.length === 0 || names.includes('*') ? {} : { hosts: names });

function entryPointsOf(tls: boolean, { options }: Surroundings): Pick<Router, 'entryPoints'> {
  const said = options.text(`providers.kubernetesingressnginx.${tls ? 'httpsentrypoint' : 'httpentrypoint'}`);
  if (said !== undefined) return { entryPoints: [said] };
  return tls ? {} : { entryPoints: options.entryPoints.filter((one) => one.isDefault && !one.tls).map(({ name }) => name) };
}

/** The other name of the host, with or without "www.", unless it has rules of its own. `buildFromToWwwRedirect`, `applyFromToWwwRedirect`. */
function wwwRedirect({ view, config, host }: Location, tls: boolean, { hosts }: Locations, around: Surroundings): readonly Router[] {
  if (!config.isOn('from-to-www-redirect', false) || host === '' || host.startsWith('*.')) return [];
  const sibling = host.startsWith('www.') ? host.slice(4) : `www.${host}`;
  if (hosts.has(sibling)) return [];
  const origin = config.origin('from-to-www-redirect');
  const pattern = '^(https?)://(?:\\[[^/\\]]*\\]|[^/:]+)(:[0-9]+)?[^/]*/(.*?)/?$';
  return [
    {
      hosts: [sibling],
      path: EVERY_PATH.test,
      priority: rulePriority(hostRule(sibling)),
      tls,
      steps: [redirectRegex({ pattern, replacement: `$1://${host}$2/$3` }, { permanent: true, status: 308 }, origin)],
      outcome: { kind: 'answer', status: 503, because: 'the name is there for its redirect alone' },
      origin: { ...origin, name: view.name },
      ...entryPointsOf(tls, around),
    },
  ];
}

/** TLS goes to the backend as it is; http is served, or sent to https. */
function passthrough({ view, config, field, host, backend }: Location, around: Surroundings): readonly Router[] {
  const origin = originOf(view, field);
  const shared = { hosts: [host], path: EVERY_PATH.test, priority: rulePriority(hostRule(host)), origin } as const;
  const hasTls = view.tls.length > 0;
  const effect = { effect: 'tlsPassthrough', value: {}, origin: config.origin('ssl-passthrough') } as const;
  return [
    {
      ...shared,
      tls: false,
      steps: redirectsToHttps({ config, hasTls }) ? [redirectToHttps(config)] : [],
      outcome: backend.outcome,
      ...entryPointsOf(false, around),
    },
    { ...shared, tls: true, steps: [], outcome: backend.outcome, effects: [effect], ...entryPointsOf(true, around) },
  ];
}
