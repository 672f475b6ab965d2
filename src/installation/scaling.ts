import type { KubeObject } from '../kinds/kube-object';
import type { Installation } from './names';
import { podCount } from './pod-count';

/** The autoscaler and the disruption budget of the controller. */
export function scaling(installation: Installation): KubeObject[] {
  return [...autoscaler(installation), ...disruptionBudget(installation)];
}

/** The target utilization of CPU and memory if the user gives no target. */
const DEFAULT_TARGET_PERCENT = 50;

function autoscaler({ names, options }: Installation): KubeObject[] {
  const { autoscaling } = options;
  if (autoscaling === undefined) return [];
  const { targetCpuUtilizationPercent: cpu, targetMemoryUtilizationPercent: memory } = autoscaling;
  const fallback = cpu === undefined && memory === undefined ? DEFAULT_TARGET_PERCENT : undefined;
  const targets = [
    ['memory', memory ?? fallback],
    ['cpu', cpu ?? fallback],
  ].filter(([, percent]) => percent !== undefined);
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: names.meta(names.controller, 'controller'),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: names.controller },
        minReplicas: autoscaling.minReplicas ?? 1,
        maxReplicas: autoscaling.maxReplicas,
        metrics: targets.map(([name, averageUtilization]) => ({
          type: 'Resource',
          resource: { name, target: { type: 'Utilization', averageUtilization } },
        })),
        behavior: autoscaling.behavior,
      },
    },
  ];
}

function disruptionBudget({ names, options }: Installation): KubeObject[] {
  const budget = options.podDisruptionBudget;
  if (budget === undefined) return [];
  const maxUnavailable = podCount(budget.maxUnavailable, budget.maxUnavailablePercent);
  const minAvailable = podCount(budget.minAvailable, budget.minAvailablePercent) ?? (maxUnavailable === undefined ? 1 : undefined);
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: names.meta(names.controller, 'controller'),
      spec: { selector: { matchLabels: names.selector('controller') }, minAvailable, maxUnavailable },
    },
  ];
}
