import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { DEFAULT_NAMESPACE } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { namespaceOf } from '../kinds/object-key';
import { intendedRoutes } from '../model/intent';
import { type Annotations, PATH_KIND_NAMES, pathAndMatches } from '../model/neutral-route';
import { pathClaims } from '../proof/path-claims';
import { type Claim, type Deviation, verify } from '../proof/verify';
import type { Origin, RoutingTableData } from '../table/routing-table';
import { annotationKeyOf, objectText, remarkText } from '../words/origin-text';
import { refusedObjects } from './check-objects';
import { type ControllerUser, SharedController } from './shared-controller';

export type FindingsByConstruct = ReadonlyMap<string, readonly Finding[]>;

/**
 * Reads all manifests of the app as the controller would, and compares the resulting behaviour with the intent of the routes. So
 * effects of other Ingresses of the app are seen too. Returns findings by construct.
 */
export function verifyRoutes(shared: SharedController): FindingsByConstruct {
  const { state, users, facts, ingressClassName } = shared;
  const { read } = shared.dialect;
  // Skip verification if any route has errors: their effects could be blamed on other routes.
  const wrong = (user: ControllerUser): boolean => hasErrors(user.findings()) || hasErrors(user.appFindings());
  if (read === undefined || users.some(wrong)) return NOTHING;
  const refusedByServer = refusedObjects(state);
  const manifests = state.manifests.filter((object) => !refusedByServer.has(object));
  const table = read([...manifests, ...(facts.workloads ?? [])], {
    ...(facts.variant === undefined ? {} : { variant: facts.variant }),
    ...(facts.own === undefined ? {} : { own: facts.own }),
    ...(ingressClassName === undefined ? {} : { ingressClasses: [ingressClassName] }),
    ...(facts.settings === undefined ? {} : { settings: facts.settings }),
  });
  const isMadeInto = (user: ControllerUser, object: Origin): boolean => user.objects.find(object) !== undefined;
  const madeInto = (object: Origin): ControllerUser | undefined => users.find((user) => isMadeInto(user, object));
  const refused = table.refused.map((refusal) => ({ ...refusal, user: madeInto(refusal.origin) }));
  const settled = facts.settings !== undefined;
  const findings: Finding[] = [];
  const notCreated = new Set<ControllerUser>();
  for (const [object, because] of refusedByServer) {
    const user = madeInto({ kind: object.kind, namespace: namespaceOf(object), name: object.metadata.name, field: '' });
    if (user !== undefined) notCreated.add(user);
    // An object without routes is reported once in the app.
    else if (SharedController.all(state)[0] !== shared) continue;
    findings.push(...because.map((one) => ({ ...one, where: pathOf(user ?? users[0]) })));
  }
  for (const { user = users[0], origin, because, unless, fix, applied } of refused) {
    if (applied === true) continue;
    const params = { object: objectText(origin), because, ...(fix && { fix }) };
    if (settled || unless === undefined) findings.push(finding('manifest/refused', pathOf(user), params));
    // The checks of annotations report an annotation that needs a setting.
    else if (!isSaid(annotationKeyOf(origin), user)) findings.push(finding('manifest/refused-unless', pathOf(user), { ...params, unless }));
  }
  if (table.frozen.length > 0)
    findings.push(...freezes(table, (origins) => origins.map(madeInto).find((user) => user !== undefined) ?? users[0]));
  else {
    // Routes in objects that are refused or changed by the user cannot be verified.
    const isThere = (user: ControllerUser): boolean => !notCreated.has(user) && !refused.some((one) => one.user === user);
    const judged = users.filter((user) => !user.objects.areChanged && isThere(user));
    const claims = judged.flatMap((user) => claimsOf(user, shared));
    const others = otherPaths(manifests, table, (object) => judged.some((user) => isMadeInto(user, object)));
    const deviations = verify(table, claims, others);
    const certain = deviations.filter(({ less }) => settled || !less.some(({ answered }) => answered));
    findings.push(...certain.flatMap(deviationFindings), ...caseFindings(certain));
  }
  return byConstruct(findings);
}

const isSaid = (annotation: string | undefined, user: ControllerUser | undefined): boolean =>
  annotation !== undefined && user?.findings().some(({ what }) => what.includes(annotation)) === true;

const hasErrors = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'error');

const pathOf = (user: ControllerUser | undefined): string => user?.construct.node.path ?? '';

/** If the configuration is not loaded, no route works, whichever construct caused it. */
const freezes = (
  { frozen, controller }: RoutingTableData,
  blamed: (origins: readonly Origin[]) => ControllerUser | undefined,
): readonly Finding[] =>
  frozen.map(({ because, origins }) => {
    const objects = [...new Set(origins.map(objectText))];
    return finding('manifest/configuration-refused', pathOf(blamed(origins)), { because, objects, controller });
  });

interface RouteClaim extends Claim {
  readonly construct: string;
}

function claimsOf(user: ControllerUser, shared: SharedController): readonly RouteClaim[] {
  const { routes, namespace = DEFAULT_NAMESPACE, annotations = {} } = user.asks();
  const { alternatives = NONE } = shared.rendered(user);
  const isByHand = (place: Origin, written: Annotations): boolean =>
    user.objects.find(place)?.isByHand(annotationKeyOf(place), written) === true;
  return intendedRoutes(routes, namespace, annotations)
    .filter(({ index }) => index === undefined || !alternatives.has(index))
    .map((route) => ({ route, construct: routes.construct, wrote: (place) => isByHand(place, route.annotations) }));
}

const NONE: ReadonlySet<number> = new Set();
const NOTHING: FindingsByConstruct = new Map();

/** Paths of other Ingresses for the same controller: none of the verified routes produced them. */
function otherPaths(
  manifests: readonly KubeObject[],
  { claimed }: RoutingTableData,
  isJudged: (object: Origin) => boolean,
): readonly Claim[] {
  const others = new Set(claimed.filter(({ as, origin }) => as === 'routes' && !isJudged(origin)).map(({ origin }) => objectText(origin)));
  return pathClaims(
    manifests.filter(({ kind, metadata: { name, namespace = DEFAULT_NAMESPACE } }) =>
      others.has(objectText({ kind, namespace, name, field: '' })),
    ),
  );
}

// ---- findings

function deviationFindings({ claim, less, never, more, remark }: Deviation<RouteClaim>): readonly Finding[] {
  const { construct, route } = claim;
  const params = { route: route.host + pathAndMatches(route), type: PATH_KIND_NAMES[route.path.kind], ...whyOf(remark) };
  const findings: Finding[] = [];
  if (less.length > 0)
    findings.push(finding(never ? 'route/never-as-meant' : 'route/takes-less', construct, { ...params, requests: less }));
  if (more.length > 0) findings.push(finding('route/takes-more', construct, { ...params, requests: more }));
  return findings;
}

/** One finding for all routes of a construct on a host. */
function caseFindings(deviations: readonly Deviation<RouteClaim>[]): readonly Finding[] {
  const alike = new Map<string, { readonly first: Deviation<RouteClaim>; routes: number }>();
  for (const one of deviations) {
    if (one.moreByCase.length === 0) continue;
    const { construct, route } = one.claim;
    const entry = alike.get(`${construct} ${route.host}`) ?? { first: one, routes: 0 };
    entry.routes++;
    alike.set(`${construct} ${route.host}`, entry);
  }
  return [...alike.values()].map(({ first: { claim, moreByCase, remark }, routes }) =>
    finding('route/ignores-case', claim.construct, { host: claim.route.host, routes, request: moreByCase[0] ?? '', ...whyOf(remark) }),
  );
}

const whyOf = (remark: Deviation<Claim>['remark']): { readonly because?: string } =>
  remark === undefined ? {} : { because: remarkText(remark) };

function byConstruct(findings: readonly Finding[]): FindingsByConstruct {
  const lists = new Map<string, Finding[]>();
  for (const one of findings) {
    const list = lists.get(one.where);
    if (list === undefined) lists.set(one.where, [one]);
    else list.push(one);
  }
  return lists;
}
