import type { ServiceView } from '../../../kinds/cluster-view';
import type { BackendView, IngressView } from '../../../kinds/ingress-view';
import type { BackendProtocol, Outcome, Step } from '../../../table/routing-table';
import { CONTROLLER, configSpeaker, Said, type Speaker, speakerOf, withoutPrefixes } from './annotations';
import { backendResource, type HaproxyCluster } from './backend-resources';
import { speaksTls } from './backend-tls';
import { objectOf } from './ingresses';
import type { Settings } from './settings';

/** A backend of HAProxy: one for each Service and port, unless an Ingress wants its own. */
export interface HaproxyBackend {
  readonly name: string;
  readonly said: Said;
  /** `route-acl` of the Service; empty without it. */
  readonly acl: string;
  /** What a Backend does to requests, before they are sent anywhere. */
  readonly steps: readonly Step[];
  /** What becomes of a request that is sent there. */
  readonly outcome: Outcome;
}

/**
 * Finds the backend of a path; a text says why there is none.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/service/service.go (`New`, `GetBackendName`), pkg/service/endpoints.go.
 */
export function backendOf(
  wanted: BackendView,
  view: IngressView | undefined,
  namespace: string,
  { services, complete, backends }: HaproxyCluster,
  settings: Settings,
): HaproxyBackend | string {
  const key = `${namespace}/${wanted.name}`;
  const found = services.get(key);
  const service = found?.externalName !== undefined && !settings.servesExternalNames ? undefined : found;
  if (service === undefined && (complete || found !== undefined)) return `there is no Service ${key}`;
  const port = service?.ports.find((one) => one.port === wanted.port || (one.name !== '' && one.name === wanted.port));
  if (service !== undefined && port === undefined) return `Service ${key} has no port ${wanted.port ?? 'without a name'}`;
  const speakers = [
    ...(settings.dropsBackendSnippets ? [NO_SNIPPET] : []),
    ...(service === undefined ? [] : [speakerOf(service.annotations, { kind: 'Service', namespace, name: wanted.name })]),
    ...(view === undefined ? [] : [speakerOf(view.annotations, objectOf(view))]),
    configSpeaker(settings.config),
  ];
  const resource = backendResource(new Said(speakers), namespace, backends);
  const said = new Said(resource === undefined ? speakers : [resource.speaker, ...speakers]);
  const own = view !== undefined && said.text('standalone-backend') === 'true' ? `${view.name}_` : '';
  return {
    name: `${namespace}_${own}svc_${wanted.name}_${port?.name || (port?.port ?? wanted.port)}`,
    said,
    steps: resource?.steps ?? [],
    acl: service === undefined ? '' : (withoutPrefixes(service.annotations)['route-acl'] ?? ''),
    outcome: outcomeOf(service, { namespace, service: wanted.name, port: port?.port ?? wanted.port ?? '' }, said),
  };
}

/** Says that there is no raw text, whoever says some. */
const NO_SNIPPET: Speaker = { texts: { 'backend-config-snippet': '' }, origin: CONTROLLER, fieldOf: () => CONTROLLER.field };

function outcomeOf(
  service: ServiceView | undefined,
  target: { readonly namespace: string; readonly service: string; readonly port: number | string },
  said: Said,
): Outcome {
  if (service?.ready === false && service.externalName === undefined)
    return { kind: 'answer', status: 503, because: `Service ${target.namespace}/${target.service} has no endpoint that is ready` };
  return {
    kind: 'forward',
    backend: { kind: 'service', ...target, ...(service === undefined ? { assumed: true } : {}) },
    ...protocolOf(said),
  };
}

/** gRPC is HTTP/2 that both sides know of. The controller makes no difference between the two. */
function protocolOf(said: Said): { readonly protocol?: BackendProtocol } {
  const overTls = speaksTls(said);
  if (said.text('server-proto') === 'h2') return { protocol: overTls ? 'GRPCS' : 'GRPC' };
  return overTls ? { protocol: 'HTTPS' } : {};
}
