import { finding } from '../findings/catalogue';
import { didYouMean } from '../findings/did-you-mean';
import type { Finding } from '../findings/finding';
import { type Refusal, refusal } from './check-value';
import { isTrue } from './go-text';
import { type AnnotationRow, type AnnotationTable, namesOf } from './row';
import { accepted } from './value';

/** An annotation that the table has, as an object carries it. */
export interface SetAnnotation<Row extends AnnotationRow = AnnotationRow> {
  readonly row: Row;
  /** Name or alias, with the prefix. */
  readonly key: string;
  readonly text: string;
  /** Texts of all annotations of this controller on the object, by name without the prefix. */
  readonly all: ReadonlyMap<string, string>;
}

/** The path of a construct, or the place of each annotation by its key. */
export type Where = string | ((key: string) => string);

const placeOf = (where: Where, key: string): string => (typeof where === 'string' ? where : where(key));

/**
 * Checks the annotations of one object. Keys without the prefix of the table are left alone. Pure, and never throws.
 *
 * Errors: an unknown name, and the findings of `checkOne` for a known one; without `checkOne`, a value that is refused. Warnings: an
 * annotation without effect. `where` is the place in the findings.
 */
export function checkAnnotations<Row extends AnnotationRow>(
  table: AnnotationTable<Row>,
  annotations: { readonly [key: string]: string },
  where: Where,
  checkOne: (one: SetAnnotation<Row>) => readonly Finding[] = (one) =>
    refusalFindings(one, refusal(one.row.value, one.text), placeOf(where, one.key)),
): Finding[] {
  const { prefix } = table;
  const all = new Map<string, string>();
  for (const [key, text] of Object.entries(annotations)) {
    if (key.startsWith(prefix)) all.set(key.slice(prefix.length), text);
  }
  const findings: Finding[] = [];
  for (const [name, text] of all) {
    const row = table.row(name);
    const key = prefix + name;
    if (row === undefined) {
      const meant = didYouMean(name, table.rows.flatMap(namesOf));
      findings.push(
        finding('annotation/unknown', placeOf(where, key), { key, ...(meant !== undefined && { suggestion: prefix + meant }) }),
      );
      continue;
    }
    const empty = text === '' && name === row.name ? row.ifEmpty : undefined;
    if (empty === undefined) findings.push(...checkOne({ row, key, text, all }));
    else {
      const refused = { problem: empty, accepts: accepted(row.value) };
      findings.push(finding('annotation/value-not-accepted', placeOf(where, key), { key, value: text, ...refused }));
    }
    if (text === '' && row.guards && empty === undefined) {
      findings.push(finding('annotation/guard-empty', placeOf(where, key), { key }));
      continue;
    }
    const reason = noEffect(table, row, name, text, all);
    if (reason !== undefined) findings.push(finding('annotation/no-effect', placeOf(where, key), { key, ...reason }));
  }
  return findings;
}

/** The finding for a value that is refused; none if the value is accepted. */
export function refusalFindings({ key, text }: SetAnnotation, refused: Refusal | undefined, where: string): Finding[] {
  return refused === undefined ? [] : [finding('annotation/value-not-accepted', where, { key, value: text, ...refused })];
}

/** Why an annotation has no effect together with the others, and how to fix that. */
function noEffect(
  table: AnnotationTable,
  row: AnnotationRow,
  name: string,
  text: string,
  all: ReadonlyMap<string, string>,
): { readonly because: string; readonly fix: string } | undefined {
  if (text === '' && name === row.name && row.ifEmpty !== undefined) return undefined;
  if (text === '') return { because: 'is empty, which the controller reads as absent', fix: 'give it a value, or remove it' };
  if (name !== row.name && (all.get(row.name) ?? '') !== '') {
    return { because: `is an old name of "${row.name}", which is set too`, fix: 'remove it' };
  }
  if (row.needs === undefined || row.needs.some((needed) => isOn(table.row(needed), all))) return undefined;
  const [first = ''] = row.needs;
  const names = row.needs.map((needed) => `"${needed}"`).join(' or ');
  const because = `has no effect without ${names}`;
  return {
    because,
    fix: table.row(first)?.value.type === 'boolean' ? `set ${names} to "true", or remove it` : `set ${names}, or remove it`,
  };
}

function isOn(row: AnnotationRow | undefined, all: ReadonlyMap<string, string>): boolean {
  if (row === undefined) return false;
  const text = namesOf(row)
    .map((known) => all.get(known) ?? '')
    .find((value) => value !== '');
  return text !== undefined && (row.value.type !== 'boolean' || isTrue(text));
}
