import type { Decision } from '../table/decide';
import type { Backend } from '../table/routing-table';

/** The kind of a decision: to a Service, to another URL, to no backend, to one of several, or not known. */
export function decisionKind({ undecided, alternatives, location, backend }: Decision): DecisionKind {
  if (undecided !== undefined) return 'undecided';
  if (alternatives !== undefined) return 'weighted';
  if (location !== undefined) return 'redirect';
  return backend?.kind === 'service' ? 'forward' : 'answer';
}

export type DecisionKind = 'forward' | 'redirect' | 'answer' | 'weighted' | 'undecided';

/** `namespace/service:port`, or `default-backend` for what the controller itself serves. */
export const backendName = (backend: Backend): string =>
  backend.kind === 'builtIn' ? 'default-backend' : `${backend.namespace}/${backend.service}:${backend.port}`;
