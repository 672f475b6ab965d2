import { isDeepStrictEqual } from 'node:util';
import { ApiObject } from 'cdk8s';
import type { ControllerFacts, Dialect } from '../dialects/dialect';
import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { DEFAULT_NAMESPACE } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { isRoutingKind, WORKLOADS } from '../kinds/shapes';
import { intendedRoutes } from '../model/intent';
import { PATH_KIND_NAMES, pathAndMatches } from '../model/neutral-route';
import { pathClaims } from '../proof/path-claims';
import { type Claim, type Deviation, verify } from '../proof/verify';
import type { RoutingTableData } from '../table/routing-table';
import { annotationKeyOf, objectText, remarkText } from '../words/origin-text';
import type { AppIndex } from './app-index';
import type { ControllerUser, SharedController } from './shared-controller';

/** Who has routes for one controller, and what is known of it. */
export interface Verification {
  readonly shared: SharedController;
  readonly read: NonNullable<Dialect['read']>;
  readonly isAlternative: Dialect['isAlternative'];
  readonly facts: ControllerFacts;
  readonly ingressClassName: string | undefined;
}

/**
 * Reads what the whole app will apply, as the controller would, and compares what becomes of requests with what the routes mean. So it also
 * sees what other Ingresses of the app do to them. Findings by construct.
 */
export function verifyRoutes(verification: Verification, app: AppIndex): FindingsByConstruct {
  const { shared } = verification;
  // Of routes that are wrong anyway nothing more is asked; and what one does wrong may touch those beside it.
  if (shared.users.some((user) => user.isWrong(app))) return new Map();
  const objects = app.once(verifyRoutes, () => manifestsOf(app));
  // Synth validates twice. While the routes stay as they are, others may change what they apply.
  const latest = shared.once(verifyRoutes, (): Verified => ({ objects: undefined, findings: new Map() }));
  if (latest.objects === undefined || !isDeepStrictEqual(latest.objects, objects)) {
    latest.findings = verifyManifests(verification, objects);
    latest.objects = objects;
  }
  return latest.findings;
}

type FindingsByConstruct = ReadonlyMap<string, readonly Finding[]>;

interface Verified {
  objects: readonly KubeObject[] | undefined;
  findings: FindingsByConstruct;
}

function verifyManifests(verification: Verification, objects: readonly KubeObject[]): FindingsByConstruct {
  const { shared, read, isAlternative, facts, ingressClassName } = verification;
  const { users } = shared;
  const table = read([...objects, ...(facts.workloads ?? [])], facts.version, {
    ...(ingressClassName === undefined ? {} : { ingressClasses: [ingressClassName] }),
    ...(facts.settings === undefined ? {} : { settings: facts.settings }),
  });
  const refused = table.refused.map((refusal) => ({ ...refusal, user: users.find((one) => one.isMadeInto(refusal.origin)) }));
  const settled = facts.settings !== undefined;
  const findings: Finding[] = [];
  // What a controller refuses, and what it answers by itself, depends on its settings.
  for (const { user = users[0], origin, because, applied } of settled ? refused : [])
    if (applied !== true)
      findings.push(finding('manifest/refused', user?.routeSet().construct ?? '', { object: objectText(origin), because }));
  if (table.frozen.length > 0) findings.push(...freezes(table, users));
  else {
    // What is not there cannot do what it says.
    const judged = users.filter((user) => !user.isChanged() && !refused.some((one) => one.user === user));
    const claims = judged.flatMap((user) => claimsOf(user, isAlternative));
    const deviations = verify(table, claims, otherPaths(objects, table, judged, isAlternative));
    const certain = deviations.filter(({ less }) => settled || !less.some(({ answered }) => answered));
    findings.push(...certain.flatMap(deviationFindings), ...caseFindings(certain));
  }
  return byConstruct(findings);
}

/** What says something about routes. Which pods are those of the controller is among its facts. */
const manifestsOf = (app: AppIndex): readonly KubeObject[] =>
  app.constructs
    .flatMap((one) => (ApiObject.isApiObject(one) ? [one as ApiObject] : []))
    .filter(({ kind }) => isRoutingKind(kind) && !WORKLOADS.includes(kind))
    .map((object) => app.manifestOf(object));

/** A configuration that is not loaded stops the routes of all, whoever is to blame. */
const freezes = ({ frozen, controller }: RoutingTableData, users: readonly ControllerUser[]): readonly Finding[] =>
  frozen.map(({ because, origins }) => {
    const user = users.find((one) => origins.some((origin) => one.isMadeInto(origin))) ?? users[0];
    const objects = [...new Set(origins.map(objectText))];
    return finding('manifest/configuration-refused', user?.routeSet().construct ?? '', { because, objects, controller });
  });

interface RouteClaim extends Claim {
  readonly construct: string;
}

function claimsOf(user: ControllerUser, isAlternative: Dialect['isAlternative']): readonly RouteClaim[] {
  const set = user.routeSet();
  const { construct } = set;
  return intendedRoutes(set, user.namespace ?? DEFAULT_NAMESPACE, user.annotations)
    .filter(({ annotations }) => isAlternative?.(annotations) !== true)
    .map((route) => ({ route, construct, wrote: (place) => user.isByHand(place, annotationKeyOf(place), route.annotations) }));
}

/** Paths of Ingresses for the same controller that are not made of routes which are judged. */
function otherPaths(
  objects: readonly KubeObject[],
  { ignored, refused }: RoutingTableData,
  judged: readonly ControllerUser[],
  isAlternative: Dialect['isAlternative'],
): readonly Claim[] {
  const absent = new Set([...ignored, ...refused].map(({ origin }) => objectText(origin)));
  const others = objects.filter(({ kind, metadata: { name, namespace = DEFAULT_NAMESPACE, annotations = {} } }) => {
    const origin = { kind, namespace, name, field: '' };
    if (kind !== 'Ingress' || absent.has(objectText(origin)) || isAlternative?.(annotations) === true) return false;
    return !judged.some((user) => user.isMadeInto(origin));
  });
  return pathClaims(others);
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

/** One for all routes of a construct on a host. */
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
