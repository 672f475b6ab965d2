import { text } from '../../../kinds/ingress-view';
import { escapePath } from '../../../table/codecs/go/escape';
import type { Origin, Outcome, Step, TemplatePart, TextTemplate } from '../../../table/routing-table';
import type { RedirectFacts } from '../profile';
import type { ListenerView } from './gateways';
import type { Match } from './matches';
import { prefixRewrite } from './rewrites';
import type { Fields } from './view';

const PORTS = { http: 80, https: 443 } as const;

/** A RequestRedirect on a listener: what is done to the path, and where the client is sent. */
export function redirectOf(
  filter: Fields,
  match: Match,
  listener: ListenerView,
  facts: RedirectFacts,
  origin: Origin,
): { readonly steps: readonly Step[]; readonly outcome: Outcome } {
  const path = typeof filter.path === 'object' && filter.path !== null ? (filter.path as Fields) : {};
  const { steps, template } = pathOf(path, match, facts, origin);
  const scheme: TemplatePart = filter.scheme === undefined ? { variable: 'scheme' } : text(filter.scheme);
  const location: TextTemplate = [scheme, '://', ...authority(filter, listener, facts), ...template];
  const status = typeof filter.statusCode === 'number' ? filter.statusCode : 302;
  return { steps, outcome: { kind: 'redirect', status, location: { text: location, pathOnly: 'kept' } } };
}

/** Host and port. */
function authority(filter: Fields, listener: ListenerView, facts: RedirectFacts): TextTemplate {
  const scheme = filter.scheme === undefined ? undefined : text(filter.scheme);
  const hostname = text(filter.hostname);
  const port = portOf(filter, scheme, listener, facts);
  if (port !== undefined) return [hostname === '' ? { variable: 'hostnameAsSent' } : hostname, `:${port}`];
  if (hostname !== '')
    return facts.portWithHostname === 'kept' && scheme === undefined ? [hostname, { variable: 'portAsSent' }] : [hostname];
  if (scheme === undefined)
    return facts.portWithHostname === 'kept' ? [{ variable: 'hostnameAsSent' }, { variable: 'portAsSent' }] : [{ variable: 'hostAsSent' }];
  if (facts.withScheme === 'none') return [{ variable: 'hostnameAsSent' }];
  // Of another scheme the port that needs not be written is left out.
  return scheme === listener.scheme ? [{ variable: 'hostAsSent' }] : [{ variable: 'hostAsSent', withoutEnd: `:${PORTS[listener.scheme]}` }];
}

/** The port that is written; `undefined`: none, or that of the Host header. */
function portOf(filter: Fields, scheme: string | undefined, listener: ListenerView, facts: RedirectFacts): number | undefined {
  const given = typeof filter.port === 'number' ? filter.port : undefined;
  const port = given ?? (scheme === undefined && facts.withoutPort === 'listener' ? listener.port : undefined);
  if (port === undefined || (facts.givenPort === 'always' && given !== undefined)) return port;
  const ofScheme = PORTS[(scheme ?? listener.scheme) as 'http' | 'https'];
  const leftOut = facts.givenPort === 'unlessWellKnown' ? port === 80 || port === 443 : port === ofScheme;
  return leftOut ? undefined : port;
}

function pathOf(
  modifier: Fields,
  match: Match,
  facts: RedirectFacts,
  origin: Origin,
): { readonly steps: readonly Step[]; readonly template: TextTemplate } {
  const same: TextTemplate = [{ variable: 'path' }, { variable: 'search' }];
  if (modifier.type === 'ReplaceFullPath') {
    const path = text(modifier.replaceFullPath);
    if (path === '') {
      if (facts.emptyFullPath === 'noRewrite') return { steps: [], template: same };
      return { steps: [], template: facts.emptyFullPath === 'root' ? ['/', { variable: 'search' }] : [{ variable: 'search' }] };
    }
    const written = facts.fullPath === 'escaped' ? escapePath(Buffer.from(path, 'utf8').toString('latin1')) : path;
    const absolute = written.startsWith('/') ? written : `/${written}`;
    // A query in the text takes the place of the request's.
    return { steps: [], template: written.includes('?') ? [absolute] : [absolute, { variable: 'search' }] };
  }
  if (modifier.type !== 'ReplacePrefixMatch') return { steps: [], template: same };
  const replacement = text(modifier.replacePrefixMatch);
  if (replacement === '' && facts.emptyPrefix === 'noRewrite') return { steps: [], template: same };
  const how = replacement === '' || replacement === '/' ? facts.prefixToRoot : facts.prefix;
  const absolute = replacement.startsWith('/') ? replacement : `/${replacement}`;
  return { steps: [{ kind: 'rewrite', rewrite: prefixRewrite(how, match.view.path.value, absolute), origin }], template: same };
}
