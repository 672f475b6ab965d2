import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { FEATURES, type FeatureName } from '../model/features';
import type { ClientCertificatePolicy, NeutralRoute, PathMatch, RouteSet, TlsPolicy } from '../model/neutral-route';
import { routeText } from '../model/neutral-route';
import { policyFeatures } from '../model/policies';
import type { Dialect } from './dialect';
import { DIALECTS } from './registry';

/** What a set of routes asks for, with the first route that asks (none: the construct as a whole does). */
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
    for (const name of actionFeatures(route)) use(name, route);
    if (!seen.has(route.policies)) {
      seen.add(route.policies);
      for (const name of policyFeatures(route.policies)) use(name, route);
    }
  }
  if (set.defaultBackend !== undefined) {
    use('defaultBackend');
    for (const name of policyFeatures(set.policies)) use(name);
  }
  if (set.tls.length > 0) use('tlsTermination');
  if (set.hosts.aliases !== undefined) use('hostAliases');
  if (set.hosts.appRoot !== undefined) use('appRoot');
  if (set.hosts.clientCertificates !== undefined) for (const name of clientCertificateFeatures(set.hosts.clientCertificates)) use(name);
  for (const name of tlsPolicyFeatures(set.hosts.tlsPolicy ?? {})) use(name);
  return used;
}

const PATH_FEATURES = {
  exact: 'exactPath',
  segmentPrefix: 'prefixPath',
  regexPrefix: 'regexPath',
  controllerDefined: 'controllerDefinedPath',
} as const;

function pathFeature(path: PathMatch): FeatureName {
  return path.kind === 'exact' && /.\/$/.test(path.path) ? 'exactPathWithSlash' : PATH_FEATURES[path.kind];
}

function actionFeatures({ action, path }: NeutralRoute): readonly FeatureName[] {
  if (action.kind === 'redirect') {
    const { redirect } = action;
    if (redirect.path === undefined) return ['redirectKeepingPath'];
    return [
      redirect.hostname === undefined && redirect.scheme === undefined && redirect.port === undefined ? 'redirectPath' : 'redirectHost',
    ];
  }
  const names: FeatureName[] = ['serviceBackend'];
  if (action.backends.length === 2) names.push('weightedBackends');
  if (action.backends.length > 2) names.push('manyWeightedBackends');
  if (action.canary?.header !== undefined) names.push('canaryByHeader');
  if (action.canary?.cookie !== undefined) names.push('canaryByCookie');
  if (action.canary?.weight !== undefined) names.push('canaryByWeight');
  const { rewrite } = action;
  if (rewrite?.kind === 'replacePrefix' && rewrite.replacement !== '/') names.push('replacePrefix');
  if (rewrite?.kind === 'replacePrefix' && rewrite.replacement === '/' && !(path.kind === 'segmentPrefix' && path.path === '/'))
    names.push('stripPrefix');
  if (rewrite?.kind === 'replacePath') names.push('replacePath');
  if (rewrite?.kind === 'substitute') names.push('regexRewrite');
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

/** What the dialect cannot do is an error that says who can; what it does otherwise is worth knowing. One finding a feature. */
export function checkFeatures(set: RouteSet, dialect: Dialect): Finding[] {
  const findings: Finding[] = [];
  for (const [feature, route] of featuresOf(set)) {
    const answer = dialect.answers[feature];
    const where = route?.origin.construct ?? set.construct;
    const asked = {
      subject: route === undefined ? 'this PathIngress' : `route "${routeText(route)}"`,
      feature: FEATURES[feature],
      target: dialect.identity.title,
    };
    if (answer.kind === 'unsupported') {
      const able = Object.values(DIALECTS).filter(({ answers }) => answers[feature].kind !== 'unsupported');
      findings.push(
        finding('feature/not-supported', where, { ...asked, instead: answer.instead, able: able.map(({ identity }) => identity.title) }),
      );
    }
    if (answer.kind === 'approximate') findings.push(finding('feature/approximate', where, { ...asked, differs: answer.differs }));
  }
  return findings;
}
