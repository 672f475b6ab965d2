import { originOf } from '../../../table/origin';
import type { Condition, Outcome, PathTest } from '../../../table/routing-table';
import type { CustomRoute } from './rows';

/**
 * What becomes of a request that would have the outcome, if no `route-acl` of a Service holds. HAProxy asks for these after all rules, in an
 * order that changes with each sync. `rewrites`: a rule has changed the path before.
 *
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/route/route.go (`AddCustomRoute`).
 */
export function unlessCustom(outcome: Outcome, routes: readonly CustomRoute[], rewrites: boolean): Outcome {
  if (routes.length === 0) return outcome;
  const branches = routes.map((route) => {
    const { path, backend, ingress } = route;
    const acl = conditionOf(backend.acl);
    const rival = routes.find((other) => other.backend.name !== backend.name && overlap(other.path.path, path.path));
    return {
      conditions: [...(rewrites ? [] : [{ kind: 'path', path: pathTest(route) } as const]), ...(acl === undefined ? [] : [acl])],
      outcome: outcomeOf(route, acl, rival, rewrites),
      origin: originOf(ingress.view, path.field),
    };
  });
  return { kind: 'conditional', branches, otherwise: outcome };
}

function outcomeOf({ backend }: CustomRoute, condition: Condition | undefined, rival: CustomRoute | undefined, rewrites: boolean): Outcome {
  if (condition === undefined) return { kind: 'undecided', because: `whether "${backend.acl}" holds is not known` };
  if (rewrites) return { kind: 'undecided', because: 'route-acl is asked for the path that the rewrite has made' };
  if (rival === undefined) return backend.outcome;
  const because = `"${rival.backend.acl}" may hold too, and which of the two counts changes with each sync`;
  return { kind: 'undecided', because, oneOf: [backend.outcome, rival.backend.outcome] };
}

const overlap = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** The path is no text but a regular expression. */
function pathTest({ path: { path, pathType } }: CustomRoute): PathTest {
  if (path === '') return { kind: 'always' };
  if (pathType === 'Exact') return { kind: 'exact', path, caseSensitive: true };
  if (path === '/') return { kind: 'stringPrefix', path, caseSensitive: true };
  return { kind: 'regex', pattern: `^${path.replace(/\/$/, '')}($|/)`, caseSensitive: true };
}

/** Undefined if what the condition asks for is not known. haproxy/haproxy@v3.2.0:doc/configuration.txt, section 7. */
function conditionOf(acl: string): Condition | undefined {
  const text = acl.trim();
  const method = /^method\s+(?:-m\s+str\s+)?([A-Z ]+)$/.exec(text)?.[1] ?? /^METH_([A-Z]+)$/.exec(text)?.[1];
  if (method !== undefined) return { kind: 'method', methods: method.split(/\s+/) };
  const [, fetch, name, rest = ''] = /^(?:req\.)?(hdr|cook)\(([\w-]+)\)\s+(.*)$/.exec(text) ?? [];
  if (fetch === undefined || name === undefined) return undefined;
  const kind = fetch === 'hdr' ? 'header' : 'cookie';
  if (rest === '-m found') return { kind, name, test: { kind: 'present' } };
  const [, anyCase, value] = /^(?:-m\s+str\s+)?(-i\s+)?([\w.-]+)$/.exec(rest) ?? [];
  if (value === undefined) return undefined;
  return {
    kind,
    name,
    test: anyCase === undefined ? { kind: 'equals', value } : { kind: 'equals', value: value.toLowerCase(), anyCase: true },
  };
}
