import { join } from 'node:path';
import { replay } from './harness/replay';

/** The judge: what Traefik did with what this library renders. See traefik-3.7.13/README.md. */
replay('traefik', join(__dirname, 'traefik-3.7.13'));
