import { isIP } from 'node:net';
import type { ClusterView } from '../../../../kinds/cluster-view';
import { regexOf } from '../../../../regex/re2/regex';
import type { Effect } from '../../../../table/effects';
import type { Origin, Step } from '../../../../table/routing-table';
import { clientCertificate, externalAuth } from '../gates';
import { goTemplate } from '../go-template';
import { answerPreflight } from '../middlewares';
import type { StaticOptions } from '../options';
import { redirectRegex, redirectScheme } from '../redirects';
import type { NginxConfig } from './config';
import { snippet } from './snippets';
import { withVariables } from './variables';

/** A path of an Ingress, as far as what happens on the way depends on it. */
export interface Place {
  readonly config: NginxConfig;
  readonly namespace: string;
  readonly path: string;
  /** Whether the host's paths are patterns. */
  readonly useRegex: boolean;
  readonly hasTls: boolean;
  readonly serverSnippet: { readonly text: string; readonly origin: Origin } | undefined;
  /** Whether a client certificate is asked for; not where routers of the host disagree. */
  readonly asksForCertificate: boolean;
}

export interface Surroundings {
  readonly cluster: ClusterView;
  readonly options: StaticOptions;
}

export interface Way {
  readonly steps: readonly Step[];
  readonly effects: readonly Effect[];
}

/**
 * What happens to a request before it goes to the backend, in the order of the middlewares, or why there is no router.
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/translator.go (`applyMiddlewares`), middleware.go.
 */
export function wayOf(place: Place, { cluster, options }: Surroundings): Way | { readonly invalid: string } {
  const { config } = place;
  const steps: Step[] = [];
  const effects: Effect[] = [];
  if (place.asksForCertificate)
    steps.push({ kind: 'gate', gate: clientCertificate(requiresCertificate(config)), origin: config.origin('auth-tls-secret') });
  if (redirectsToHttps(place)) steps.push(redirectToHttps(config));
  const appRoot = config.text('app-root');
  if (appRoot?.startsWith('/')) steps.push(redirectRoot(appRoot, config.origin('app-root')));
  const redirect = redirectOf(place);
  if (redirect !== undefined && 'invalid' in redirect) return redirect;
  if (redirect !== undefined) steps.push(redirect);
  if (config.text('auth-type') !== undefined)
    steps.push({ kind: 'gate', gate: { kind: 'credentials', status: 401 }, origin: config.origin('auth-type') });
  const allowed = allowList(config);
  if (allowed !== undefined && 'invalid' in allowed) return allowed;
  if (allowed !== undefined) steps.push(allowed);
  if (config.isOn('enable-cors', false)) steps.push(answerPreflight(config.origin('enable-cors')));
  const rewrite = rewriteOf(place);
  if (rewrite !== undefined && 'invalid' in rewrite) return rewrite;
  if (rewrite !== undefined) steps.push(rewrite);
  for (const one of snippetsOf(place)) {
    const read = snippet(one.text, one.origin);
    steps.push(...read.steps);
    effects.push(...read.effects);
  }
  const url =
    config.some('auth-url') ??
    (config.isOn('enable-global-auth', true) ? options.text('providers.kubernetesingressnginx.globalauthurl') : undefined);
  if (url)
    steps.push({
      kind: 'gate',
      gate: externalAuth(url, config.some('auth-signin') === undefined ? 401 : 302),
      origin: config.origin('auth-url'),
    });
  const problem = customHeadersProblem(place, cluster, options);
  return problem === undefined ? { steps, effects } : { steps: [problem], effects };
}

const requiresCertificate = (config: NginxConfig): boolean => !config.text('auth-tls-verify-client')?.startsWith('optional');

export const redirectToHttps = (config: NginxConfig): Step =>
  redirectScheme(
    'https',
    '',
    { permanent: false, always308: true, from: 'http' },
    config.origin(config.isOn('force-ssl-redirect', false) ? 'force-ssl-redirect' : 'ssl-redirect'),
  );

export const redirectsToHttps = ({ config, hasTls }: Pick<Place, 'config' | 'hasTls'>): boolean =>
  config.isOn('force-ssl-redirect', false) || (hasTls && config.isOn('ssl-redirect', true));

/** traefik/traefik@v3.7.13:pkg/middlewares/ingressnginx/approot/app_root.go. */
const redirectRoot = (path: string, origin: Origin): Step => ({
  kind: 'when',
  conditions: [{ kind: 'writtenPath', pattern: '^/$' }],
  outcome: { kind: 'redirect', status: 302, location: { text: withVariables(`$scheme://$best_http_host${path}`), pathOnly: 'kept' } },
  origin,
});

/** A replacement of package regexp: variables of nginx are groups that no pattern has, so they become nothing. */
function redirectOf({ config, useRegex, path }: Place): Step | { readonly invalid: string } | undefined {
  const kind = config.text('temporal-redirect') !== undefined ? 'temporal-redirect' : 'permanent-redirect';
  const url = config.text(kind);
  if (url === undefined) return undefined;
  const usual = kind === 'temporal-redirect' ? 302 : 301;
  const code = config.number(`${kind}-code`) ?? usual;
  const pattern = useRegex ? `^https?://[^/]+${path}` : '.*';
  if (regexOf(pattern, true).kind === 'refused') return { invalid: `"${pattern}" is no regular expression` };
  return redirectRegex(
    { pattern, replacement: url },
    { permanent: false, status: code < 300 || code > 308 ? usual : code },
    config.origin(kind),
  );
}

/** An address that is none loses the router, and with it the guard: a shorter path may let the request in. */
function allowList(config: NginxConfig): Step | { readonly invalid: string } | undefined {
  const name = config.text('allowlist-source-range') === undefined ? 'whitelist-source-range' : 'allowlist-source-range';
  const allow = config
    .some(name)
    ?.split(',')
    .map((one) => one.trim());
  if (allow === undefined) return undefined;
  const wrong = allow.find((one) => !isNetwork(one));
  if (wrong !== undefined) return { invalid: `"${wrong}" is neither an address nor a network` };
  return { kind: 'gate', gate: { kind: 'clientAddress', allow, deny: [], status: 403 }, origin: config.origin(name) };
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** traefik/traefik@v3.7.13:pkg/middlewares/ingressnginx/rewritetarget/rewrite_target.go. */
function rewriteOf({ config, path }: Place): Step | { readonly invalid: string } | undefined {
  const replacement = config.some('rewrite-target');
  if (replacement === undefined || replacement === path) return undefined;
  const origin = config.origin('rewrite-target');
  const isUrl = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(replacement);
  const regex = regexOf(path.trim(), false);
  if (regex.kind === 'refused') return { invalid: `its path is no regular expression: ${regex.because}` };
  const pattern = path === '' ? '^.*$' : path.trim() + (isUrl && regex.kind === 'regex' && regex.groups === 0 ? '.*' : '');
  const text =
    path === ''
      ? replacement
          .trim()
          .replace(/\$[0-9]+/g, '')
          .replaceAll('$', '$$$$')
      : replacement.trim();
  const substitution = goTemplate(text, pattern);
  return isUrl
    ? {
        kind: 'redirectUrl',
        redirect: { of: 'path', pattern, caseSensitive: false, substitution, defaultPort: 'kept', status: 302, statusOfOtherMethods: 302 },
        origin,
      }
    : { kind: 'rewrite', rewrite: { kind: 'replaceMatches', pattern, caseSensitive: false, substitution, statusIfEmpty: 500 }, origin };
}

function snippetsOf({ config, serverSnippet }: Place): readonly { readonly text: string; readonly origin: Origin }[] {
  const text = config.some('configuration-snippet');
  const own = text === undefined ? [] : [{ text, origin: config.origin('configuration-snippet') }];
  return serverSnippet === undefined ? own : [serverSnippet, ...own];
}

/** A header that the provider does not allow makes the backend unavailable. */
function customHeadersProblem(
  { config, namespace }: Place,
  { configMaps, complete }: ClusterView,
  options: StaticOptions,
): Step | undefined {
  const reference = config.text('custom-headers');
  if (reference === undefined) return undefined;
  const allowed = (options.text('providers.kubernetesingressnginx.globalallowedresponseheaders') ?? '').split(',');
  const found = configMaps.get(reference);
  const isForeign = reference.split('/').length !== 2 || !reference.startsWith(`${namespace}/`);
  const isMissing = found === undefined && complete;
  const isRefused = found !== undefined && Object.keys(found.data).some((name) => !allowed.includes(name));
  if (!isForeign && !isMissing && !isRefused) return undefined;
  const because = `the headers of ConfigMap ${reference} cannot be set`;
  return { kind: 'when', conditions: [], outcome: { kind: 'answer', status: 503, because }, origin: config.origin('custom-headers') };
}
