import type { Origin } from '../../../table/routing-table';

/** The origin of all that no object decides: the controller, or its config map. */
export const CONTROLLER: Origin = { kind: 'ConfigMap', namespace: '', name: '', field: 'data' };

export const controllerField = (option: string): Origin => ({ ...CONTROLLER, field: `data["${option}"]` });

/** The object and field that set an annotation, or the option of the config map that holds in its place. */
export type By = (name: string) => Origin;
