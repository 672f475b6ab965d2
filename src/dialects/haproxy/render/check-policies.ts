import type { Finding } from '../../../findings/finding';
import { containerViews } from '../../../kinds/cluster-view';
import { type NeutralRoute, routeText } from '../../../model/neutral-route';
import { isController, snippetsThatAreOff } from '../container-flags';
import { finding } from '../findings';
import { isPlain } from './config-text';
import type { RenderTarget } from './render-target';

/** haproxy/haproxy@v3.2.0:doc/configuration.txt, `retry-on`. */
const RETRIED_STATUSES: readonly number[] = [401, 403, 404, 408, 425, 429, 500, 501, 502, 503, 504];

/** What policies ask for that the controller cannot say, or does otherwise. `hasBackend`: they need a Backend. */
export function checkPolicies(route: NeutralRoute, to: RenderTarget, hasBackend: boolean): readonly Finding[] {
  const { policies, action, origin } = route;
  const { basicAuth, cors, rateLimit, retries, sessionAffinity } = policies;
  const where = origin.construct;
  const named = { route: routeText(route) };
  const findings: Finding[] = [];
  if (rateLimit?.requestsPerSecond !== undefined && rateLimit.requestsPerMinute !== undefined)
    findings.push(finding('haproxy/rate-limit-twice', where, named));
  if (basicAuth !== undefined && cors !== undefined) findings.push(finding('haproxy/preflight-needs-password', where, named));
  if (basicAuth?.realm !== undefined && !isPlain(basicAuth.realm.replaceAll(' ', '-')))
    findings.push(finding('haproxy/word-characters', where, { ...named, option: 'the realm of basicAuth', text: basicAuth.realm }));
  if (action.kind === 'respond' && action.response.status > 509)
    findings.push(finding('haproxy/response-status', where, { ...named, status: action.response.status }));
  // Of a route that the controller answers, nothing is asked about a backend.
  if (action.kind !== 'forward') return findings;
  const statuses = (retries?.statuses ?? []).filter((status) => !RETRIED_STATUSES.includes(status));
  if (statuses.length > 0) findings.push(finding('haproxy/retry-status', where, { ...named, statuses, known: RETRIED_STATUSES }));
  const { path = '/' } = sessionAffinity ?? {};
  if (path !== '/') findings.push(finding('haproxy/cookie-path', where, { ...named, path }));
  return [...findings, ...checkBackendTls(route, to, hasBackend)];
}

/** Only annotations make files of Secrets, and a Backend takes the place of annotations. */
function checkBackendTls(route: NeutralRoute, to: RenderTarget, hasBackend: boolean): readonly Finding[] {
  const { secretName, secretNamespace, verifyDepth, serverName } = route.policies.backendTls ?? {};
  const where = route.origin.construct;
  const container = to.controller.workloads?.flatMap(containerViews).find(isController);
  const findings: Finding[] = [];
  const impossible = (option: string, because: string): void => {
    findings.push(finding('haproxy/backend-tls-files', where, { route: routeText(route), option, because }));
  };
  if (secretName !== undefined && hasBackend)
    impossible(
      'backendTls.secretName',
      'another policy of the route needs a Backend, which can name files of the controller and no Secrets',
    );
  if (serverName !== undefined && !hasBackend && snippetsThatAreOff(container).has('backend-config-snippet'))
    impossible(
      'backendTls.serverName',
      'it is a line of backend-config-snippet, and the flag --disable-config-snippets of the controller leaves that out',
    );
  if (verifyDepth !== undefined)
    impossible('backendTls.verifyDepth', 'no annotation and no field of a Backend limits the chain of certificates');
  if (secretName !== undefined && secretNamespace === undefined && to.namespace === undefined)
    findings.push(finding('haproxy/namespace-needed', where, { what: 'backendTls' }));
  return findings;
}
