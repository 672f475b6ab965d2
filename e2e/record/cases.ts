import { CaseApp } from '../../test/case-app';
import { refusalOf } from '../../test/case-exceptions';
import { type Case, canBeRecorded, type Probe } from '../../test/cases';
import type { KubeObject } from '../cluster/kube-api';
import { type BackendService, serviceOf } from './echo-backends';
import { PROVIDERS, targetOf } from './providers';
import type { Situation, WantedRequest } from './recording';

/** Each case, for each provider whose dialect can do what it asks for. */
export function caseSituations(cases: readonly Case[]): Situation[] {
  return cases
    .filter((one) => canBeServed(one) && canBeRecorded(one))
    .flatMap((one) =>
      PROVIDERS.flatMap((provider) => {
        const app = new CaseApp(one, provider.dialect, 'default', provider.variant);
        if (app.notSupported.length > 0 || refusalOf(targetOf(provider), one) !== undefined) return [];
        const manifests = app.synth().filter(isRead);
        return [{ name: one.name, provider: provider.name, manifests, requests: one.probes.map(wanted) }];
      }),
    );
}

/** What a provider reads, but for Services. */
const isRead = ({ kind, apiVersion }: KubeObject): boolean => kind === 'Ingress' || /^(traefik\.io|gateway\..*)\//.test(apiVersion);

/** The backends of the recording speak plain HTTP/1.1, and are in one namespace; there is no provider to sign in with. */
const canBeServed = ({ ingresses, services }: Case): boolean =>
  services.every(({ namespace }) => namespace === undefined) &&
  !ingresses.some(({ routes = [] }) => routes.some((route) => NOT_SERVED.some((option) => route[option] !== undefined)));

const NOT_SERVED = ['tlsPassthrough', 'backendProtocol', 'backendProxyProtocol', 'oidc'] as const;

/** Often enough to tell shares apart, where chance decides. */
function wanted({ url, headers, method, meant }: Probe): WantedRequest {
  return { url, headers, ...(method === undefined ? {} : { method }), repeat: meant.kind === 'shares' ? 100 : 2 };
}

/** The Services beside the routes of all cases: one of several cases is the same in each. */
export function caseServices(cases: readonly Case[]): BackendService[] {
  return cases.flatMap(({ services }) =>
    services
      .filter(({ namespace }) => namespace === undefined)
      .map(({ name, ports, endpoints }) => ({ ...serviceOf('default', name, ports), idle: endpoints === 'none' })),
  );
}
