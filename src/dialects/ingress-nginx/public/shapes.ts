import {
  CHECKED_LATER,
  FLAG,
  inWords,
  type Kind,
  mapOf,
  OBJECT,
  type Optional,
  objectOf,
  oneOf,
  type Place,
  readStruct,
  required,
  type Shape,
  struct,
  TEXT,
} from '../../../input/struct-shape';
import { IN_INSTALL_OPTIONS } from '../../../installation/install-shapes';
import { type AdmissionWebhookOptions, type AwsTlsTerminationOptions, DefaultBackend, type Options, WebhookCertificate } from './options';
import { AnnotationRisk } from './route-settings';

/** Members of what ingress-nginx alone takes. What is checked later is so by `dialects/ingress-nginx/install/check.ts`. */

const STREAMS = inWords('a map of texts such as { "5432": "data/postgres:5432" }', mapOf(TEXT));

const WEBHOOK: Shape<AdmissionWebhookOptions> = {
  enabled: FLAG,
  certificate: inWords('WebhookCertificate.jobs() or certManager()', objectOf(WebhookCertificate)),
  failurePolicy: CHECKED_LATER,
  timeoutSeconds: CHECKED_LATER,
  namespaceSelector: OBJECT,
  objectSelector: OBJECT,
};

const TLS_TERMINATION: Shape<AwsTlsTerminationOptions> = {
  certificateArn: required(inWords('the ARN of a certificate as a text', TEXT)),
  vpcCidr: required(inWords('the addresses of the VPC such as "10.0.0.0/16"', TEXT)),
};

const INGRESS_NGINX: Shape<Options> = {
  platform: CHECKED_LATER,
  // Its members are entries of the config map, which the controller's own table knows.
  config: inWords('an object such as { useForwardedHeaders: true }', OBJECT),
  controllerValue: TEXT,
  watchNamespace: TEXT,
  watchNamespaceSelector: TEXT,
  watchIngressWithoutClass: FLAG,
  tcpServices: STREAMS,
  udpServices: STREAMS,
  defaultBackend: inWords('DefaultBackend.service("namespace/name") or install()', objectOf(DefaultBackend)),
  admissionWebhook: inWords('an object such as { enabled: false }', struct(WEBHOOK)),
  logLevel: CHECKED_LATER,
  publishStatusAddress: TEXT,
  extraArgs: inWords('a map of texts such as { "enable-ssl-passthrough": "true" }', mapOf(TEXT)),
  awsTlsTermination: struct(TLS_TERMINATION),
};

const RISK = oneOf(AnnotationRisk);

/** Its other members are annotations, which the controller's own table knows. */
export const ROUTE_SETTINGS: Kind<never> & Optional = {
  words: `an object such as { proxyBuffering: "off" }, whose acceptedRisk is a member of ingressNginx.AnnotationRisk`,
  accepts: (value) => {
    const { acceptedRisk } = OBJECT.accepts(value) ? (value as { readonly acceptedRisk?: unknown }) : { acceptedRisk: '' };
    return acceptedRisk === undefined || RISK.accepts(acceptedRisk);
  },
};

/** Where an option belongs that ingress-nginx alone understands. */
export const IN_INGRESS_NGINX: Place = {
  members: INGRESS_NGINX,
  write: (option) => `kind: ControllerKind.ingressNginx({ ${option}: ... })`,
};

/** The options that are given. */
export const readIngressNginxOptions = (options: Options): Options =>
  readStruct(options, INGRESS_NGINX, { owner: 'ControllerKind.ingressNginx', where: '', places: [IN_INSTALL_OPTIONS] });
