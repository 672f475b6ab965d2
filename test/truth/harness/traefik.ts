import type { KubeObject } from '../../../src/kinds/kube-object';
import type { Decision } from '../../../src/table/decide';
import { certificates, ingressClass, namespacesOf } from './objects-around';
import type { RecordedCase, RecordedRequest, RecordedService } from './recorded-case';
import type { BackendAnswer, Surroundings } from './surroundings';

/** Source: the README of the recordings of Traefik 3.7.13, "Options" and "How a case was run". */
const recordingOf = (controller: string, provider: string, usual: readonly string[]): Surroundings => ({
  controller,
  dialect: controller,
  recording: { schema: 'traefik-truth/1', provider },
  settings: (given) => commandLine(given, usual),
  objectsAround: ({ services }, applied) => [
    ingressClass('traefik', 'traefik.io/ingress-controller'),
    ingressClass('nginx', 'k8s.io/ingress-nginx'),
    ingressClass('other', 'example.com/other'),
    ...namespacesOf(applied).flatMap(certificates),
    ...services.flatMap(serviceObjects),
  ],
  says: 'nothing',
  gateAnswer: () => ({}),
  backendAnswer,
});

const TLS = '--entrypoints.websecure.http.tls=true';

/** With the command line of cases that come without one. */
export const TRAEFIK_INGRESS = recordingOf('traefik/ingress', 'kubernetesIngress', [TLS]);
export const TRAEFIK_NGINX = recordingOf('traefik/nginx', 'kubernetesIngressNGINX', [
  TLS,
  '--providers.kubernetesingressnginx.httpentrypoint=web',
  '--providers.kubernetesingressnginx.httpsentrypoint=websecure',
]);

const ENTRY_POINTS = ['--entrypoints.web.address=:80', '--entrypoints.websecure.address=:443', '--entrypoints.alt.address=:8000'];

function commandLine(
  { options, traefikArgs = [], noTlsDefault = false }: RecordedCase,
  usual: readonly string[],
): { readonly [name: string]: string } {
  const given = (options ?? usual).filter((option) => !noTlsDefault || option !== TLS);
  return Object.fromEntries(
    [...ENTRY_POINTS, ...given, ...traefikArgs].map((argument) => {
      const [name = '', value = 'true'] = argument.split(/=(.*)/s);
      return [name.replace(/^--/, ''), value];
    }),
  );
}

/** Services whose names begin with "missing-" are not there. Several ports without names got some, because the API server asks for them. */
function serviceObjects({
  namespace,
  name,
  type,
  ports,
  endpoints,
  annotations = {},
  externalName,
}: RecordedService): readonly KubeObject[] {
  if (name.startsWith('missing-')) return [];
  const named = ports.map((port, at) => (ports.length === 1 || port.name !== undefined ? port : { ...port, name: `p${at}` }));
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, annotations },
    spec: { ...(type === 'ExternalName' ? { type, externalName } : {}), ports: named },
  };
  if (endpoints === 'noslice' || type === 'ExternalName') return [service];
  return [
    service,
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
      endpoints: endpoints === 'none' ? [] : [{ addresses: ['127.0.0.2'], conditions: { ready: endpoints === 'ready' } }],
    },
  ];
}

/** An echo server that speaks HTTP and TLS on every port, and reports what it received to requests of any method. */
function backendAnswer({ backend }: Decision, _: RecordedRequest, __: number | string, { services }: RecordedCase): BackendAnswer {
  const service =
    backend?.kind === 'service' ? services.find((one) => one.name === backend.service && one.namespace === backend.namespace) : undefined;
  // No such name can be resolved.
  if (service?.externalName?.endsWith('.invalid'))
    return { status: 502, location: null, tellsUri: false, ofController: true, unreached: true };
  return { status: 200, ofController: false, location: null, tellsUri: true };
}
