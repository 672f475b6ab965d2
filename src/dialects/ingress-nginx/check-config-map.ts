import { checkConfigMap as checkTable } from '../../annotation-table/config-map';
import { textsOfProps } from '../../annotation-table/typed-props';
import { accepted } from '../../annotation-table/value';
import type { Finding } from '../../findings/finding';
import { CONFIG_MAP_TABLE } from './config-map-table';
import { finding } from './findings';

/** Loaded on first use, because it loads the reader of manifests. */
const settingProblems = (): typeof import('./nginx-conf/setting-problems') => require('./nginx-conf/setting-problems');

/**
 * Checks the data of the controller's config map. The controller ignores values that it cannot read, and keeps the default. A value
 * that it accepts and nginx refuses stops it.
 */
export function checkConfigMap(data: { readonly [name: string]: string }, where: string): Finding[] {
  const findings: Finding[] = [];
  const stopping = stoppingOptions(data);
  for (const [name, value] of Object.entries(data)) {
    const because = stopping.get(name);
    const accepts = CONFIG_MAP_TABLE.option(name)?.value;
    if (because === undefined || accepts === undefined) findings.push(...checkTable(CONFIG_MAP_TABLE, { [name]: value }, where));
    else findings.push(finding('config/stops-nginx', where, { name, value, because, accepts: accepted(accepts) }));
  }
  return findings;
}

/** Options that nginx refuses, and why. If several conflict, the first is reported. */
function stoppingOptions(data: { readonly [name: string]: string }): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { because, names } of settingProblems().problemsOfConfigMap(data)) {
    const name = names.find((one) => one in data);
    if (name !== undefined && !found.has(name)) found.set(name, because);
  }
  return found;
}

/**
 * The data of a config map from a typed struct such as `ingressNginx.Config`: `{ proxyReadTimeout: 30 }` gives
 * `{ 'proxy-read-timeout': '30' }`. Absent members are left out; nothing is checked.
 */
export const configMapOfProps = (props: object): { [name: string]: string } =>
  textsOfProps(props, (name) => CONFIG_MAP_TABLE.option(name)?.value);
