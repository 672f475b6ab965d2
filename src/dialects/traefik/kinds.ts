import { object, type Shape } from '../../kinds/shapes';
import type { RoutingKinds } from '../dialect';

const GROUP = 'traefik.io';

const TEXTS: Shape = { list: 'text' };
const IP_STRATEGY: Shape = { fields: { depth: 'integer', excludedIPs: TEXTS, ipv6Subnet: 'integer' } };
const ALLOW_LIST: Shape = { fields: { sourceRange: TEXTS, ipStrategy: IP_STRATEGY, rejectStatusCode: 'integer' } };
const REGEX: Shape = { fields: { regex: 'text', replacement: 'text' } };
const LOCAL_REFERENCE: Shape = { fields: { name: 'text', namespace: 'text' }, required: ['name'] };

/**
 * Source: traefik/traefik@v3.7.13:docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml, as far as routes depend on
 * it; the members of a Middleware that change neither a path nor an answer are maps.
 */
export const ingressKinds: RoutingKinds = {
  Middleware: {
    apiGroup: GROUP,
    shape: object({
      spec: {
        fields: {
          addPrefix: { fields: { prefix: 'text' } },
          stripPrefix: { fields: { prefixes: TEXTS, forceSlash: 'boolean' } },
          stripPrefixRegex: { fields: { regex: TEXTS } },
          replacePath: { fields: { path: 'text' } },
          replacePathRegex: REGEX,
          redirectScheme: { fields: { scheme: 'text', port: 'text', permanent: 'boolean', forcePermanentRedirect: 'boolean' } },
          redirectRegex: { fields: { regex: 'text', replacement: 'text', permanent: 'boolean', statusCode: 'integer' } },
          chain: { fields: { middlewares: { list: LOCAL_REFERENCE } } },
          ipAllowList: ALLOW_LIST,
          ipWhiteList: ALLOW_LIST,
          basicAuth: 'map',
          digestAuth: 'map',
          forwardAuth: 'map',
          headers: 'map',
          rateLimit: 'map',
          inFlightReq: 'map',
          buffering: 'map',
          circuitBreaker: 'map',
          compress: 'map',
          contentType: 'map',
          encodedCharacters: 'map',
          errors: 'map',
          grpcWeb: 'map',
          passTLSClientCert: 'map',
          plugin: 'map',
          retry: 'map',
        },
      },
    }),
  },
};

const SERVICE_FIELDS: { readonly [name: string]: Shape } = {
  name: 'text',
  namespace: 'text',
  kind: 'text',
  port: 'integer or text',
  weight: 'integer',
  scheme: 'text',
  strategy: 'text',
  passHostHeader: 'boolean',
  nativeLB: 'boolean',
  serversTransport: 'text',
  sticky: 'map',
  middlewares: { list: LOCAL_REFERENCE },
};
const SERVICE: Shape = { fields: SERVICE_FIELDS, required: ['name'] };
const SERVICES: Shape = { list: SERVICE };

export const crdKinds: RoutingKinds = {
  ...ingressKinds,
  IngressRoute: {
    apiGroup: GROUP,
    holdsRoutes: true,
    shape: object({
      spec: {
        fields: {
          ingressClassName: 'text',
          entryPoints: TEXTS,
          parentRefs: { list: LOCAL_REFERENCE },
          routes: {
            list: {
              fields: {
                kind: 'text',
                match: 'text',
                priority: 'integer',
                syntax: 'text',
                services: SERVICES,
                middlewares: { list: LOCAL_REFERENCE },
              },
              required: ['match'],
            },
          },
          tls: { fields: { secretName: 'text', certResolver: 'text', options: LOCAL_REFERENCE } },
        },
      },
    }),
  },
  TraefikService: {
    apiGroup: GROUP,
    shape: object({
      spec: {
        fields: {
          weighted: { fields: { services: SERVICES } },
          highestRandomWeight: { fields: { services: SERVICES } },
          mirroring: { fields: { ...SERVICE_FIELDS, mirrors: { list: 'map' } }, required: ['name'] },
          failover: { fields: { service: SERVICE, fallback: SERVICE } },
        },
      },
    }),
  },
  TLSOption: {
    apiGroup: GROUP,
    shape: object({
      spec: {
        fields: {
          clientAuth: { fields: { clientAuthType: 'text', secretNames: TEXTS } },
          minVersion: 'text',
          maxVersion: 'text',
          cipherSuites: TEXTS,
          curvePreferences: TEXTS,
          alpnProtocols: TEXTS,
          sniStrict: 'boolean',
        },
      },
    }),
  },
  ServersTransport: {
    apiGroup: GROUP,
    shape: object({ spec: { fields: { insecureSkipVerify: 'boolean', serverName: 'text', forwardingTimeouts: 'map' } } }),
  },
};
