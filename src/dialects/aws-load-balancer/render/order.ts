import { type Claim, compareClaims, mayMeet } from './precedence';

/** Claims that stand together: all of them before those of another part, or after them. */
export interface Part {
  readonly claims: readonly Claim[];
  /** The ports of its listeners. */
  readonly ports: readonly number[];
  /** The `group.order` that the user has set. */
  readonly order?: number;
}

/** Two claims that must be looked at in this order. */
export interface Precedence<P extends Part> {
  readonly before: P;
  readonly after: P;
  readonly first: Claim;
  readonly second: Claim;
}

export interface Orders<P extends Part> {
  readonly orderOf: ReadonlyMap<P, number>;
  /** What the orders do not give: a circle, or an order that the user has set. */
  readonly broken: readonly Precedence<P>[];
}

/** The `group.order` of each part: 0, unless it must come after another part. */
export function ordersOf<P extends Part>(parts: readonly P[]): Orders<P> {
  const precedences = precedencesOf(parts);
  const into = new Map<P, Precedence<P>[]>();
  for (const one of precedences) into.set(one.after, [...(into.get(one.after) ?? []), one]);
  const orderOf = new Map<P, number>();
  const open = new Set<P>();
  const visit = (part: P): number => {
    const known = orderOf.get(part);
    // Of a circle one precedence stays unmet, and is found below.
    if (known !== undefined || open.has(part)) return known ?? 0;
    open.add(part);
    const least = Math.max(0, ...(into.get(part) ?? []).map(({ before }) => visit(before) + 1));
    open.delete(part);
    orderOf.set(part, part.order ?? least);
    return part.order ?? least;
  };
  for (const part of parts) visit(part);
  return {
    orderOf,
    broken: precedences.filter(({ before, after }) => (orderOf.get(before) as number) >= (orderOf.get(after) as number)),
  };
}

/** One for each two parts whose order counts. */
function precedencesOf<P extends Part>(parts: readonly P[]): readonly Precedence<P>[] {
  return parts.flatMap((one, index) =>
    parts
      .slice(index + 1)
      .filter(({ ports }) => ports.some((port) => one.ports.includes(port)))
      .flatMap((other) => precedencesBetween(one, other)),
  );
}

function precedencesBetween<P extends Part>(one: P, other: P): readonly Precedence<P>[] {
  const { before, after } = relationOf(one.claims, other.claims);
  return [
    ...(before === undefined ? [] : [{ before: one, after: other, first: before[0], second: before[1] }]),
    ...(after === undefined ? [] : [{ before: other, after: one, first: after[1], second: after[0] }]),
  ];
}

/** Two claims of which the first one must come before, and two of which it must come after. */
export interface Relation {
  readonly before?: readonly [Claim, Claim];
  readonly after?: readonly [Claim, Claim];
}

export function relationOf(some: readonly Claim[], others: readonly Claim[]): Relation {
  const found: { before?: readonly [Claim, Claim]; after?: readonly [Claim, Claim] } = {};
  for (const a of some) {
    for (const b of others) {
      const order = compareClaims(a, b);
      const side = order < 0 ? 'before' : 'after';
      if (order !== 0 && found[side] === undefined && mayMeet(a, b)) found[side] = [a, b];
    }
    if (found.before !== undefined && found.after !== undefined) break;
  }
  return found;
}
