import { type HostMatch, hostText } from '../../../model/neutral-route';
import type { Precedence } from './priority';

/** Further names are for hosts that have one. The empty text is any host. */
export const namesOf = (hosts: readonly HostMatch[], aliases: readonly string[]): readonly string[] => {
  const names = hosts.map(hostText);
  return names.some((name) => name !== '') ? [...names, ...aliases] : names;
};

/** How precise a host is, as manifests write it. */
export const hostKind = (name: string): Precedence['host'] => (name === '' ? 'any' : name.startsWith('*.') ? 'wildcard' : 'exact');
