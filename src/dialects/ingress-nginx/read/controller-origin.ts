import type { Origin } from '../../../table/routing-table';

/** What no object is to blame for: the controller, or its config map. */
export const CONTROLLER: Origin = { kind: 'ConfigMap', namespace: '', name: '', field: 'data' };

export const controllerField = (option: string): Origin => ({ ...CONTROLLER, field: `data["${option}"]` });
