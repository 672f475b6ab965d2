/** What paths can be once a codec has read them, as far as that is known. A superset: not every text has a request that comes to it. */
export interface PathImage {
  readonly bytes: ReadonlySet<number>;
  /** Whether there may be `//`, and `.` and `..` as segments. */
  readonly emptySegments: boolean;
  readonly dotSegments: boolean;
  /** Whether rewrites get the path as it is compared. */
  readonly rewritten: 'asCompared' | 'asWritten';
  /** The requests in words. */
  readonly words: string;
}

/** Bytes from one to another, but for the characters of a text. */
export const bytesBetween = (first: number, last: number, without: string): ReadonlySet<number> =>
  new Set(Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((byte) => !without.includes(String.fromCharCode(byte))));
