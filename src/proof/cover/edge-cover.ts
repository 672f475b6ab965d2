/** A request that touches one cell of each side. */
export interface Edge {
  readonly one: string;
  readonly other: string;
}

/**
 * The fewest edges that touch every cell of both sides: those of a maximum matching, and one more for each cell that is left (T. Gallai, "Über
 * extreme Punkt- und Kantenmengen", 1959). Of several the first ones are preferred. In the order in which they were given.
 */
export function edgeCover<E extends Edge>(edges: readonly E[]): readonly E[] {
  const from = new Map<string, E[]>();
  for (const edge of edges) {
    const known = from.get(edge.one);
    if (known === undefined) from.set(edge.one, [edge]);
    else known.push(edge);
  }
  const matching = { ofOne: new Map<string, E>(), ofOther: new Map<string, E>() };
  for (const start of from.keys()) augment(start, from, matching);
  const chosen = new Set(matching.ofOther.values());
  const [left, right] = [new Set(matching.ofOne.keys()), new Set(matching.ofOther.keys())];
  for (const edge of edges) {
    if (left.has(edge.one) && right.has(edge.other)) continue;
    chosen.add(edge);
    left.add(edge.one);
    right.add(edge.other);
  }
  return edges.filter((edge) => chosen.has(edge));
}

interface Matching<E> {
  readonly ofOne: Map<string, E>;
  readonly ofOther: Map<string, E>;
}

/** Looks for a free cell of the other side, along cells that can be given another one. */
function augment<E extends Edge>(start: string, from: ReadonlyMap<string, readonly E[]>, { ofOne, ofOther }: Matching<E>): void {
  const reached = new Map<string, E>();
  const queue = [start];
  // A list that grows while it is walked is walked to its end.
  for (const cell of queue)
    for (const edge of from.get(cell) ?? []) {
      if (reached.has(edge.other)) continue;
      reached.set(edge.other, edge);
      const taken = ofOther.get(edge.other);
      if (taken !== undefined) {
        queue.push(taken.one);
        continue;
      }
      for (let last: E | undefined = edge; last !== undefined; ) {
        const given: E | undefined = ofOne.get(last.one);
        ofOther.set(last.other, last);
        ofOne.set(last.one, last);
        last = given === undefined ? undefined : reached.get(given.other);
      }
      return;
    }
}
