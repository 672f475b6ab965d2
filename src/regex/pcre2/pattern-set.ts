import { ANY, addSet, type ByteSet, emptySet, hasByte, isSame } from './character-set';
import type { Node } from './tree';

/** How far patterns have been read; those that begin alike share their places. */
class Place {
  /** Where bytes lead to. */
  public next: Place[] | undefined;
  /** Places that are reached together with this, and stay. */
  public loops: Place[] | undefined;
  /** Patterns that may match whatever follows. */
  public here: number[] | undefined;
  /** Patterns that may match if the text ends. */
  public atEnd: number[] | undefined;
  /** When it was last reached. */
  public step = 0;

  /** `bytes`: what leads here; or back here, if it is a loop. */
  public constructor(
    public readonly bytes: ByteSet,
    public readonly isLoop: boolean,
  ) {}
}

/** Beyond these a pattern is taken to match, so that neither time nor memory depend on what somebody writes into a pattern. */
const MOST_PLACES = 200_000;
const MOST_BRANCHES = 1000;
const MOST_STEPS = 512;
const MOST_WAYS = 16;

/** Beyond it all patterns may match; some ten milliseconds. */
const MOST_WORK = 2_000_000;

/**
 * Tells which of many patterns may match a text, going through the text once. It leaves out only what surely does not match: what is hard
 * to follow, such as look-arounds and repeated groups, is read as something that matches more.
 */
export class PatternSet {
  private readonly root = new Place(emptySet(), false);
  private readonly all: number[] = [];
  private readonly builder = new Builder();
  private step = 0;

  public get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** `anchored`: whether it can match only at the beginning. */
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
      // What leads nowhere has said all that it has to say.
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
      // "$" stands before a newline at the end, too.
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

/** Puts patterns into the tree of places. */
class Builder {
  private count = 0;
  /** Of the pattern that is being added. */
  private number = 0;
  private steps = 0;

  public add(pattern: Node, anchored: boolean, root: Place, number: number): void {
    this.number = number;
    this.steps = 0;
    this.stop(this.follow(pattern, anchored ? [root] : this.lead([root], ANY, 'loops')));
  }

  /** Where a part of the pattern leads to from some places. */
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

  /** Where bytes lead to from each place; none from one that leads to too many. */
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

/** All bytes that may be part of what a part matches. */
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
