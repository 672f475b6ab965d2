import { finding } from '../findings/catalogue';
import { didYouMean } from '../findings/did-you-mean';
import type { Finding } from '../findings/finding';
import { refusal } from './check-value';
import type { AnnotationValue } from './value';

/** One option of a controller's config map: the single source of props, checks, suggestions and docs. */
export interface ConfigMapOption {
  readonly name: string;
  /** Absent for an option that is still documented but no longer read by the controller. */
  readonly value?: AnnotationValue;
  /** Why the controller does not read it, and what to do instead. */
  readonly removed?: { readonly because: string; readonly fix: string };
  /** It keeps out all clients but those that it names: without a value it keeps out none. */
  readonly guards?: true;
  /** The default, as text of the config map or in words. */
  readonly default: string;
  readonly summary: string;
  /** `repository@version:path`, with a line where there is one. */
  readonly source: string;
}

/** All options of a config map. */
export interface ConfigMapTable {
  readonly options: readonly ConfigMapOption[];
  /** The option of a name, including options that are no longer read. */
  readonly option: (name: string) => ConfigMapOption | undefined;
}

/**
 * Checks the data of a controller's config map. Pure, and never throws. Errors: an option that is not known or no longer read, and a value
 * of a wrong type.
 */
export function checkConfigMap(table: ConfigMapTable, data: { readonly [name: string]: string }, where: string): Finding[] {
  const findings: Finding[] = [];
  for (const [name, text] of Object.entries(data)) {
    const option = table.option(name);
    if (option === undefined) {
      const suggestion = didYouMean(name, readNames(table));
      findings.push(finding('config/unknown-option', where, { name, ...(suggestion !== undefined && { suggestion }) }));
    } else if (option.removed !== undefined) {
      findings.push(finding('config/removed-option', where, { name, ...option.removed }));
    } else if (option.value !== undefined) {
      if (text.trim() === '' && option.guards) findings.push(finding('config/guard-empty', where, { name }));
      const refused = refusal(option.value, text);
      if (refused !== undefined) findings.push(finding('config/wrong-type', where, { name, value: text, ...refused }));
    }
  }
  return findings;
}

const readNames = ({ options }: ConfigMapTable): string[] => options.filter(({ removed }) => removed === undefined).map(({ name }) => name);
