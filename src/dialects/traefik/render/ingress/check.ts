import type { Finding } from '../../../../findings/finding';
import { type RouteSet, routeText, type ServiceRef } from '../../../../model/neutral-route';
import { finding } from '../../findings';
import { servicesOf } from '../check-routes';

/** What only Ingresses cannot say. `stand`: the Service that is named where a Middleware answers. */
export function checkIngress({ routes, hosts, defaultBackend, construct }: RouteSet, stand: ServiceRef | undefined): readonly Finding[] {
  const answered = routes.find(({ action }) => action.kind !== 'forward');
  const needsService = stand === undefined && (answered !== undefined || hosts.appRoot !== undefined);
  const secure = (subject: string, service: ServiceRef): readonly Finding[] =>
    service.port === 443 || (typeof service.port === 'string' && service.port.startsWith('https'))
      ? [finding('traefik/port-means-tls', construct, { subject, service: service.name, port: String(service.port) })]
      : [];
  return [
    ...(needsService ? [finding('traefik/ingress-without-service', construct, {})] : []),
    ...routes.flatMap((route) => servicesOf(route).flatMap((service) => secure(`route "${routeText(route)}"`, service))),
    ...(defaultBackend === undefined ? [] : secure('the default backend', defaultBackend)),
  ];
}
