import type { IngressView, PathView } from '../../../kinds/ingress-view';
import { configSpeaker, Said, speakerOf } from './annotations';
import type { Rule } from './rule';
import type { Settings } from './settings';

/** An Ingress that the controller has taken. */
export interface TakenIngress {
  readonly view: IngressView;
  readonly said: Said;
  /** Each host once. */
  readonly hosts: ReadonlyMap<string, readonly PathView[]>;
  readonly passesTls: boolean;
  readonly rules: readonly Rule[];
}

export const saidOf = (view: IngressView, { config }: Settings): Said =>
  new Said([speakerOf(view.annotations, objectOf(view)), configSpeaker(config)]);

export const objectOf = ({ object, namespace, name }: IngressView) => ({ kind: object.kind, namespace, name });

/**
 * The paths of an Ingress as the controller keeps them: two that differ only in the number of the port are one, and the later stays.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/store/convert.go (`ConvertIngress`).
 */
export function hostsOf({ rules }: IngressView): ReadonlyMap<string, readonly PathView[]> {
  const hosts = new Map<string, Map<string, PathView>>();
  for (const { host, paths } of rules) {
    if (paths === undefined) continue;
    const kept = hosts.get(host) ?? new Map<string, PathView>();
    hosts.set(host, kept);
    for (const path of paths) {
      const { pathType = '', path: text, backend } = path;
      if (backend === undefined) continue;
      kept.set(`${pathType}-${text}-${backend.name}-${typeof backend.port === 'string' ? backend.port : ''}`, path);
    }
  }
  return new Map([...hosts].map(([host, paths]) => [host, [...paths.values()]]));
}
