import { all, type Shape } from '../../kinds/shapes';

const TEXTS: Shape = { list: 'text' };
const REFERENCES: Shape = { list: { fields: { name: 'text', namespace: 'text' }, required: ['name'] } };
const PASSIVE_HEALTH_CHECK: Shape = { fields: { failureWindow: 'integer or text', maxFailedAttempts: 'integer' } };
const IP_STRATEGY: Shape = { fields: { depth: 'integer', excludedIPs: TEXTS, ipv6Subnet: 'integer' } };
const USERS: Shape = { fields: { headerField: 'text', realm: 'text', removeHeader: 'boolean', secret: 'text' } };
const STICKINESS: Shape = {
  fields: {
    cookie: {
      fields: { domain: 'text', httpOnly: 'boolean', maxAge: 'integer', name: 'text', path: 'text', sameSite: 'text', secure: 'boolean' },
    },
  },
};
const SOURCE_CRITERION: Shape = { fields: { ipStrategy: IP_STRATEGY, requestHeaderName: 'text', requestHost: 'boolean' } };
const HEALTH_CHECK: Shape = {
  fields: {
    ...all('text', 'hostname method mode path scheme'),
    followRedirects: 'boolean',
    headers: 'texts',
    interval: 'integer or text',
    port: 'integer',
    status: 'integer',
    timeout: 'integer or text',
    unhealthyInterval: 'integer or text',
  },
};
const SERVICE: Shape = {
  fields: {
    ...all('text', 'kind name namespace scheme serversTransport strategy'),
    healthCheck: HEALTH_CHECK,
    middlewares: REFERENCES,
    nativeLB: 'boolean',
    nodePortLB: 'boolean',
    passHostHeader: 'boolean',
    passiveHealthCheck: PASSIVE_HEALTH_CHECK,
    port: 'integer or text',
    responseForwarding: { fields: { flushInterval: 'text' } },
    sticky: STICKINESS,
    weight: 'integer',
  },
  required: ['name'],
};
const SERVICES: Shape = { list: SERVICE };

/**
 * The types of the fields of `spec`, by kind.
 * Source: traefik/traefik@v3.7.13:docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml.
 */
export const TRAEFIK_SPECS: { readonly [kind: string]: Shape } = {
  Middleware: {
    fields: {
      addPrefix: { fields: { prefix: 'text' } },
      basicAuth: USERS,
      buffering: {
        fields: {
          maxRequestBodyBytes: 'integer',
          maxResponseBodyBytes: 'integer',
          memRequestBodyBytes: 'integer',
          memResponseBodyBytes: 'integer',
          retryExpression: 'text',
        },
      },
      chain: { fields: { middlewares: REFERENCES } },
      circuitBreaker: {
        fields: {
          checkPeriod: 'integer or text',
          expression: 'text',
          fallbackDuration: 'integer or text',
          recoveryDuration: 'integer or text',
          responseCode: 'integer',
        },
      },
      compress: {
        fields: {
          defaultEncoding: 'text',
          encodings: TEXTS,
          excludedContentTypes: TEXTS,
          includedContentTypes: TEXTS,
          minResponseBodyBytes: 'integer',
        },
      },
      contentType: { fields: { autoDetect: 'boolean' } },
      digestAuth: USERS,
      encodedCharacters: {
        fields: {
          ...all(
            'boolean',
            `
    allowEncodedBackSlash allowEncodedHash allowEncodedNullCharacter allowEncodedPercent allowEncodedQuestionMark
    allowEncodedSemicolon allowEncodedSlash`,
          ),
        },
      },
      errors: { fields: { errorRequestHeaders: TEXTS, query: 'text', service: SERVICE, status: TEXTS, statusRewrites: 'map' } },
      forwardAuth: {
        fields: {
          addAuthCookiesToResponse: TEXTS,
          address: 'text',
          authRequestHeaders: TEXTS,
          authResponseHeaders: TEXTS,
          authResponseHeadersRegex: 'text',
          authSigninURL: 'text',
          forwardBody: 'boolean',
          headerField: 'text',
          maxBodySize: 'integer',
          maxResponseBodySize: 'integer',
          preserveLocationHeader: 'boolean',
          preserveRequestMethod: 'boolean',
          tls: { fields: { caOptional: 'boolean', caSecret: 'text', certSecret: 'text', insecureSkipVerify: 'boolean' } },
          trustForwardHeader: 'boolean',
        },
      },
      grpcWeb: { fields: { allowOrigins: TEXTS } },
      headers: {
        fields: {
          ...all(
            'text',
            `
    contentSecurityPolicy contentSecurityPolicyReportOnly customBrowserXSSValue customFrameOptionsValue featurePolicy
    permissionsPolicy publicKey referrerPolicy sslHost`,
          ),
          ...all(
            'boolean',
            `
    accessControlAllowCredentials addVaryHeader browserXssFilter contentTypeNosniff forceSTSHeader frameDeny isDevelopment
    sslForceHost sslRedirect sslTemporaryRedirect stsIncludeSubdomains stsPreload`,
          ),
          accessControlAllowHeaders: TEXTS,
          accessControlAllowMethods: TEXTS,
          accessControlAllowOriginList: TEXTS,
          accessControlAllowOriginListRegex: TEXTS,
          accessControlExposeHeaders: TEXTS,
          accessControlMaxAge: 'integer',
          allowedHosts: TEXTS,
          customRequestHeaders: 'texts',
          customResponseHeaders: 'texts',
          hostsProxyHeaders: TEXTS,
          sslProxyHeaders: 'texts',
          stsSeconds: 'integer',
        },
      },
      inFlightReq: { fields: { amount: 'integer', sourceCriterion: SOURCE_CRITERION } },
      ipAllowList: { fields: { ipStrategy: IP_STRATEGY, rejectStatusCode: 'integer', sourceRange: TEXTS } },
      ipWhiteList: { fields: { ipStrategy: IP_STRATEGY, sourceRange: TEXTS } },
      passTLSClientCert: {
        fields: {
          info: {
            fields: {
              issuer: { fields: { ...all('boolean', 'commonName country domainComponent locality organization province serialNumber') } },
              notAfter: 'boolean',
              notBefore: 'boolean',
              sans: 'boolean',
              serialNumber: 'boolean',
              subject: {
                fields: {
                  ...all(
                    'boolean',
                    `
    commonName country domainComponent locality organization organizationalUnit province serialNumber`,
                  ),
                },
              },
            },
          },
          pem: 'boolean',
        },
      },
      plugin: 'map',
      rateLimit: {
        fields: {
          average: 'integer',
          burst: 'integer',
          period: 'integer or text',
          redis: {
            fields: {
              db: 'integer',
              dialTimeout: 'integer or text',
              endpoints: TEXTS,
              maxActiveConns: 'integer',
              minIdleConns: 'integer',
              poolSize: 'integer',
              readTimeout: 'integer or text',
              secret: 'text',
              tls: { fields: { caSecret: 'text', certSecret: 'text', insecureSkipVerify: 'boolean' } },
              writeTimeout: 'integer or text',
            },
          },
          sourceCriterion: SOURCE_CRITERION,
        },
      },
      redirectRegex: { fields: { permanent: 'boolean', regex: 'text', replacement: 'text' } },
      redirectScheme: { fields: { permanent: 'boolean', port: 'text', scheme: 'text' } },
      replacePath: { fields: { path: 'text' } },
      replacePathRegex: { fields: { regex: 'text', replacement: 'text' } },
      retry: {
        fields: {
          attempts: 'integer',
          disableRetryOnNetworkError: 'boolean',
          initialInterval: 'integer or text',
          maxRequestBodyBytes: 'integer',
          retryNonIdempotentMethod: 'boolean',
          status: TEXTS,
          timeout: 'integer or text',
        },
      },
      stripPrefix: { fields: { forceSlash: 'boolean', prefixes: TEXTS } },
      stripPrefixRegex: { fields: { regex: TEXTS } },
    },
  },
  IngressRoute: {
    fields: {
      entryPoints: TEXTS,
      ingressClassName: 'text',
      parentRefs: REFERENCES,
      routes: {
        list: {
          fields: {
            kind: 'text',
            match: 'text',
            middlewares: REFERENCES,
            observability: { fields: { accessLogs: 'boolean', metrics: 'boolean', traceVerbosity: 'text', tracing: 'boolean' } },
            priority: 'integer',
            services: SERVICES,
            syntax: 'text',
          },
          required: ['match'],
        },
      },
      tls: {
        fields: {
          certResolver: 'text',
          domains: { list: { fields: { main: 'text', sans: TEXTS } } },
          options: { fields: { name: 'text', namespace: 'text' }, required: ['name'] },
          secretName: 'text',
          store: { fields: { name: 'text', namespace: 'text' }, required: ['name'] },
        },
      },
    },
    required: ['routes'],
  },
  IngressRouteTCP: {
    fields: {
      entryPoints: TEXTS,
      ingressClassName: 'text',
      routes: {
        list: {
          fields: {
            match: 'text',
            middlewares: REFERENCES,
            priority: 'integer',
            services: {
              list: {
                fields: {
                  name: 'text',
                  namespace: 'text',
                  nativeLB: 'boolean',
                  nodePortLB: 'boolean',
                  port: 'integer or text',
                  proxyProtocol: { fields: { version: 'integer' } },
                  serversTransport: 'text',
                  terminationDelay: 'integer',
                  tls: 'boolean',
                  weight: 'integer',
                },
                required: ['name', 'port'],
              },
            },
            syntax: 'text',
          },
          required: ['match'],
        },
      },
      tls: {
        fields: {
          certResolver: 'text',
          domains: { list: { fields: { main: 'text', sans: TEXTS } } },
          options: { fields: { name: 'text', namespace: 'text' }, required: ['name'] },
          passthrough: 'boolean',
          secretName: 'text',
          store: { fields: { name: 'text', namespace: 'text' }, required: ['name'] },
        },
      },
    },
    required: ['routes'],
  },
  TraefikService: {
    fields: {
      failover: {
        fields: { errors: { fields: { maxRequestBodyBytes: 'integer', status: TEXTS } }, fallback: SERVICE, service: SERVICE },
        required: ['errors', 'fallback', 'service'],
      },
      highestRandomWeight: { fields: { services: SERVICES } },
      mirroring: {
        fields: {
          ...all('text', 'kind name namespace scheme serversTransport strategy'),
          healthCheck: HEALTH_CHECK,
          maxBodySize: 'integer',
          middlewares: REFERENCES,
          mirrorBody: 'boolean',
          mirrors: {
            list: {
              fields: {
                ...all('text', 'kind name namespace scheme serversTransport strategy'),
                healthCheck: HEALTH_CHECK,
                middlewares: REFERENCES,
                nativeLB: 'boolean',
                nodePortLB: 'boolean',
                passHostHeader: 'boolean',
                passiveHealthCheck: PASSIVE_HEALTH_CHECK,
                percent: 'integer',
                port: 'integer or text',
                responseForwarding: { fields: { flushInterval: 'text' } },
                sticky: STICKINESS,
                weight: 'integer',
              },
              required: ['name'],
            },
          },
          nativeLB: 'boolean',
          nodePortLB: 'boolean',
          passHostHeader: 'boolean',
          passiveHealthCheck: PASSIVE_HEALTH_CHECK,
          port: 'integer or text',
          responseForwarding: { fields: { flushInterval: 'text' } },
          sticky: STICKINESS,
          weight: 'integer',
        },
        required: ['name'],
      },
      weighted: { fields: { services: SERVICES, sticky: STICKINESS } },
    },
  },
  TLSOption: {
    fields: {
      alpnProtocols: TEXTS,
      cipherSuites: TEXTS,
      clientAuth: { fields: { clientAuthType: 'text', secretNames: TEXTS } },
      curvePreferences: TEXTS,
      disableSessionTickets: 'boolean',
      maxVersion: 'text',
      minVersion: 'text',
      preferServerCipherSuites: 'boolean',
      sniStrict: 'boolean',
    },
  },
  ServersTransport: {
    fields: {
      certificatesSecrets: TEXTS,
      cipherSuites: TEXTS,
      disableHTTP2: 'boolean',
      forwardingTimeouts: {
        fields: { ...all('integer or text', 'dialTimeout idleConnTimeout pingTimeout readIdleTimeout responseHeaderTimeout') },
      },
      insecureSkipVerify: 'boolean',
      maxIdleConnsPerHost: 'integer',
      maxVersion: 'text',
      minVersion: 'text',
      peerCertURI: 'text',
      rootCAs: { list: { fields: { configMap: 'text', secret: 'text' } } },
      rootCAsSecrets: TEXTS,
      serverName: 'text',
      spiffe: { fields: { ids: TEXTS, trustDomain: 'text' } },
    },
  },
  MiddlewareTCP: {
    fields: {
      inFlightConn: { fields: { amount: 'integer' } },
      ipAllowList: { fields: { sourceRange: TEXTS } },
      ipWhiteList: { fields: { sourceRange: TEXTS } },
    },
  },
};
