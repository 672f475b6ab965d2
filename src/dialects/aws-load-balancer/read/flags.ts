import type { ClusterView } from '../../../kinds/cluster-view';
import type { ReadScope } from '../../../kinds/read-scope';
import { isOneOf, flagsOf as readFlags } from '../../container-flags';
import { FLAGS, LISTS, SWITCHES } from '../flags';
import { identity } from '../identity';
import { type Settings, settingsOf } from '../model/settings';

/** The flags of the controller: as the user says, else as its Deployment among the manifests has them. */
export function flagsOf({ containers }: ClusterView, { settings }: ReadScope): Settings {
  if (settings !== undefined) return settingsOf((name) => settings[name]);
  const own = containers.find(({ image }) => identity.workloads.some((text) => image.includes(text)));
  const flags = readFlags(own?.args ?? [], { isSwitch: isOneOf(SWITCHES, FLAGS.known) });
  return settingsOf((name) => (LISTS.has(name) ? flags.get(name)?.join(',') : flags.get(name)?.at(-1)));
}
