import { escapeLiteral } from '../../../model/escape-literal';
import type { PathMatch, PathRewrite, Redirect } from '../../../model/neutral-route';

/**
 * Paths and rewrite targets as they are written in the manifest.
 *
 * If one location of a host rewrites or uses a regular expression, the controller reads every path of that host as a regular
 * expression, anchored at the start, without regard to case, and tries the longest text first
 * (kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/template/template.go `enforceRegexModifier`,
 * `buildLocation`; internal/ingress/controller/controller.go, end of `getBackendServers`). So on such a host each path is written as a
 * regular expression with the same meaning. Its ending is chosen by length: a prefix below another prefix is always the longer text,
 * and an exact path is longer than a prefix with the same path.
 */
export interface PathText {
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
}

/** Ends a whole segment and captures what follows as `$2`: 9 characters. */
const SEGMENT_END = '(/|$)(.*)';
/** Ends the path, and is longer than `SEGMENT_END`. */
const PATH_END = '(?:$)(?:$)';

/** `target`: the rewrite-target of the route; with one, the root path needs captures. */
export function pathTextOf(path: PathMatch, regexHost: boolean, target: string | undefined): PathText {
  const rewritten = target !== undefined;
  if (path.kind === 'regexPrefix' || path.kind === 'controllerDefined') {
    const text = path.kind === 'regexPrefix' ? path.pattern : path.path;
    // The controller does not rewrite if the target equals the path; a group that matches nothing makes them differ.
    return { path: text === target ? `${text}(?:)` : text, pathType: 'ImplementationSpecific' };
  }
  if (!regexHost) return { path: path.path, pathType: path.kind === 'exact' ? 'Exact' : 'Prefix' };
  if (path.kind === 'exact') return { path: escapeLiteral(path.path) + PATH_END, pathType: 'ImplementationSpecific' };
  if (path.path === '/') return rewritten ? { path: '/(.*)', pathType: 'ImplementationSpecific' } : { path: '/', pathType: 'Prefix' };
  return { path: escapeLiteral(path.path) + SEGMENT_END, pathType: 'ImplementationSpecific' };
}

/** Whether the controller tries a text first: longest first, then the last by alphabet; Go compares bytes. */
export function comesBefore(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length > b.length || (a.length === b.length && a.compare(b) > 0);
}

/** The rewrite-target for a rewrite, given the text of `pathTextOf`. Absent: nothing to rewrite. */
export function rewriteTarget(path: PathMatch, rewrite: PathRewrite): string | undefined {
  switch (rewrite.kind) {
    case 'replacePrefix': {
      const root = path.kind === 'segmentPrefix' && path.path === '/';
      if (rewrite.replacement === '/') return root ? undefined : '/$2';
      return root ? `${rewrite.replacement}/$1` : `${rewrite.replacement}$1$2`;
    }
    case 'replacePath':
      return rewrite.path;
    case 'substitute':
      return rewrite.substitution;
  }
}

/**
 * The rewrite-target that redirects and keeps the path: nginx answers 302 if it begins with a scheme. nginx escapes captures in the
 * Location, but not variables such as `$uri`, with which a client could inject response headers; so only a path with generated captures
 * is kept (see `check-routes.ts`).
 */
export function redirectTarget(path: PathMatch, redirect: Redirect): string {
  const scheme = redirect.scheme ?? '$scheme';
  const host = redirect.hostname ?? '$host';
  const port = redirect.port === undefined ? '' : `:${redirect.port}`;
  const kept = path.kind === 'segmentPrefix' ? (path.path === '/' ? '/$1' : `${path.path}$1$2`) : path.kind === 'exact' ? path.path : '/';
  return `${scheme}://${host}${port}${kept}`;
}
