import type { NamedVariant } from '../dialect';
import { crd, ingress } from './identity';
import { Provider } from './public';

/** The providers of Traefik that routes are rendered for; the first is the one unless the user says otherwise. */
export const PROVIDERS = [
  { variant: Provider.CRD, title: crd.title, version: crd.version },
  { variant: Provider.INGRESS, title: ingress.title, version: ingress.version },
] as const satisfies readonly NamedVariant[];
