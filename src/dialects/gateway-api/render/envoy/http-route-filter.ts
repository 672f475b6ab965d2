import type { NeutralRoute } from '../../../../model/neutral-route';
import { wholePath } from '../../../../model/written-pattern';
import type { ObjectSlot } from '../../../../output/object-slot';
import { canonical } from '../../../../output/slot-text';
import { slot } from '../slots';

/**
 * `spec` of the HTTPRouteFilter of a route, if it needs one (envoyproxy/gateway@v1.9.1:api/v1alpha1/httproutefilter_types.go). In place of the
 * prefix "/" Envoy puts a text before the path without a slash between (internal/xds/translator/route.go), so a pattern is replaced there.
 */
export function filterSpec({ action, path }: NeutralRoute): object | undefined {
  if (action.kind === 'respond') {
    const { status, body, contentType } = action.response;
    return {
      directResponse: {
        statusCode: status,
        ...(contentType === undefined ? {} : { contentType }),
        ...(body === undefined ? {} : { body: { type: 'Inline', inline: body } }),
      },
    };
  }
  if (action.kind !== 'forward') return undefined;
  const { rewrite } = action;
  if (rewrite?.kind === 'substitute' && path.kind === 'regexPrefix')
    return regexRewrite(wholePath(path.pattern), rewrite.substitution.replaceAll('\\', '\\\\').replace(/\$([0-9])/g, '\\$1'));
  if (replacesRoot({ action, path }) && rewrite?.kind === 'replacePrefix') return regexRewrite('^/', `${rewrite.replacement}/`);
  return undefined;
}

const regexRewrite = (pattern: string, substitution: string): object => ({
  urlRewrite: { path: { type: 'ReplaceRegexMatch', replaceRegexMatch: { pattern, substitution } } },
});

/** Whether a path is put before every path. */
export const replacesRoot = ({ action, path }: Pick<NeutralRoute, 'action' | 'path'>): boolean =>
  path.kind === 'segmentPrefix' &&
  path.path === '/' &&
  action.kind === 'forward' &&
  action.rewrite?.kind === 'replacePrefix' &&
  action.rewrite.replacement !== '/';

/** Routes that need the same share an object. */
export function filterSlot(route: NeutralRoute): ObjectSlot | undefined {
  const spec = filterSpec(route);
  return spec === undefined
    ? undefined
    : slot('HTTPRouteFilter', canonical(spec), route.action.kind === 'respond' ? 'response' : 'rewrite');
}
