import { type Answers, approximate, native, unsupported } from '../../model/features';

/**
 * What every controller promises that implements networking.k8s.io/v1, by the words of the API reference
 * (kubernetes/website:content/en/docs/concepts/services-networking/ingress.md, kubernetes/kubernetes@v1.36.3:staging/src/k8s.io/api/networking/v1/types.go).
 */
const NAME_A_CONTROLLER = unsupported('give the PathIngress a controller that can do it');

export const answers: Answers = {
  exactHost: native('spec.rules[].host'),
  wildcardHost: native('spec.rules[].host'),
  anyHost: native('a rule without host'),
  hostAliases: unsupported('name each host with "hosts"'),
  exactPath: native('pathType Exact'),
  exactPathWithSlash: native('pathType Exact'),
  prefixPath: native('pathType Prefix'),
  regexPath: NAME_A_CONTROLLER,
  controllerDefinedPath: approximate('pathType ImplementationSpecific', 'each controller reads such a path in its own way'),
  serviceBackend: native('spec.rules[].http.paths[].backend.service'),
  weightedBackends: NAME_A_CONTROLLER,
  manyWeightedBackends: NAME_A_CONTROLLER,
  canaryByHeader: NAME_A_CONTROLLER,
  canaryByCookie: NAME_A_CONTROLLER,
  canaryByWeight: NAME_A_CONTROLLER,
  defaultBackend: native('spec.defaultBackend'),
  redirectPath: NAME_A_CONTROLLER,
  redirectHost: NAME_A_CONTROLLER,
  redirectKeepingPath: NAME_A_CONTROLLER,
  httpsRedirect: NAME_A_CONTROLLER,
  appRoot: NAME_A_CONTROLLER,
  stripPrefix: NAME_A_CONTROLLER,
  replacePrefix: NAME_A_CONTROLLER,
  replacePath: NAME_A_CONTROLLER,
  regexRewrite: NAME_A_CONTROLLER,
  tlsTermination: native('spec.tls'),
  clientCertificates: NAME_A_CONTROLLER,
  cors: NAME_A_CONTROLLER,
  basicAuth: NAME_A_CONTROLLER,
  externalAuth: NAME_A_CONTROLLER,
  allowSourceRanges: NAME_A_CONTROLLER,
  denySourceRanges: NAME_A_CONTROLLER,
  rateLimit: NAME_A_CONTROLLER,
  connectionLimit: NAME_A_CONTROLLER,
  bodySize: NAME_A_CONTROLLER,
  timeouts: NAME_A_CONTROLLER,
  sessionAffinity: NAME_A_CONTROLLER,
  backendProtocol: NAME_A_CONTROLLER,
  backendTls: NAME_A_CONTROLLER,
  responseHeaders: NAME_A_CONTROLLER,
  upstreamHost: NAME_A_CONTROLLER,
};
