import { compareBytes } from './locations';
import type { Server } from './servers';

/** A host that is redirected to the one with or without "www.". */
export interface SiblingRedirect {
  readonly from: string;
  readonly server: Server;
}

/**
 * `from-to-www-redirect`; nothing where the sibling has an Ingress of its own.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:pkg/util/ingress/ingress.go (`BuildRedirects`).
 */
export function siblingRedirects(servers: ReadonlyMap<string, Server>): readonly SiblingRedirect[] {
  return [...servers.values()]
    .filter(({ fromToWww }) => fromToWww !== undefined)
    .sort((a, b) => compareBytes(a.hostname, b.hostname))
    .map((server) => ({ from: server.hostname.startsWith('www.') ? server.hostname.slice(4) : `www.${server.hostname}`, server }))
    .filter(({ from }) => !servers.has(from));
}
