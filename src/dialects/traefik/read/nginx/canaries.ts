import type { IngressView, PathView } from '../../../../kinds/ingress-view';
import { escapeLiteral } from '../../../../model/escape-literal';
import { regexOf } from '../../../../regex/re2/regex';
import { originOf } from '../../../../table/origin';
import type { Condition, Origin, Outcome, Refusal } from '../../../../table/routing-table';
import { quote } from '../rule';
import type { NginxBackends, ResolvedBackend } from './backends';
import { NginxConfig } from './config';

export interface Canary {
  readonly backend: ResolvedBackend;
  /** Share of the requests that nothing else decides, from 0 to 1. */
  readonly share: number;
  readonly header: string;
  readonly headerValue: string;
  readonly headerPattern: string;
  readonly cookie: string;
  readonly origin: Origin;
}

interface Primary {
  readonly view: IngressView;
  readonly path: PathView;
  readonly config: NginxConfig;
}

/**
 * Canaries by the backend that they stand beside: an Ingress that has a path in common with another one takes part of the requests of every
 * route of the namespace that leads to that one's backend.
 *
 * Source: traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/build.go ("Second pass").
 */
export function canariesOf(
  ingresses: readonly IngressView[],
  regular: readonly IngressView[],
  backends: NginxBackends,
): { readonly canaries: ReadonlyMap<string, Canary>; readonly used: ReadonlySet<IngressView>; readonly refused: readonly Refusal[] } {
  const primaries = new Map<string, Primary>();
  for (const view of regular)
    for (const { host, paths = [] } of view.rules)
      for (const path of paths)
        if (path.backend !== undefined) primaries.set(pathKey(view, host, path), { view, path, config: new NginxConfig(view) });
  const canaries = new Map<string, Canary>();
  const used = new Set<IngressView>();
  const refused: Refusal[] = [];
  const matched = new Set<string>();
  for (const view of ingresses) {
    for (const { host, paths = [] } of view.rules) {
      for (const path of paths) {
        const refuse = (because: string) => refused.push({ origin: originOf(view, path.field), by: 'controller', because });
        const key = pathKey(view, host, path);
        const primary = primaries.get(key);
        if (primary === undefined) refuse('no other Ingress has the path beside which it stands');
        else if (matched.has(key)) refuse('another canary stands beside the path already');
        else if (path.backend === undefined) refuse('Traefik knows no backends but Services');
        else if (sameBackend(path, primary.path)) refuse('it has the backend of the path beside which it stands');
        else {
          const backend = backends.resolve(view.namespace, path.backend, primary.config);
          if (!backend.hasEndpoints) {
            refuse('its backend has no endpoint');
            continue;
          }
          matched.add(key);
          used.add(view);
          canaries.set(backendKey(view, primary.path), canaryOf(view, path, backend));
        }
      }
    }
  }
  return { canaries, used, refused };
}

export const backendKey = ({ namespace }: IngressView, { backend }: PathView): string => `${namespace}/${backend?.name}/${backend?.port}`;

const pathKey = ({ namespace }: IngressView, host: string, { path, pathType = 'Prefix' }: PathView): string =>
  `${namespace}/${host}${path}/${pathType}`;

const sameBackend = (one: PathView, other: PathView): boolean =>
  one.backend?.name === other.backend?.name && String(one.backend?.port) === String(other.backend?.port);

function canaryOf(view: IngressView, { field }: PathView, backend: ResolvedBackend): Canary {
  const config = new NginxConfig(view);
  const total = Math.max(config.number('canary-weight-total') ?? 0, 100);
  const weight = Math.min(Math.max(config.number('canary-weight') ?? 0, 0), total);
  return {
    backend,
    share: weight / total,
    header: config.text('canary-by-header') ?? '',
    headerValue: config.text('canary-by-header-value') ?? '',
    headerPattern: config.text('canary-by-header-pattern') ?? '',
    cookie: config.text('canary-by-cookie') ?? '',
    origin: originOf(view, field),
  };
}

/** Where the requests go that no header and no cookie decides. */
export function weighted(primary: Outcome, { backend, share, origin }: Canary): Outcome {
  if (share === 0) return primary;
  if (share === 1) return backend.outcome;
  return {
    kind: 'weighted',
    alternatives: [
      { share: 1 - share, outcome: primary },
      { share, outcome: backend.outcome },
    ],
    origin,
  };
}

/** A rule of its own for requests that headers or cookies send to one side. */
export interface CanaryRule {
  readonly text: string;
  /** Any of these. */
  readonly ways: readonly (readonly Condition[])[];
}

/** The rules of the canary, and of what it stands beside. `translator.go` (`appendCanaryRule`, `appendNonCanaryRule`). */
export function canaryRules(rule: string, canary: Canary): { readonly canary?: CanaryRule; readonly nonCanary?: CanaryRule } {
  const { header, headerValue, headerPattern, cookie, share } = canary;
  if (header === '' && cookie === '') return {};
  const byWords = header !== '' && headerValue === '' && headerPattern === '';
  const never: Condition = { kind: 'header', name: header, test: { kind: 'equals', value: 'never' } };
  const texts: string[] = [];
  const ways: Condition[][] = [];
  if (header !== '' && headerValue === '' && headerPattern !== '') {
    texts.push(`HeaderRegexp(${quote(header)}, ${quote(headerPattern)})`);
    ways.push([{ kind: 'header', name: header, test: { kind: 'matches', pattern: headerPattern, caseSensitive: true } }]);
  } else if (header !== '') {
    const value = headerValue || 'always';
    texts.push(`Header(${quote(header)}, ${quote(value)})`);
    ways.push([{ kind: 'header', name: header, test: { kind: 'equals', value } }]);
  }
  if (cookie !== '') {
    const always = cookieRule(cookie, 'always');
    texts.push(byWords ? `(${always.text} && !Header(${quote(header)}, "never"))` : always.text);
    ways.push([always.condition, ...(byWords ? [{ kind: 'not', condition: never } as const] : [])]);
  }
  const invalid = headerPattern !== '' && headerValue === '' && regexOf(headerPattern, true).kind === 'refused';
  const found = invalid ? {} : { canary: { text: `(${rule}) && (${texts.join(' || ')})`, ways } };
  if (share === 0 || (!byWords && cookie === '')) return found;
  const others = cookie === '' ? [] : [cookieRule(cookie, 'never')];
  const nonTexts = [...(byWords ? [`Header(${quote(header)}, "never")`] : []), ...others.map(({ text }) => text)];
  const nonWays = [...(byWords ? [[never]] : []), ...others.map(({ condition }) => [condition])];
  return { ...found, nonCanary: { text: `(${rule}) && (${nonTexts.join(' || ')})`, ways: nonWays } };
}

function cookieRule(cookie: string, value: string): { readonly text: string; readonly condition: Condition } {
  const pattern = `(^|;\\s*)${escapeLiteral(cookie)}=${value}(;|$)`;
  return {
    text: `HeaderRegexp("Cookie", ${quote(pattern)})`,
    condition: { kind: 'header', name: 'Cookie', test: { kind: 'matches', pattern, caseSensitive: true } },
  };
}
