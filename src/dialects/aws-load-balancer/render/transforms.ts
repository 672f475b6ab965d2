import type { NeutralRoute, PathMatch, PathRewrite } from '../../../model/neutral-route';
import { wholePath } from '../../../model/written-pattern';

/** A transform as an annotation `transforms.<service>` writes it. */
export type WrittenTransform = { readonly type: string } & { readonly [config: string]: unknown };

/**
 * What changes a request on its way to the backend. A rewrite of the URL sees path and query, so every pattern takes all of both.
 *
 * Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html.
 */
export function transformsOf({ path, action, policies: { upstreamHost } }: NeutralRoute): readonly WrittenTransform[] {
  const rewrite = action.kind === 'forward' ? action.rewrite : undefined;
  return [
    ...(rewrite === undefined ? [] : [urlRewrite(path, rewrite)]),
    ...(upstreamHost === undefined || action.kind !== 'forward' ? [] : [hostRewrite(upstreamHost)]),
  ];
}

function urlRewrite(path: PathMatch, rewrite: PathRewrite): WrittenTransform {
  const [regex, replace] = patternOf(path, rewrite);
  return { type: 'url-rewrite', urlRewriteConfig: { rewrites: [{ regex, replace }] } };
}

const hostRewrite = (host: string): WrittenTransform => ({
  type: 'host-header-rewrite',
  hostHeaderRewriteConfig: { rewrites: [{ regex: '^.*$', replace: host }] },
});

function patternOf(path: PathMatch, rewrite: PathRewrite): readonly [regex: string, replace: string] {
  switch (rewrite.kind) {
    case 'replacePath':
      return ['^[^?]*(.*)$', `${rewrite.path}$1`];
    case 'replacePrefix': {
      const prefix = escaped(withoutSlash(path.kind === 'segmentPrefix' ? path.path : ''));
      const replacement = withoutSlash(rewrite.replacement);
      // Of a path that is stripped as a whole a slash is left.
      return replacement === '' ? [`^${prefix}/?(.*)$`, '/$1'] : [`^${prefix}(.*)$`, `${replacement}$1`];
    }
    case 'substitute': {
      const pattern = path.kind === 'regexPrefix' ? path.pattern : '';
      // What is behind the pattern is dropped with it, and the query stays, in a group of its own.
      const whole = wholePath(pattern).replace(/(?:\.\*)?\$$/, '');
      return [`${whole}[^?]*(.*)$`, `${rewrite.substitution}$${groupsIn(pattern) + 1}`];
    }
  }
}

const withoutSlash = (path: string): string => path.replace(/\/$/, '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How many groups capture: a parenthesis that is not escaped, in no class, and not followed by `?:`. */
export function groupsIn(pattern: string): number {
  const tokens = pattern.match(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\(\?P?<|\(\?|[\s\S]/g) ?? [];
  return tokens.filter((token) => token === '(' || token === '(?<' || token === '(?P<').length;
}
