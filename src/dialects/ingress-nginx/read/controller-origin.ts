import type { Origin } from '../../../table/routing-table';
import type { Settings } from './settings';

/** The origin of all that no object decides: the controller. */
export const CONTROLLER: Origin = { kind: 'ConfigMap', namespace: '', name: '', field: 'data' };

/** The origin of an option: its field of the config map where it is set, else the controller. */
export function optionOrigin(option: string, { config, configMap }: Pick<Settings, 'config' | 'configMap'>): Origin {
  const field = `data["${option}"]`;
  if (configMap === undefined || !Object.hasOwn(config, option)) return { ...CONTROLLER, field };
  const [namespace = '', name = ''] = configMap.split('/');
  return { kind: 'ConfigMap', namespace, name, field };
}

/** The object and field that set an annotation, or the option of the config map that holds in its place. */
export type By = (name: string) => Origin;
