import type { ClusterView } from '../../../kinds/cluster-view';
import type { ReadScope } from '../../../kinds/read-scope';
import { identity } from '../identity';
import { type Settings, settingsOf } from '../model/settings';

/** The flags of the controller: as the user says, else as its Deployment among the manifests has them. */
export function flagsOf({ containers }: ClusterView, { settings }: ReadScope): Settings {
  if (settings !== undefined) return settingsOf((name) => settings[name]);
  const own = containers.find(({ image }) => identity.workloads.some((text) => image.includes(text)));
  const flags = new Map(
    (own?.args ?? []).flatMap((arg): readonly (readonly [string, string])[] => {
      const found = /^--?([\w-]+)(?:=(.*))?$/s.exec(arg);
      return found === null ? [] : [[found[1] as string, found[2] ?? 'true']];
    }),
  );
  return settingsOf((name) => flags.get(name));
}
