import type { ContainerView } from '../../kinds/cluster-view';
import { isOneOf, flagsOf as readFlags } from '../container-flags';
import { FLAGS, SWITCHES } from './flags';
import { identity } from './identity';

/** Whether a container runs the controller. */
export const isController = ({ image, args }: ContainerView): boolean =>
  identity.workloads.some((word) => image.includes(word)) || args.some((arg) => arg.endsWith('/haproxy-ingress-controller'));

/** The values of each flag. */
export const flagsOf = (container: ContainerView | undefined): ReadonlyMap<string, readonly string[]> =>
  readFlags(container?.args ?? [], { isSwitch });

const isSwitch = isOneOf(SWITCHES, FLAGS.known);

/**
 * Raw text that the controller leaves out, by the names of its annotations.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/cfgSnippet.go (`DisableConfigSnippets`).
 */
export function snippetsThatAreOff(container: ContainerView | undefined): ReadonlySet<string> {
  const off = (flagsOf(container).get('disable-config-snippets')?.at(-1) ?? '').split(',').map((one) => one.trim());
  const types = off.includes('all') ? ['global', 'frontend', 'backend'] : off;
  return new Set(types.map((type) => `${type}-config-snippet`));
}
