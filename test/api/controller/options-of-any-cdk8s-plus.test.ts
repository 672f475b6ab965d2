import { App, Chart, Testing } from 'cdk8s';
import { ImagePullPolicy, k8s } from 'cdk8s-plus-34';
import { ControllerKind, IngressController } from '../../../src';

/** What of a controller's Deployment and of its disruption budget comes from options whose types are those of cdk8s-plus. */
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly maxUnavailable?: unknown;
    readonly strategy?: unknown;
    readonly template: {
      readonly spec: {
        readonly affinity: unknown;
        readonly tolerations: unknown;
        readonly topologySpreadConstraints: unknown;
        readonly containers: readonly { readonly imagePullPolicy: unknown; readonly resources: unknown }[];
      };
    };
  };
}

test('install options take the structs, quantities and enums of another cdk8s-plus than their types name', () => {
  const labelSelector: k8s.LabelSelector = { matchLabels: { app: 'web' } };
  const resources: k8s.ResourceRequirements = { requests: { cpu: k8s.Quantity.fromString('200m') } };
  const affinity: k8s.Affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } };
  const tolerations: k8s.Toleration[] = [{ key: 'edge', operator: 'Exists' }];
  const topologySpreadConstraints: k8s.TopologySpreadConstraint[] = [
    { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector },
  ];
  const behavior: k8s.HorizontalPodAutoscalerBehaviorV2 = { scaleDown: { stabilizationWindowSeconds: 300 } };
  const chart = new Chart(new App(), 'test');
  new IngressController(chart, 'controller', {
    kind: ControllerKind.ingressNginx({ admissionWebhook: { namespaceSelector: labelSelector } }),
    image: { pullPolicy: ImagePullPolicy.ALWAYS },
    autoscaling: { maxReplicas: 3, targetCpuUtilizationPercent: 80, behavior },
    resources,
    affinity,
    tolerations,
    topologySpreadConstraints,
  });
  const manifests = Testing.synth(chart) as Manifest[];
  const specOf = (wanted: string) => manifests.find(({ kind }) => kind === wanted)?.spec;

  const deployment = specOf('Deployment');
  const pod = deployment?.template.spec;
  expect(pod?.containers[0]).toMatchObject({ imagePullPolicy: 'Always', resources: { requests: { cpu: '200m' } } });
  expect(pod?.tolerations).toEqual([{ key: 'edge', operator: 'Exists' }]);
  expect(pod?.affinity).toEqual({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] } });
  expect(pod?.topologySpreadConstraints).toEqual([
    { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } } },
  ]);
  expect(specOf('HorizontalPodAutoscaler')).toMatchObject({ behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } });
});
