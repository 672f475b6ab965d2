import type { AnnotationValue } from './value';

/** One annotation of a controller: the single source of props, checks, suggestions and docs. A dialect extends it with facts of its own. */
export interface AnnotationRow {
  /** Without the prefix: `rewrite-target`. */
  readonly name: string;
  /** Other names that the controller reads if this one is absent. */
  readonly aliases?: readonly string[];
  readonly group: string;
  readonly value: AnnotationValue;
  /** This annotation has an effect only if the same object has one of these. */
  readonly needs?: readonly string[];
  /** What is wrong with an empty value, if it differs from none. An alias that is empty is always the same as none. */
  readonly ifEmpty?: string;
  /** It keeps out all clients but those that it names: without a value it keeps out none. */
  readonly guards?: true;
  /** The behaviour of the controller when the annotation is absent, in words. */
  readonly default: string;
  readonly summary: string;
  /** `repository@version:path`, with a line where it helps. */
  readonly source: string;
}

/** All annotations of a controller. */
export interface AnnotationTable<Row extends AnnotationRow = AnnotationRow> {
  /** The prefix of each name. */
  readonly prefix: string;
  readonly rows: readonly Row[];
  /** The row of a name without the prefix, or of an alias. */
  readonly row: (name: string) => Row | undefined;
}

export function annotationTable<Row extends AnnotationRow>(prefix: string, rows: readonly Row[]): AnnotationTable<Row> {
  return { prefix, rows, row: finder(rows) };
}

/** Finds a row by its name or an alias. The index is made on first use: many apps set no annotation. */
export function finder<Row extends { readonly name: string; readonly aliases?: readonly string[] }>(
  rows: readonly Row[],
): (name: string) => Row | undefined {
  let byName: ReadonlyMap<string, Row> | undefined;
  return (name) => {
    byName ??= new Map(rows.flatMap((row) => namesOf(row).map((known) => [known, row] as const)));
    return byName.get(name);
  };
}

/** The name of a row and its aliases. */
export const namesOf = ({ name, aliases = [] }: { readonly name: string; readonly aliases?: readonly string[] }): readonly string[] => [
  name,
  ...aliases,
];
