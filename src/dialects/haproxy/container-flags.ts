import type { ContainerView } from '../../kinds/cluster-view';
import { identity } from './identity';

/** Whether a container runs the controller. */
export const isController = ({ image, args }: ContainerView): boolean =>
  identity.workloads.some((word) => image.includes(word)) || args.some((arg) => arg.endsWith('/haproxy-ingress-controller'));

/** The values of each flag. One without a value is "true". */
export function flagsOf(container: ContainerView | undefined): ReadonlyMap<string, readonly string[]> {
  const flags = new Map<string, string[]>();
  const args = container?.args ?? [];
  args.forEach((arg, index) => {
    const [, name, written] = /^--([\w.-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) return;
    const next = args[index + 1];
    const value = written ?? (next === undefined || next.startsWith('-') ? 'true' : next);
    flags.set(name, [...(flags.get(name) ?? []), value]);
  });
  return flags;
}

/**
 * Raw text that the controller leaves out, by the names of its annotations.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/cfgSnippet.go (`DisableConfigSnippets`).
 */
export function snippetsThatAreOff(container: ContainerView | undefined): ReadonlySet<string> {
  const off = (flagsOf(container).get('disable-config-snippets')?.at(-1) ?? '').split(',').map((one) => one.trim());
  const types = off.includes('all') ? ['global', 'frontend', 'backend'] : off;
  return new Set(types.map((type) => `${type}-config-snippet`));
}
