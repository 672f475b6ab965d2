import type { Candidate, Condition, Outcome, PathTest } from '../../../table/routing-table';
import { originOf } from './ingresses';
import type { CustomRoute } from './rows';

/**
 * Candidates before the rows of a host, by `route-acl` of Services. The order of those that overlap changes with each sync.
 * `hasRules`: rules of rows act before, and which of them is not looked at here.
 *
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/route/route.go (`AddCustomRoute`).
 */
export function customCandidates(routes: readonly CustomRoute[], hasRules: boolean): readonly Candidate[] {
  return routes.map((route) => {
    const { path, backend, ingress } = route;
    const condition = conditionOf(backend.acl);
    const rival = routes.find((other) => other.backend.name !== backend.name && overlap(other.path.path, path.path));
    return {
      match: { path: pathTest(route), ...(condition === undefined ? {} : { conditions: [condition] }) },
      steps: [],
      outcome: outcomeOf(route, condition, rival, hasRules),
      origin: originOf(ingress.view, path.field),
    };
  });
}

function outcomeOf({ backend }: CustomRoute, condition: Condition | undefined, rival: CustomRoute | undefined, hasRules: boolean): Outcome {
  if (condition === undefined) return { kind: 'undecided', because: `whether "${backend.acl}" holds is not known` };
  if (rival !== undefined)
    return { kind: 'undecided', because: `"${rival.backend.acl}" may hold too, and which of the two counts changes with each sync` };
  return hasRules ? { kind: 'undecided', because: 'rules of other paths of the host may act before route-acl' } : backend.outcome;
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
