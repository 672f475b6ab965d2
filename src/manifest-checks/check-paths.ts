import type { KubeObject } from '../dialects/dialect';
import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import type { Manifests } from '../manifest-files/manifest-reader';
import { PATH_KIND_NAMES, pathText } from '../model/neutral-route';
import { objectText, originText, remarkText } from '../resolve/origin-text';
import { requestTo } from '../resolve/request';
import { Resolver } from '../resolve/resolve';
import type { RoutingTableData } from '../resolve/routing-table';
import { requestHost, verify } from '../resolve/verify';
import { type PathClaim, pathClaims } from './path-claims';
import { whereOf } from './table-findings';

/** Compares the table with what the words of the Ingress API promise of the paths of Ingresses, and looks for Services that are missing. */
export function checkPaths(table: RoutingTableData, objects: readonly KubeObject[], manifests: Manifests): readonly Finding[] {
  const left = new Set(
    [...table.ignored, ...table.refused.filter(({ applied }) => applied !== true)].map(({ origin }) => objectText(origin)),
  );
  const claims = pathClaims(objects).filter(({ origin }) => !left.has(objectText(origin)));
  const services = objects.some(({ kind }) => kind === 'Service');
  return [...backendFindings(table, claims, services, manifests), ...pathFindings(table, claims, manifests)];
}

const routeText = ({ route: { host, path } }: PathClaim): string => `${host === '' ? '*' : host}${pathText(path)}`;

/** Paths whose Service cannot be reached, or is not among the manifests although some are. */
function backendFindings(
  table: RoutingTableData,
  claims: readonly PathClaim[],
  services: boolean,
  manifests: Manifests,
): readonly Finding[] {
  const resolver = new Resolver(table);
  return claims.flatMap((claim) => {
    const { origin, route } = claim;
    const { backend, status, because, decidedBy } = resolver.resolve(
      requestTo(`https://${requestHost(route.host)}${pathText(route.path)}`),
    );
    if (decidedBy === undefined || originText(decidedBy) !== originText(origin)) return [];
    const params = { route: routeText(claim) };
    if (status !== undefined && status >= 500) {
      const cause = because ?? 'its Service cannot be reached';
      return [finding('manifest/backend-unreachable', whereOf(origin, manifests), { ...params, status, because: cause })];
    }
    if (!services || backend?.kind !== 'service' || backend.assumed !== true) return [];
    const service = `${backend.namespace}/${backend.service}`;
    return [finding('manifest/service-not-given', whereOf(origin, manifests), { ...params, service })];
  });
}

function pathFindings(table: RoutingTableData, claims: readonly PathClaim[], manifests: Manifests): readonly Finding[] {
  return verify(table, claims).flatMap(({ claim, less, more, moreByCase, remark }) => {
    const where = whereOf(claim.origin, manifests);
    const params = {
      route: routeText(claim),
      type: PATH_KIND_NAMES[claim.route.path.kind],
      ...(remark === undefined ? {} : { because: remarkText(remark) }),
    };
    const requests = [...more, ...moreByCase];
    return [
      ...(requests.length === 0 ? [] : [finding('manifest/path-takes-more', where, { ...params, requests })]),
      ...(less.length === 0 ? [] : [finding('manifest/path-takes-less', where, { ...params, requests: less })]),
    ];
  });
}
