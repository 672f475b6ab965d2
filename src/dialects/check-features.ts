import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { type Answers, FEATURES, type FeatureName, notSupported } from '../model/features';
import type {
  Canary,
  ClientCertificatePolicy,
  NeutralRoute,
  PathMatch,
  Redirect,
  RequestMatch,
  RoutePolicies,
  RouteSet,
  TlsPolicy,
} from '../model/neutral-route';
import { routeText } from '../model/neutral-route';
import { policyFeatures, policyServices } from '../model/policies';
import type { Dialect, Variant } from './dialect';
import { DIALECTS } from './registry';

/** The features that a set of routes needs, with the first route that needs each (none: the construct as a whole needs it). */
export function featuresOf(set: RouteSet): ReadonlyMap<FeatureName, NeutralRoute | undefined> {
  const used = new Map<FeatureName, NeutralRoute | undefined>();
  const use = (name: FeatureName, route?: NeutralRoute): void => {
    if (!used.has(name)) used.set(name, route);
  };
  const seen = new Set<object>();
  for (const route of set.routes) {
    if (!seen.has(route.hosts)) {
      seen.add(route.hosts);
      for (const host of route.hosts) use(host.kind === 'any' ? 'anyHost' : host.kind === 'exact' ? 'exactHost' : 'wildcardHost', route);
    }
    use(pathFeature(route.path), route);
    if (route.matches !== undefined) for (const name of matchFeatures(route.matches)) use(name, route);
    for (const name of actionFeatures(route)) use(name, route);
    if (!seen.has(route.policies)) {
      seen.add(route.policies);
      for (const name of policyFeatures(route.policies)) use(name, route);
      if (leavesNamespace(route.policies)) use('otherNamespace', route);
    }
  }
  if (set.defaultBackend !== undefined) {
    use('defaultBackend');
    if (set.defaultBackend.namespace !== undefined) use('otherNamespace');
    for (const name of policyFeatures(set.policies)) use(name);
    if (leavesNamespace(set.policies)) use('otherNamespace');
  }
  for (const { secretName } of set.tls) use(secretName === undefined ? 'tlsDefaultCertificate' : 'tlsTermination');
  if (set.hosts.aliases !== undefined) use('hostAliases');
  if (set.hosts.appRoot !== undefined) use('appRoot');
  if (set.hosts.clientCertificates !== undefined) for (const name of clientCertificateFeatures(set.hosts.clientCertificates)) use(name);
  for (const name of tlsPolicyFeatures(set.hosts.tlsPolicy ?? {})) use(name);
  return used;
}

const leavesNamespace = (policies: RoutePolicies): boolean =>
  policyServices(policies).some(({ service }) => service.namespace !== undefined);

const PATH_FEATURES = {
  exact: 'exactPath',
  segmentPrefix: 'prefixPath',
  regexPrefix: 'regexPath',
  controllerDefined: 'controllerDefinedPath',
} as const;

function pathFeature(path: PathMatch): FeatureName {
  return path.kind === 'exact' && /.\/$/.test(path.path) ? 'exactPathWithSlash' : PATH_FEATURES[path.kind];
}

const matchFeatures = (matches: readonly RequestMatch[]): readonly FeatureName[] => ['requestMatches', ...matches.map(matchFeature)];

const HEADER_FEATURES = { exact: 'headerMatch', pattern: 'headerPatternMatch', present: 'headerPatternMatch' } as const;
const QUERY_FEATURES = { exact: 'queryMatch', pattern: 'queryPatternMatch' } as const;

function matchFeature(match: RequestMatch): FeatureName {
  if (match.kind === 'header') return HEADER_FEATURES[match.value.kind];
  if (match.kind === 'query') return QUERY_FEATURES[match.value.kind];
  return match.kind === 'method' ? 'methodMatch' : 'clientAddressMatch';
}

const CANARY_FEATURES = { exact: 'canaryByHeaderValue', pattern: 'canaryByHeaderPattern', present: 'canaryByHeaderPattern' } as const;

function canaryFeatures({ matches, header, cookie, weight }: Canary): readonly FeatureName[] {
  const names: FeatureName[] = [];
  const [match, ...others] = matches ?? [];
  const isOneHeader = match?.kind === 'header' && others.length === 0 && header === undefined;
  if (match !== undefined) names.push(isOneHeader ? CANARY_FEATURES[match.value.kind] : 'canaryByMatches');
  if (header !== undefined) names.push('canaryByHeader');
  if (cookie !== undefined) names.push('canaryByCookie');
  if (weight !== undefined) names.push('canaryByWeight');
  return names;
}

function actionFeatures({ action, path }: NeutralRoute): readonly FeatureName[] {
  if (action.kind === 'redirect') return redirectFeatures(action.redirect);
  if (action.kind === 'respond') return ['fixedResponse'];
  const names: FeatureName[] = ['serviceBackend'];
  if (action.backends.length === 2) names.push('weightedBackends');
  if (action.backends.length > 2) names.push('manyWeightedBackends');
  const { canary, rewrite, tlsPassthrough } = action;
  if (tlsPassthrough === true) names.push('tlsPassthrough');
  if (canary !== undefined) names.push(...canaryFeatures(canary));
  if (action.backends.some(({ service }) => service.namespace !== undefined) || canary?.service.namespace !== undefined)
    names.push('otherNamespace');
  if (rewrite?.kind === 'replacePrefix' && rewrite.replacement !== '/') names.push('replacePrefix');
  if (rewrite?.kind === 'replacePrefix' && rewrite.replacement === '/' && !(path.kind === 'segmentPrefix' && path.path === '/'))
    names.push('stripPrefix');
  if (rewrite?.kind === 'replacePath') names.push('replacePath');
  if (rewrite?.kind === 'substitute') names.push('regexRewrite');
  return names;
}

function redirectFeatures({ path, hostname, scheme, port, status }: Redirect): readonly FeatureName[] {
  const names: FeatureName[] = [];
  if (path === undefined) names.push('redirectKeepingPath');
  else names.push(hostname === undefined && scheme === undefined && port === undefined ? 'redirectPath' : 'redirectHost');
  if (port !== undefined) names.push('redirectPort');
  if (status === 303) names.push('redirectSeeOther');
  if (status === 307 || status === 308) names.push('redirectKeepingMethod');
  return names;
}

function clientCertificateFeatures({ verify, errorPage, passToBackend }: ClientCertificatePolicy): readonly FeatureName[] {
  const names: FeatureName[] = ['clientCertificates'];
  if (verify === 'optional' || verify === 'optional_no_ca') names.push('clientCertificatesOptional');
  if (errorPage !== undefined) names.push('clientCertificateErrorPage');
  if (passToBackend === true) names.push('clientCertificateToBackend');
  return names;
}

function tlsPolicyFeatures({ minVersion, maxVersion, ciphers }: TlsPolicy): readonly FeatureName[] {
  const names: FeatureName[] = [];
  if (minVersion !== undefined) names.push('tlsMinimumVersion');
  if (maxVersion !== undefined) names.push('tlsMaximumVersion');
  if (ciphers !== undefined) names.push('tlsCiphers');
  return names;
}

/** Every implementation with answers. */
export const targets = (): readonly { readonly title: string; readonly answers: Answers }[] =>
  Object.values(DIALECTS).flatMap((dialect) =>
    (dialect.variants ?? [dialect.identity]).map((one) => ({ title: one.title, answers: dialect.answers(one) })),
  );

/** The name in texts of the implementation that a variant stands for. */
export const titleOf = ({ variants = [], identity }: Dialect, { variant }: Variant): string =>
  (variants.find((one) => one.variant === variant) ?? variants[0] ?? identity).title;

/**
 * A feature that the dialect does not support is an error that names controllers with it; a difference is an information. One finding
 * for each feature.
 */
export function checkFeatures(set: RouteSet, dialect: Dialect, variant: Variant): Finding[] {
  const findings: Finding[] = [];
  const answers = dialect.answers(variant);
  const used = featuresOf(set);
  const missing = notSupported(used.keys(), answers);
  for (const [feature, route] of used) {
    const answer = answers[feature];
    const where = route?.origin.construct ?? set.construct;
    const asked = {
      subject: route === undefined ? 'this PathIngress' : `route "${routeText(route)}"`,
      feature: FEATURES[feature],
      target: titleOf(dialect, variant),
    };
    if (answer.kind === 'unsupported' && missing.includes(feature)) {
      const able = targets()
        .filter((one) => one.answers[feature].kind !== 'unsupported')
        .map(({ title }) => title);
      findings.push(finding('feature/not-supported', where, { ...asked, instead: answer.instead, able }));
    }
    if (answer.kind === 'approximate') findings.push(finding('feature/approximate', where, { ...asked, differs: answer.differs }));
  }
  return findings;
}
