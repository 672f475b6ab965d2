import type { ContainerView } from '../../kinds/cluster-view';
import { identity } from './identity';

/** Whether a container runs the controller. */
export const isController = ({ image, args }: ContainerView): boolean =>
  identity.workloads.some((word) => image.includes(word)) || args.some((arg) => arg.endsWith('/nginx-ingress-controller'));

/** The flags of a container by name. One without a value is "true". */
export function flagsOf(container: ContainerView | undefined): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  for (const arg of container?.args ?? []) {
    const found = /^--([\w-]+)(?:=(.*))?$/s.exec(arg);
    if (found !== null) flags.set(found[1] as string, found[2] ?? 'true');
  }
  return flags;
}
