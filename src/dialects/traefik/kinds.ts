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
export const kinds: RoutingKinds = {
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
