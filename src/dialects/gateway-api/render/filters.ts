import { withCorsDefaults } from '../../../model/cors-defaults';
import type { CorsPolicy, HeaderChanges, NeutralRoute, PathRewrite, Redirect, RoutePolicies } from '../../../model/neutral-route';
import type { Implementation } from '../implementations';
import { replacesRoot } from './envoy/http-route-filter';

/** A filter of a rule. */
export interface Filter {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** The filters that every implementation shares. A redirect answers, so nothing is changed on the way to a backend. */
export function portableFilters(route: NeutralRoute, { rootPrefix }: Implementation): readonly Filter[] {
  const { action, policies } = route;
  const answers = action.kind === 'redirect' ? [redirectFilter(action.redirect)] : [];
  const forwards =
    action.kind === 'forward'
      ? [
          ...headerFilters('RequestHeaderModifier', policies.requestHeaders),
          ...rewriteFilters(rootPrefix === 'withSlash' && replacesRoot(route) ? withSlash(action.rewrite) : action.rewrite, policies),
        ]
      : [];
  return [
    ...(policies.cors === undefined ? [] : [corsFilter(policies.cors)]),
    ...answers,
    ...forwards,
    ...headerFilters('ResponseHeaderModifier', policies.responseHeaders),
  ];
}

export function redirectFilter({ scheme, hostname, port, path, status }: Redirect): Filter {
  return {
    type: 'RequestRedirect',
    requestRedirect: {
      ...(scheme === undefined ? {} : { scheme }),
      ...(hostname === undefined ? {} : { hostname }),
      ...(port === undefined ? {} : { port }),
      ...(path === undefined ? {} : { path: { type: 'ReplaceFullPath', replaceFullPath: path } }),
      statusCode: status,
    },
  };
}

function rewriteFilters(rewrite: PathRewrite | undefined, { upstreamHost: hostname }: RoutePolicies): readonly Filter[] {
  const path = pathModifier(rewrite);
  if (path === undefined && hostname === undefined) return [];
  return [{ type: 'URLRewrite', urlRewrite: { ...(hostname === undefined ? {} : { hostname }), ...(path === undefined ? {} : { path }) } }];
}

const withSlash = (rewrite: PathRewrite | undefined): PathRewrite | undefined =>
  rewrite?.kind === 'replacePrefix' ? { ...rewrite, replacement: `${rewrite.replacement}/` } : rewrite;

/** Captures are put into paths by an object of the implementation. */
function pathModifier(rewrite: PathRewrite | undefined): object | undefined {
  if (rewrite?.kind === 'replacePrefix') return { type: 'ReplacePrefixMatch', replacePrefixMatch: rewrite.replacement };
  return rewrite?.kind === 'replacePath' ? { type: 'ReplaceFullPath', replaceFullPath: rewrite.path } : undefined;
}

function headerFilters(type: 'RequestHeaderModifier' | 'ResponseHeaderModifier', changes: HeaderChanges | undefined): readonly Filter[] {
  if (changes === undefined) return [];
  const listed = (values: HeaderChanges['set'] = {}) => Object.entries(values).map(([name, value]) => ({ name, value }));
  const [set, add] = [listed(changes.set), listed(changes.add)];
  const { remove = [] } = changes;
  const modifier = {
    ...(set.length === 0 ? {} : { set }),
    ...(add.length === 0 ? {} : { add }),
    ...(remove.length === 0 ? {} : { remove }),
  };
  return [{ type, [type === 'RequestHeaderModifier' ? 'requestHeaderModifier' : 'responseHeaderModifier']: modifier }];
}

function corsFilter(cors: CorsPolicy): Filter {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAgeSeconds } = withCorsDefaults(cors);
  return {
    type: 'CORS',
    cors: {
      allowOrigins: [...allowOrigins],
      allowMethods: allowMethods.includes('*') ? ['*'] : [...allowMethods],
      allowHeaders: [...allowHeaders],
      ...(exposeHeaders === undefined ? {} : { exposeHeaders: [...exposeHeaders] }),
      allowCredentials,
      ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
    },
  };
}
