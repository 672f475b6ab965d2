import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import type { KubeObject } from '../kinds/kube-object';
import { isStandIn } from '../kinds/stand-in-service';
import type { Manifests } from '../manifests/manifests';
import { PATH_KIND_NAMES, pathText } from '../model/neutral-route';
import type { Candidate, Condition, Origin, Outcome, RoutingTableData, Step } from '../table/routing-table';
import { backendName } from '../words/decision-kind';
import { objectText, originText, remarkText } from '../words/origin-text';
import { type PathClaim, pathClaims } from './path-claims';
import { whereOf } from './table-findings';
import { verify } from './verify';

/** Compares the table with what the Ingress API promises for the paths of Ingresses, and finds missing Services. */
export function checkPaths(table: RoutingTableData, objects: readonly KubeObject[], manifests: Manifests): readonly Finding[] {
  const served = new Set(table.claimed.map(({ origin }) => objectText(origin)));
  const left = new Set(
    [...table.ignored, ...table.refused.filter(({ applied }) => applied !== true)].flatMap(({ origin }) =>
      // Of an object that is served the path alone is left out.
      served.has(objectText(origin)) ? originText(origin) : [originText(origin), objectText(origin)],
    ),
  );
  const claims = pathClaims(objects).filter(({ origin }) => !left.has(objectText(origin)) && !left.has(originText(origin)));
  const services = objects.some((object) => object.kind === 'Service' && !isStandIn(object));
  const backends = backendFindings(table, claims, services, manifests);
  const broken = new Set([...backends].flatMap(([key, { severity }]) => (severity === 'error' ? [key] : [])));
  // A Service that cannot be reached is the cause of what its path does.
  return [...backends.values(), ...pathFindings(table, claims, broken, manifests)];
}

const routeText = ({ route: { host, path } }: PathClaim): string => `${host === '' ? '*' : host}${pathText(path)}`;

/** Paths whose Service cannot be reached for any request, or is missing although the manifests hold other Services. */
function backendFindings(
  { hosts, patterns, fallback }: RoutingTableData,
  claims: readonly PathClaim[],
  services: boolean,
  manifests: Manifests,
): ReadonlyMap<string, Finding> {
  const byOrigin = new Map(claims.map((claim) => [originText(claim.origin), claim]));
  // An object may answer hosts that none of its paths names, such as the one that it redirects.
  const byObject = new Map(claims.map((claim) => [`${objectText(claim.origin)} ${claim.route.host}`, claim]));
  const findings = new Map<string, Finding>();
  for (const { host, candidates } of [...hosts, ...patterns, fallback]) {
    for (const candidate of candidates) {
      const key = originText(candidate.origin);
      // An annotation may decide for all paths of its Ingress. One finding is enough.
      const claim = byOrigin.get(key) ?? byObject.get(`${objectText(candidate.origin)} ${host}`);
      if (claim === undefined || candidate.because !== undefined || findings.has(key)) continue;
      const found = backendFinding(candidate, claim, services, manifests);
      if (found !== undefined) findings.set(key, found);
    }
  }
  return findings;
}

function backendFinding(
  { steps, outcome, origin: own }: Candidate,
  claim: PathClaim,
  services: boolean,
  manifests: Manifests,
): Finding | undefined {
  const route = routeText(claim);
  for (const { outcome: one, origin } of [...steps.flatMap(always), { outcome, origin: own }].flatMap(eachOf)) {
    if (one.kind === 'answer' && one.status >= 500)
      return finding('manifest/backend-unreachable', whereOf(origin, manifests), {
        route,
        status: one.status,
        because: one.because,
        blamed: origin.field.startsWith('metadata.annotations') ? 'annotation' : 'Service',
      });
    if (one.kind === 'forward' && one.because !== undefined)
      return finding('manifest/backend-replaced', whereOf(origin, manifests), {
        route,
        backend: backendName(one.backend),
        because: one.because,
      });
    if (services && one.kind === 'forward' && one.backend.kind === 'service' && one.backend.assumed === true) {
      const service = `${one.backend.namespace}/${one.backend.service}`;
      return finding('manifest/service-not-given', whereOf(claim.origin, manifests), { route, service });
    }
  }
  return undefined;
}

interface Decided {
  readonly outcome: Outcome;
  readonly origin: Origin;
}

/** The outcome of a step that decides every request. */
const always = (step: Step): readonly Decided[] => (step.kind === 'when' && step.conditions.length === 0 ? [step] : []);

/** All final outcomes of an outcome. */
function eachOf({ outcome, origin }: Decided): readonly Decided[] {
  if (outcome.kind === 'weighted') return outcome.alternatives.flatMap((one) => eachOf({ outcome: one.outcome, origin }));
  if (outcome.kind !== 'conditional') return [{ outcome, origin }];
  return [...outcome.branches.map((branch) => branch.outcome), outcome.otherwise].flatMap((one) => eachOf({ outcome: one, origin }));
}

/** Conditions that leave out requests which the path alone would take. Whoever writes one means it. */
const NARROWING: readonly Condition['kind'][] = ['method', 'header', 'cookie', 'query', 'parameter', 'hostName', 'clientAddress'];

/** Paths that take all requests, as far as these are theirs. Canaries take a part of the requests of others, which their author means. */
function unconditional({ hosts, patterns, fallback, claimed }: RoutingTableData, claims: readonly PathClaim[]): readonly PathClaim[] {
  const narrow = new Set(
    [...hosts, ...patterns, fallback]
      .flatMap(({ candidates }) => candidates)
      .filter(({ match: { conditions = [] } }) => conditions.some(({ kind }) => NARROWING.includes(kind)))
      .map(({ origin }) => originText(origin)),
  );
  const beside = new Set(claimed.flatMap(({ origin, as }) => (as === 'alternatives' ? [objectText(origin)] : [])));
  return claims
    .filter(({ origin }) => !narrow.has(originText(origin)) && !beside.has(objectText(origin)))
    .map((claim) => ({ ...claim, wrote: (place) => claim.wrote(place) || beside.has(objectText(place)) }));
}

function pathFindings(
  table: RoutingTableData,
  claims: readonly PathClaim[],
  broken: ReadonlySet<string>,
  manifests: Manifests,
): readonly Finding[] {
  const deviations = verify(table, unconditional(table, claims)).filter(({ claim }) => !broken.has(originText(claim.origin)));
  return deviations.flatMap(({ claim, less, never, more, moreByCase, remark }) => {
    const where = whereOf(claim.origin, manifests);
    const params = {
      route: routeText(claim),
      type: PATH_KIND_NAMES[claim.route.path.kind],
      ...(remark === undefined ? {} : { because: remarkText(remark) }),
    };
    const requests = [...more, ...moreByCase];
    return [
      ...(requests.length === 0 ? [] : [finding('manifest/path-takes-more', where, { ...params, requests })]),
      ...(less.length === 0
        ? []
        : [finding(never ? 'manifest/path-never-as-promised' : 'manifest/path-takes-less', where, { ...params, requests: less })]),
    ];
  });
}
