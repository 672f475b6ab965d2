import type { KubeObject } from '../../kinds/kube-object';
import type { ReadScope } from '../../kinds/read-scope';
import { annotationField, originOf } from '../../table/origin';
import type { HostEntry, PatternHostEntry, Refusal, RequestRules, RoutingTableData } from '../../table/routing-table';
import { identity } from './identity';
import type { Verdict } from './read/admission';
import { blockLists } from './read/block-lists';
import { certificateEntries } from './read/certificates';
import { collect } from './read/collect';
import { Configuration } from './read/configuration';
import { variablesOfSettings } from './read/configuration-facts';
import { Effects } from './read/effects/effects';
import { pagesEverywhere, pagesOfSibling } from './read/error-pages';
import { Freezes } from './read/freezes';
import { hostEntry } from './read/host-entries';
import { DEFAULT_SERVER, type ParsedIngress } from './read/ingresses';
import { compareBytes } from './read/locations';
import { Outcomes } from './read/outcomes';
import { type ServerName, serverNameOf, serverNameOfHost } from './read/server-names';
import type { Server } from './read/servers';
import { clientSettings, configSwitch, headerSettings, redirectCode, type Settings } from './read/settings';
import { type SiblingRedirect, siblingRedirects } from './read/sibling-redirects';
import { doubtOf, undecidedStep } from './read/snippets/levels';
import { Snippets } from './read/snippets/snippets';
import { replaceUnreachable } from './read/stand-ins';
import type { StepContext } from './read/step-context';
import { passedThrough, unknownTls } from './read/tls-connections';
import { Treatments } from './read/treatments';

/**
 * The table that ingress-nginx builds from these objects, stage by stage as the controller does it; each file in `read/` is a stage.
 * Everything follows kubernetes/ingress-nginx@controller-v1.15.1 and nginx 1.27.1, and test/truth compares it with both.
 */
export function read(objects: readonly KubeObject[], scope: ReadScope = {}): RoutingTableData {
  const { cluster, settings, verdicts, ingresses, upstreams, servers } = collect(objects, scope);
  replaceUnreachable(servers, upstreams, cluster);
  const siblings = siblingRedirects(servers);
  const freezes = new Freezes();
  const outcomes = new Outcomes(upstreams);
  const variables = variablesOfSettings(settings, ingresses, namedGroups(servers));
  const snippets = new Snippets(settings, variables);
  const context: StepContext = {
    settings,
    cluster,
    outcomes,
    effects: new Effects(settings, cluster, upstreams),
    freezes,
    configuration: new Configuration(settings, cluster, servers, variables.known, freezes),
    variables,
    snippets,
    treatments: new Treatments(),
    errorPages: pagesEverywhere(settings, outcomes, snippets.http),
  };
  return {
    controller: identity.name,
    version: identity.version,
    requests: requestRules(settings),
    ...hostsOf(servers, siblings, context),
    certificates: certificateEntries(servers.values(), siblings, cluster),
    claimed: ingresses.map(({ view, annotations }) => ({
      origin: originOf(view, ''),
      as: annotations.canary === undefined ? 'routes' : 'alternatives',
    })),
    refused: verdicts.flatMap(refusals),
    ignored: verdicts.flatMap(({ view, foreign }) =>
      foreign === undefined ? [] : [{ origin: originOf(view, 'spec.ingressClassName'), by: 'controller' as const, because: foreign }],
    ),
    ...assumptions(settings, servers),
    frozen: freezes.all,
  };
}

/** What the objects do not say, and answers depend on. */
function assumptions({ unknownConfig, flagsKnown }: Settings, servers: ReadonlyMap<string, Server>): Pick<RoutingTableData, 'assumed'> {
  const asksForPassthrough = [...servers.values()].some(({ passthroughOwner }) => passthroughOwner !== undefined);
  const assumed = [
    ...(unknownConfig === undefined ? [] : [unknownConfig]),
    ...(flagsKnown || !asksForPassthrough
      ? []
      : ['the flags of ingress-nginx are not known, and --enable-ssl-passthrough is taken to be off']),
  ];
  return assumed.length === 0 ? {} : { assumed };
}

/** nginx.tmpl leaves most of this at nginx' own defaults. */
function requestRules(settings: Settings): RequestRules {
  return {
    codec: 'nginx',
    ...headerSettings(settings),
    ...clientSettings(settings),
    trustsForwardedHeaders: configSwitch(settings, 'use-forwarded-headers', false),
    regexSyntax: 'pcre2',
  };
}

function refusals({ view, refused, applied, foreign, ignored }: Verdict): readonly Refusal[] {
  const all: Refusal[] = [];
  if (refused !== undefined)
    all.push({
      origin: originOf(view, refused.field),
      by: 'admission',
      because: refused.because,
      ...(refused.unless === undefined ? {} : { unless: refused.unless }),
      ...(refused.fix === undefined ? {} : { fix: refused.fix }),
      ...(applied ? { applied: true } : {}),
    });
  if (applied && foreign === undefined && ignored !== undefined)
    all.push({ origin: originOf(view, ignored.field), by: 'controller', because: ignored.because });
  return all;
}

// ---- hosts

/** In the order of the file, redirects first: of two servers with one name the first keeps it. */
function hostsOf(
  servers: ReadonlyMap<string, Server>,
  siblings: readonly SiblingRedirect[],
  context: StepContext,
): Pick<RoutingTableData, 'hosts' | 'patterns' | 'fallback'> {
  const hosts: HostEntry[] = [];
  const patterns: PatternHostEntry[] = [];
  const add = (entry: HostEntry, names: readonly ServerName[], owner: ParsedIngress | undefined): void => {
    const exact = names.flatMap((name) => (name.kind === 'exact' ? [name.name] : []));
    if (exact.length > 0) hosts.push({ ...entry, names: exact });
    for (const name of names) {
      if (name.kind === 'pattern') patterns.push({ ...entry, names: exact, match: name.match });
      else if (name.kind === 'refused')
        context.freezes.add('server-name', name.because, ...(owner === undefined ? [] : [originOf(owner.view, 'metadata.annotations')]));
    }
  };
  for (const { from, server } of siblings) add(siblingEntry(from, server, context), [serverNameOf(from)], server.fromToWww);
  const unknown = unknownTls(context.settings);
  let fallback: HostEntry | undefined;
  for (const server of [...servers.values()].sort((a, b) => compareBytes(a.hostname, b.hostname))) {
    const names = [serverNameOfHost(server.hostname), ...server.aliases.map(serverNameOf)];
    const entry = hostEntry(server, [], context);
    const passed = passedThrough(server, context.cluster, context.settings);
    if (passed === undefined) add(entry, names, server.aliasOwner);
    else {
      add({ ...entry, tls: passed, remark: { text: PASSED, origin: passed.origin } }, names.slice(0, 1), undefined);
      add(entry, names.slice(1), server.aliasOwner);
    }
    if (server.hostname === DEFAULT_SERVER)
      fallback = { ...entry, names: [DEFAULT_SERVER], ...(unknown === undefined ? {} : { tls: unknown }) };
  }
  return { hosts, patterns: inPrecedence(patterns), fallback: fallback as HostEntry };
}

const PASSED = 'TLS is passed through to the Service for "/", so that the paths are those of requests without TLS alone';

/** nginx: names with a leading `*`, longest first, then with a trailing one, then regular expressions in the order of the file. */
function inPrecedence(patterns: readonly PatternHostEntry[]): readonly PatternHostEntry[] {
  const rank = ({ match }: PatternHostEntry): number => (match.kind === 'anyDepth' ? 0 : match.kind === 'anyEnding' ? 1 : 2);
  const length = ({ match }: PatternHostEntry): number =>
    match.kind === 'anyDepth' ? match.domain.length : match.kind === 'anyEnding' ? match.beginning.length : 0;
  return [...patterns].sort((a, b) => rank(a) - rank(b) || length(b) - length(a));
}

/** Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/lua/nginx/ngx_srv_redirect.lua. */
function siblingEntry(from: string, { hostname, fromToWww }: Server, { settings, effects, snippets }: StepContext): HostEntry {
  const doubt = doubtOf([[snippets.http]], 'anything');
  const first = [...blockLists(settings), ...(doubt === undefined ? [] : [undecidedStep(doubt)])];
  const errorPages = pagesOfSibling(settings);
  const paged = errorPages === undefined ? {} : { errorPages };
  const origin = originOf(
    (fromToWww as ParsedIngress).view,
    annotationField((fromToWww as ParsedIngress).annotations.keyOf('from-to-www-redirect')),
  );
  const outcome = {
    kind: 'redirect',
    status: redirectCode(settings),
    location: {
      text: [{ variable: 'clientScheme' }, `://${hostname}:`, { variable: 'clientPort' }, { variable: 'target', withoutEnd: '/' }],
      pathOnly: 'kept',
    },
  } as const;
  return {
    host: from,
    names: [],
    ...(first.length === 0 ? {} : { first }),
    ...paged,
    before: [],
    candidates: [
      {
        match: { path: { kind: 'always' } },
        steps: [],
        outcome,
        effects: effects.everywhere(),
        ...paged,
        origin,
        because: 'the sibling host is redirected',
      },
    ],
    otherwise: outcome,
    origin,
  };
}

/** Names of groups in paths and hosts, which nginx makes variables of. */
function namedGroups(servers: ReadonlyMap<string, Server>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { hostname, locations, aliases } of servers.values()) {
    if (hostname.startsWith('*')) names.add('subdomain');
    for (const text of [...aliases, ...locations.map(({ path }) => path)]) {
      if (text.includes('(?'))
        for (const found of text.matchAll(/\(\?P?[<']([A-Za-z_]\w*)[>']/g)) names.add((found[1] as string).toLowerCase());
    }
  }
  return names;
}
