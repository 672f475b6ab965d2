import { goBoolean } from '../../../annotation-table/go-text';
import type { Finding } from '../../../findings/finding';
import { containerViews } from '../../../kinds/cluster-view';
import { hostText, isPassedThrough, type RouteSet, routeText } from '../../../model/neutral-route';
import { flagsOf, isController } from '../container-flags';
import { finding } from '../findings';
import type { Placed } from './place';
import type { RenderTarget } from './render-target';

const FLAG = 'enable-ssl-passthrough';

/**
 * Checks what the controller needs to pass TLS through: a flag, and exact host names.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/nginx.go (`generateTemplate`), pkg/tcpproxy/tcp.go
 * (`Get`).
 */
export function checkPassthrough(set: RouteSet, locations: readonly Placed[], { controller }: RenderTarget): Finding[] {
  const passed = locations.filter(({ route }) => isPassedThrough(route));
  return passed.flatMap(({ route }) => {
    const where = route.origin.construct;
    const names = [...route.hosts.filter(({ kind }) => kind !== 'exact').map(hostText), ...(set.hosts.aliases ?? [])];
    const named = names.map((host) => finding('ingress-nginx/passthrough-by-name', where, { route: routeText(route), host }));
    const isOn = passesTls(controller.workloads);
    if (isOn === true) return named;
    const code = isOn === undefined ? 'ingress-nginx/passthrough-not-known' : 'ingress-nginx/passthrough-off';
    return [...named, finding(code, where, { route: routeText(route), flag: FLAG })];
  });
}

/** Undefined if the flags of the controller are not known. */
function passesTls(workloads: RenderTarget['controller']['workloads']): boolean | undefined {
  const container = workloads?.flatMap(containerViews).find(isController);
  return container === undefined ? undefined : goBoolean(flagsOf(container).get(FLAG)) === true;
}
