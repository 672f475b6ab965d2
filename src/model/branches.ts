import { escapeLiteral } from './escape-literal';
import { type Canary, matchText, type NeutralRoute, type RequestMatch, type WeightedService } from './neutral-route';

/**
 * Some requests of a route, by conditions besides host and path, and where they go. Without a Service the route answers them. Controllers that
 * have no canaries get a rule for each.
 */
export interface Branch {
  readonly conditions: readonly RequestMatch[];
  readonly backends: readonly WeightedService[];
}

/** The requests of a route, the most specific ones first. */
export function branchesOf({ matches = [], action }: NeutralRoute): readonly Branch[] {
  if (action.kind !== 'forward') return [{ conditions: matches, backends: [] }];
  const { backends, canary } = action;
  if (canary === undefined) return [{ conditions: matches, backends }];
  const to = [{ service: canary.service, weight: 1 }];
  const branches: Branch[] = [];
  if (canary.matches !== undefined) branches.push({ conditions: [...matches, ...canary.matches], backends: to });
  for (const [always, condition] of switches(canary))
    branches.push({ conditions: [...matches, condition], backends: always ? to : backends });
  branches.push({ conditions: matches, backends: canary.weight === undefined ? backends : shared(backends, canary, canary.weight) });
  return branches.flatMap((branch) => {
    const conditions = together(branch.conditions);
    return conditions === undefined ? [] : [{ ...branch, conditions }];
  });
}

/** The values that send a request to the canary, or to the main Service. */
function switches({ header, cookie }: Canary): readonly (readonly [always: boolean, condition: RequestMatch])[] {
  const found: (readonly [boolean, RequestMatch])[] = [];
  for (const always of [true, false]) {
    const value = always ? 'always' : 'never';
    if (header !== undefined) found.push([always, { kind: 'header', name: header, value: { kind: 'exact', value } }]);
  }
  for (const always of [true, false]) {
    if (cookie === undefined) break;
    const pattern = `(?:.*;\\s*)?${escapeLiteral(cookie)}=${always ? 'always' : 'never'}(?:;.*)?`;
    found.push([always, { kind: 'header', name: 'Cookie', value: { kind: 'pattern', pattern } }]);
  }
  return found;
}

/** A route with a canary has one Service. */
function shared(backends: readonly WeightedService[], { service, weightTotal = 100 }: Canary, weight: number): readonly WeightedService[] {
  const divisor = greatestDivisor(weightTotal, weight);
  return [...backends.map((one) => ({ ...one, weight: (weightTotal - weight) / divisor })), { service, weight: weight / divisor }];
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** Merges conditions, one for each subject. Undefined: no request meets all. */
function together(conditions: readonly RequestMatch[]): readonly RequestMatch[] | undefined {
  const bySubject = new Map<string, RequestMatch>();
  for (const condition of conditions) {
    const subject = condition.kind === 'header' ? `header ${condition.name.toLowerCase()}` : `${condition.kind} ${nameOf(condition)}`;
    const other = bySubject.get(subject);
    if (other === undefined) bySubject.set(subject, condition);
    else if (other.kind === 'method' && condition.kind === 'method') {
      const methods = other.methods.filter((method) => condition.methods.includes(method));
      if (methods.length === 0) return undefined;
      bySubject.set(subject, { kind: 'method', methods });
    } else if (isExact(other) && isExact(condition)) {
      if (matchText(other) !== matchText(condition)) return undefined;
    } else bySubject.set(`${subject} again`, condition);
  }
  return [...bySubject.values()];
}

const nameOf = (condition: RequestMatch): string => (condition.kind === 'query' ? condition.name : '');

const isExact = (condition: RequestMatch): boolean => 'value' in condition && condition.value.kind === 'exact';
