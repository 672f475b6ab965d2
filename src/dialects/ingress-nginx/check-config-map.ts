import { finding } from '../../findings/catalogue';
import { didYouMean } from '../../findings/did-you-mean';
import type { Finding } from '../../findings/finding';
import { accepted, type Refusal, range, refusal } from './annotation-value';
import { CONFIG_MAP_OPTIONS, type ConfigMapOption, type ConfigMapValue } from './config-map';
import { textsOfProps } from './typed-props';

/**
 * Checks the data of the controller's config map. Pure, and never throws. Errors: an option that is not known or no longer
 * read, and a value of a wrong type; the controller logs these at most, and goes on with the default.
 */
export function checkConfigMap(data: { readonly [name: string]: string }, where: string): Finding[] {
  const findings: Finding[] = [];
  for (const [name, text] of Object.entries(data)) {
    const option = configMapOption(name);
    if (option === undefined) {
      const suggestion = didYouMean(name, readOptions());
      findings.push(finding('config/unknown-option', where, { name, ...(suggestion !== undefined && { suggestion }) }));
    } else if (option.removed !== undefined) {
      findings.push(finding('config/removed-option', where, { name, ...option.removed }));
    } else if (option.value !== undefined) {
      const refused = valueRefusal(option.value, text);
      if (refused !== undefined) findings.push(finding('config/wrong-type', where, { name, value: text, ...refused }));
    }
  }
  return findings;
}

/**
 * The data of a config map from a typed struct such as `ingressNginx.Config`: `{ proxyReadTimeout: 30 }` gives
 * `{ 'proxy-read-timeout': '30' }`. Absent members are left out; nothing is checked.
 */
export const configMapOfProps = (props: object): { [name: string]: string } => textsOfProps(props, (name) => configMapOption(name)?.value);

/** The option of a name, also when it is no longer read. */
export function configMapOption(name: string): ConfigMapOption | undefined {
  byName ??= new Map(CONFIG_MAP_OPTIONS.map((option) => [option.name, option]));
  return byName.get(name);
}
let byName: ReadonlyMap<string, ConfigMapOption> | undefined;

/** What an option accepts, in words. */
export const acceptedByOption = (value: ConfigMapValue): string =>
  value.type === 'decimal' ? range('a number', value.min, value.max) : accepted(value);

const readOptions = (): string[] => CONFIG_MAP_OPTIONS.filter((option) => option.removed === undefined).map((option) => option.name);

function valueRefusal(value: ConfigMapValue, text: string): Refusal | undefined {
  if (value.type !== 'decimal') return refusal(value, text);
  const number = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && number >= value.min && number <= value.max ? undefined : { accepts: acceptedByOption(value) };
}
