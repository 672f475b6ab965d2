import { checkConfigMap as checkTable } from '../../annotation-table/config-map';
import { finder } from '../../annotation-table/row';
import { textsOfProps } from '../../annotation-table/typed-props';
import type { Finding } from '../../findings/finding';
import { CONFIG_MAP_OPTIONS } from './config-map';

const TABLE = { options: CONFIG_MAP_OPTIONS, option: finder(CONFIG_MAP_OPTIONS) };

/** The option of a name, also if it is no longer read. */
export const configMapOption = TABLE.option;

/** Checks the data of the controller's config map. The controller logs what is wrong at most, and goes on with the default. */
export const checkConfigMap = (data: { readonly [name: string]: string }, where: string): Finding[] => checkTable(TABLE, data, where);

/**
 * The data of a config map from a typed struct such as `ingressNginx.Config`: `{ proxyReadTimeout: 30 }` gives
 * `{ 'proxy-read-timeout': '30' }`. Absent members are left out; nothing is checked.
 */
export const configMapOfProps = (props: object): { [name: string]: string } => textsOfProps(props, (name) => TABLE.option(name)?.value);
