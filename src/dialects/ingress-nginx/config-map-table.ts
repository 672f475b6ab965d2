import type { ConfigMapTable } from '../../annotation-table/config-map';
import { finder } from '../../annotation-table/row';
import { CONFIG_MAP_OPTIONS } from './config-map';

export const CONFIG_MAP_TABLE: ConfigMapTable = { options: CONFIG_MAP_OPTIONS, option: finder(CONFIG_MAP_OPTIONS) };
