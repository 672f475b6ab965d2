import { join } from 'node:path';
import { replay } from './harness/replay';

/** The judge: what Envoy Gateway did with what this library renders. See envoy-gateway-1.9.1/README.md. */
replay('envoy-gateway', join(__dirname, 'envoy-gateway-1.9.1'));
