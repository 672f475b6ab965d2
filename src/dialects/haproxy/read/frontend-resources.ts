import type { Condition, Step } from '../../../table/routing-table';
import type { Said } from './annotations';

/**
 * The objects that entries of the ConfigMap put in the place of the controller's own frontends and defaults. They may have rules for
 * requests, and nothing here reads them.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/handler/frontends.go (`manageFrontend`), pkg/controller/global.go.
 */
const RESOURCES: readonly { readonly entry: string; readonly kind: string; readonly conditions: readonly Condition[] }[] = [
  { entry: 'cr-defaults', kind: 'Defaults', conditions: [] },
  { entry: 'cr-frontend-http', kind: 'Frontend', conditions: [{ kind: 'scheme', scheme: 'http', as: 'received' }] },
  { entry: 'cr-frontend-https', kind: 'Frontend', conditions: [{ kind: 'scheme', scheme: 'https', as: 'received' }] },
];

export const frontendResourceSteps = (said: Said): readonly Step[] =>
  RESOURCES.filter(({ entry }) => said.text(entry) !== '').map(({ entry, kind, conditions }) => ({
    kind: 'when',
    conditions,
    outcome: { kind: 'undecided', because: `what ${kind} ${said.text(entry)} does to requests is not known` },
    origin: said.origin(entry),
  }));
