import { ANY, addSet, type ByteSet, emptySet, hasByte, isSame } from './character-set';
import type { Node } from './tree';

/** A place in the tree of patterns; patterns with a common prefix share places. */
class Place {
  /** Next places by byte. */
  public next: Place[] | undefined;
  /** Places that are reached together with this one, and stay active. */
  public loops: Place[] | undefined;
  /** Patterns that may match, whatever follows. */
  public here: number[] | undefined;
  /** Patterns that may match if the text ends. */
  public atEnd: number[] | undefined;
  /** The step at which it was last reached. */
  public step = 0;

  /** `bytes`: the bytes that lead here; for a loop, back here. */
  public constructor(
    public readonly bytes: ByteSet,
    public readonly isLoop: boolean,
  ) {}
}

/** Limits above which a pattern counts as a possible match, so that time and memory are bounded for any pattern. */
const MOST_PLACES = 200_000;
const MOST_BRANCHES = 1000;
const MOST_STEPS = 512;
const MOST_WAYS = 16;

/** Limit above which all patterns count as possible matches; some ten milliseconds. */
const MOST_WORK = 2_000_000;

/**
 * Finds which of many patterns may match a text, in one pass over the text. It excludes only patterns that certainly do not match:
 * complex parts, such as look-arounds and repeated groups, are approximated by parts that match more.
 */
export class PatternSet {
  private readonly root = new Place(emptySet(), false);
  private readonly all: number[] = [];
  private readonly builder = new Builder();
  private step = 0;

  public get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** `anchored`: whether the pattern can match only at the start. */
  public add(pattern: Node, anchored: boolean, number: number): void {
    this.all.push(number);
    this.builder.add(pattern, anchored, this.root, number);
  }

  /** The numbers of patterns that may match, in any order, some of them twice. */
  public mayMatch(text: string): number[] {
    const found: number[] = [];
    const before = this.step;
    let work = 0;
    let places: Place[] = [];
    const reach = (place: Place): void => {
      work++;
      if (place.step === this.step) return;
      if (place.here !== undefined && place.step <= before) pushAll(found, place.here);
      place.step = this.step;
      // A place without next places has already reported its patterns.
      if (place.next !== undefined || place.loops !== undefined || place.atEnd !== undefined) places.push(place);
      if (place.loops !== undefined) for (const loop of place.loops) reach(loop);
    };
    const end = (): void => {
      for (const { atEnd } of places) if (atEnd !== undefined) pushAll(found, atEnd);
    };
    this.step++;
    reach(this.root);
    for (let at = 0; at < text.length && places.length > 0; at++) {
      const byte = text.charCodeAt(at);
      // "$" also matches before a newline at the end.
      if (byte === 10 && at === text.length - 1) end();
      const from = places;
      places = [];
      this.step++;
      for (const place of from) {
        if (place.isLoop && hasByte(place.bytes, byte)) reach(place);
        if (place.next === undefined) continue;
        for (const next of place.next) if (hasByte(next.bytes, byte)) reach(next);
        work += place.next.length;
      }
      if (work > MOST_WORK) return [...this.all];
    }
    end();
    return found;
  }
}

function pushAll(list: number[], more: readonly number[]): void {
  for (const one of more) list.push(one);
}

/** Adds patterns to the tree of places. */
class Builder {
  private count = 0;
  /** The number of the pattern that is being added. */
  private number = 0;
  private steps = 0;

  public add(pattern: Node, anchored: boolean, root: Place, number: number): void {
    this.number = number;
    this.steps = 0;
    this.stop(this.follow(pattern, anchored ? [root] : this.lead([root], ANY, 'loops')));
  }

  /** The places that a part of the pattern leads to, from some places. */
  private follow(node: Node, from: readonly Place[]): readonly Place[] {
    if (from.length === 0) return from;
    if (++this.steps > MOST_STEPS || from.length > MOST_WAYS) return this.stop(from);
    switch (node.kind) {
      case 'byte':
        return this.lead(from, node.set, 'next');
      case 'sequence':
        return node.items.reduce((places, item) => this.follow(item, places), from);
      case 'choice':
        return [...new Set(node.items.flatMap((item) => this.follow(item, from)))];
      case 'capture':
      case 'atomic':
        return this.follow(node.item, from);
      case 'repeat': {
        let places = from;
        for (let i = 0; i < node.min && places.length > 0; i++) places = this.follow(node.item, places);
        return node.max > node.min ? this.lead(places, bytesIn(node.item), 'loops') : places;
      }
      case 'reference':
        return this.lead(from, ANY, 'loops');
      case 'look':
        return from;
      case 'assertion':
        if (node.holds !== 'end' && node.holds !== 'endOrLastNewline') return from;
        for (const place of from) {
          place.atEnd ??= [];
          place.atEnd.push(this.number);
        }
        return [];
    }
  }

  /** The places that bytes lead to from each place; none from a place with too many next places. */
  private lead(from: readonly Place[], bytes: ByteSet, way: 'next' | 'loops'): readonly Place[] {
    return from.flatMap((place) => {
      const places = place[way] ?? [];
      const known = places.find((one) => isSame(one.bytes, bytes));
      if (known !== undefined) return known;
      if (places.length === MOST_BRANCHES || this.count === MOST_PLACES) return this.stop([place]);
      this.count++;
      const made = new Place(bytes, way === 'loops');
      places.push(made);
      place[way] = places;
      return made;
    });
  }

  /** The rest of the pattern is not compared. */
  private stop(places: readonly Place[]): readonly Place[] {
    for (const place of places) {
      place.here ??= [];
      place.here.push(this.number);
    }
    return [];
  }
}

/** All bytes that may occur in a match of a part. */
function bytesIn(node: Node): ByteSet {
  switch (node.kind) {
    case 'byte':
      return node.set;
    case 'reference':
      return ANY;
    case 'assertion':
    case 'look':
      return emptySet();
    case 'capture':
    case 'atomic':
    case 'repeat':
      return bytesIn(node.item);
    case 'sequence':
    case 'choice': {
      const all = emptySet();
      for (const item of node.items) addSet(all, bytesIn(item));
      return all;
    }
  }
}
