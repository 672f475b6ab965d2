import { checkedWebAcl } from './addons';
import type { Cluster } from './cluster';
import { frontendOf } from './frontend-nlb';
import type { Group, Member } from './groups';
import { mergedConfig, type PortConfigs, portConfigsOf } from './listen-ports';
import { listenerOf, sslRedirectOf } from './listeners';
import { checkedScheme } from './load-balancer';
import type { LoadBalancer, TargetGroup } from './load-balancer-model';
import { Refused } from './refused';
import type { Settings } from './settings';
import type { Task } from './task';

/**
 * The load balancer of a group, or why the controller cannot build it: any fault of any member stops the whole group.
 *
 * Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_builder.go.
 */
export function buildLoadBalancer(group: Group, cluster: Cluster, settings: Settings): LoadBalancer | { readonly refused: string } {
  if (group.refused !== undefined) return { refused: group.refused };
  try {
    return built({ group, cluster, settings, targetGroups: new Map<string, TargetGroup>() });
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

function built(task: Task): LoadBalancer {
  const { members } = task.group;
  const ports = new Map(members.map((member): [Member, PortConfigs] => [member, portConfigsOf(member, task)]));
  const numbers = [...new Set([...ports.values()].flatMap((configs) => [...configs.keys()]))].sort((a, b) => a - b);
  const merged = new Map(
    numbers.map((port) => [
      port,
      mergedConfig(
        port,
        [...ports.values()].flatMap((configs) => configs.get(port) ?? []),
        task,
      ),
    ]),
  );
  const scheme = checkedScheme(task);
  const sslRedirect = sslRedirectOf(merged, task);
  const listeners = [...merged].map(([port, config]) =>
    listenerOf(
      port,
      config,
      members.filter((member) => ports.get(member)?.has(port)),
      sslRedirect,
      task,
    ),
  );
  const webAcl = checkedWebAcl(task);
  const frontend = frontendOf(ports, task);
  return {
    listeners,
    targetGroups: task.targetGroups,
    scheme,
    ...(webAcl === undefined ? {} : { webAcl }),
    ...(frontend === undefined ? {} : { frontend }),
  };
}
