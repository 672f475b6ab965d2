import type { EnvoyGatewayPrograms } from './outside/envoy-gateway';
import type { Programs } from './outside/programs';

/** The programs that a run uses; found or made outside of the sandbox, which has no network. */
export interface Inventory {
  readonly programs: Programs;
  readonly envoyGateway: EnvoyGatewayPrograms;
  readonly kubectl: string;
}

/** The environment variable that carries it into the sandbox, as JSON. */
export const INVENTORY_VARIABLE = 'CDK8S_INGRESS_E2E_INVENTORY';

/** Reads it, inside. */
export function inventory(): Inventory {
  const json = process.env[INVENTORY_VARIABLE];
  if (json === undefined) throw new Error('this runs in a sandbox only: start it with "npm run e2e"');
  return JSON.parse(json) as Inventory;
}
