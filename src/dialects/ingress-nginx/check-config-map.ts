import { checkConfigMap as checkTable } from '../../annotation-table/config-map';
import { textsOfProps } from '../../annotation-table/typed-props';
import { acceptedItem } from '../../annotation-table/value';
import type { Finding } from '../../findings/finding';
import { CONFIG_MAP_TABLE } from './config-map-table';
import { finding } from './findings';

/** Loaded when it is first asked: what it reads with is for manifests. */
const settingProblems = (): typeof import('./nginx-conf/setting-problems') => require('./nginx-conf/setting-problems');

/**
 * Checks the data of the controller's config map: what the controller does not read, which it logs at most, going on with the default, and
 * what it reads and nginx does not take, which stops it.
 */
export function checkConfigMap(data: { readonly [name: string]: string }, where: string): Finding[] {
  const findings = checkTable(CONFIG_MAP_TABLE, data, where);
  const found = new Set(
    Object.keys(data).filter((name) => checkTable(CONFIG_MAP_TABLE, { [name]: data[name] as string }, where).length > 0),
  );
  for (const { because, names } of settingProblems().problemsOfConfigMap(data)) {
    const name = names.find((one) => one in data);
    const value = name === undefined ? undefined : CONFIG_MAP_TABLE.option(name)?.value;
    if (name === undefined || value === undefined || found.has(name)) continue;
    found.add(name);
    findings.push(finding('config/stops-nginx', where, { name, value: data[name] as string, because, accepts: acceptedItem(value) }));
  }
  return findings;
}

/**
 * The data of a config map from a typed struct such as `ingressNginx.Config`: `{ proxyReadTimeout: 30 }` gives
 * `{ 'proxy-read-timeout': '30' }`. Absent members are left out; nothing is checked.
 */
export const configMapOfProps = (props: object): { [name: string]: string } =>
  textsOfProps(props, (name) => CONFIG_MAP_TABLE.option(name)?.value);
