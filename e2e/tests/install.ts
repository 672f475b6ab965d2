import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import type { KubeObject } from '../cluster/kube-api';
import type { Pod } from '../cluster/pod';
import { installNamespace, isWebhook, type Manifest, namespaceOf, type Workload, workloads } from './manifests';
import { podsOf } from './pods';
import { check, theCluster } from './the-cluster';

interface Service extends KubeObject {
  readonly spec: {
    readonly selector?: { readonly [name: string]: string };
    readonly ports: readonly { readonly name?: string; readonly port: number }[];
  };
}

interface EndpointSlice extends KubeObject {
  readonly endpoints: readonly { readonly addresses: readonly string[] }[] | null;
  readonly ports: readonly { readonly name?: string; readonly port?: number }[] | null;
}

interface WebhookConfiguration extends KubeObject {
  readonly webhooks: readonly {
    readonly clientConfig: { readonly service: { readonly name: string; readonly namespace: string; readonly port?: number } };
  }[];
}

/** What hangs together in an install. The controller's own program is not run here: see README.md. */
export function installChecks(manifest: Manifest): void {
  const namespace = installNamespace(manifest);
  if (namespace === undefined) return;
  const own = workloads(manifest).filter((workload) => namespaceOf(workload) === namespace);
  const services = manifest.objects.filter((object): object is Service => object.kind === 'Service' && namespaceOf(object) === namespace);
  const webhooks = manifest.objects.filter(isWebhook) as WebhookConfiguration[];
  const [controller] = own;
  if (controller === undefined) throw new Error(`${manifest.title}: no controller`);

  check('install: the controllers make the pods that it asks for', [namespace], async () => {
    for (const workload of own) await podsOf(workload);
  });

  check('install: every Service selects pods that have its ports', [namespace], async () => {
    for (const service of services) await selects(service);
  });

  check('install: what the controller is told by name exists', [namespace], async () => {
    const { api } = theCluster();
    for (const [flag, kind] of Object.entries(NAMED_BY_FLAGS)) {
      const [, name] = flagValue(controller, flag)?.split('/') ?? [];
      if (name !== undefined) await api.get(`/api/v1/namespaces/${namespace}/${kind}/${name}`);
    }
    const classes = await api.list<KubeObject & { spec: { controller: string } }>('/apis/networking.k8s.io/v1/ingressclasses');
    deepEqual(
      classes.filter(({ spec }) => spec.controller === flagValue(controller, '--controller-class')).map(({ metadata }) => metadata.name),
      [flagValue(controller, '--ingress-class')],
    );
  });

  if (webhooks.length === 0) return;
  check('install: the webhook points to the port of the controller that serves it', [namespace], () =>
    webhooksReachController(webhooks, controller),
  );

  check('install: as long as the controller does not run, the webhook refuses an Ingress', [namespace], async () => {
    const ingress = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'early' },
      spec: { ingressClassName: 'nginx', defaultBackend: { service: { name: 'any', port: { number: 80 } } } },
    };
    await rejects(
      theCluster().api.create(`/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`, ingress),
      /failed calling webhook/,
    );
  });
}

const NAMED_BY_FLAGS = {
  '--configmap': 'configmaps',
  '--tcp-services-configmap': 'configmaps',
  '--udp-services-configmap': 'configmaps',
  '--publish-service': 'services',
} as const;

/** The endpoints of a Service are the pods that its selector says, on a port for each of its own. */
async function selects(service: Service): Promise<Pod[]> {
  const cluster = theCluster();
  const { name } = service.metadata;
  const namespace = namespaceOf(service);
  const selector = Object.entries(service.spec.selector ?? {}).map(([label, value]) => `${label}=${value}`);
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector.join(','))}`;
  return cluster.until(
    `the endpoints of Service ${namespace}/${name} are the pods it selects`,
    async () => {
      const pods = await cluster.api.list<Pod>(path);
      const slicePath = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=kubernetes.io/service-name=${name}`;
      const [slice] = await cluster.api.list<EndpointSlice>(slicePath);
      ok(pods.length > 0, 'no pod has the labels');
      deepEqual((slice?.endpoints ?? []).flatMap(({ addresses }) => addresses).sort(), pods.map(({ status }) => status.podIP).sort());
      // A port whose name no container has is left out.
      deepEqual((slice?.ports ?? []).map((port) => port.name).sort(), service.spec.ports.map((port) => port.name ?? '').sort());
      return pods;
    },
    30,
  );
}

/** The webhooks' Services exist, with the port, and lead to where the controller listens for them. */
export async function webhooksReachController(webhooks: readonly WebhookConfiguration[], controller: Workload): Promise<void> {
  const { api } = theCluster();
  const listening = flagValue(controller, '--validating-webhook');
  match(listening ?? '', /^:\d+$/);
  for (const { clientConfig } of webhooks.flatMap((configuration) => configuration.webhooks)) {
    const { namespace, name, port = 443 } = clientConfig.service;
    const service = await api.get<Service>(`/api/v1/namespaces/${namespace}/services/${name}`);
    const servicePort = service.spec.ports.find((candidate) => candidate.port === port);
    ok(servicePort !== undefined, `Service ${namespace}/${name} has no port ${port}`);
    const pods = await selects(service);
    const controllerPods = await podsOf(controller);
    deepEqual(pods.map(({ metadata }) => metadata.name).sort(), controllerPods.map(({ metadata }) => metadata.name).sort());
    const slicePath = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=kubernetes.io/service-name=${name}`;
    const [slice] = await api.list<EndpointSlice>(slicePath);
    equal(`:${slice?.ports?.find((candidate) => candidate.name === (servicePort.name ?? ''))?.port}`, listening);
  }
}

function flagValue({ spec }: Workload, flag: string): string | undefined {
  const args = spec.template.spec.containers[0].args ?? [];
  return args.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1);
}
