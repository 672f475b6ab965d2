import type { Cluster } from '../cluster/cluster';
import { NODE_ADDRESS } from '../cluster/network';
import type { TraefikRouter } from '../cluster/traefik';
import type { Inventory } from '../inventory';
import type { Recorded } from './providers';
import { isOfSentinel } from './sentinel';

/** A program whose answers are recorded, with all its providers. */
export interface Program {
  readonly name: Recorded;
  readonly version: (inventory: Inventory) => string;
  /** What else there is to say of where the answers come from. */
  readonly standsIn: string;
  readonly addressOf: (cluster: Cluster) => string;
  /** In how many orders the requests of a situation are sent, with the routes put in order anew each time. */
  readonly rounds: (cluster: Cluster) => Promise<number>;
}

const ECHO = 'echo servers behind every Service; see e2e/README.md for';

export const RECORDED: readonly Program[] = [
  {
    name: 'traefik',
    version: ({ programs }) => programs.versions.traefik,
    standsIn: `${ECHO} how this Traefik differs from upstream`,
    addressOf: () => NODE_ADDRESS,
    rounds: async ({ traefik }) => (hasTies(await traefik.routers()) ? ROUNDS : 1),
  },
  {
    name: 'envoy-gateway',
    version: ({ envoyGateway }) => envoyGateway.versions.gateway,
    standsIn: `${ECHO} how Envoy is started`,
    addressOf: ({ envoyGateway }) => envoyGateway.address,
    rounds: async () => 1,
  },
];

/** Traefik puts routers of equal priority into another order each time, so their requests are sent in as many. */
const ROUNDS = 8;

function hasTies(routers: readonly TraefikRouter[]): boolean {
  const seen = new Map<string, string>();
  return routers.some(({ name, rule, priority, entryPoints }) => {
    if (name.endsWith('@internal') || isOfSentinel(rule)) return false;
    return entryPoints.some((entryPoint) => {
      const key = `${entryPoint} ${priority}`;
      const other = seen.get(key) ?? rule;
      seen.set(key, rule);
      return other !== rule;
    });
  });
}
