import { all, type Shape } from '../../../kinds/shapes';

const TEXTS: Shape = { list: 'text' };
const STRING_MATCHES: Shape = { list: { fields: { type: 'text', value: 'text' }, required: ['value'] } };
const NAMED_VALUES: Shape = { list: { fields: { name: 'text', value: 'text' }, required: ['name', 'value'] } };
const STRING_MATCH: Shape = { fields: { invert: 'boolean', type: 'text', value: 'text' }, required: ['value'] };
const RATE: Shape = { fields: { unit: 'text', value: 'integer or text' }, required: ['unit', 'value'] };
const FRACTION: Shape = { fields: { denominator: 'integer', numerator: 'integer' }, required: ['numerator'] };
const DNS: Shape = { fields: { dnsRefreshRate: 'text', lookupFamily: 'text', respectDnsTtl: 'boolean' } };
const PATH_REGEX: Shape = { fields: { pattern: 'text', substitution: 'text' }, required: ['pattern', 'substitution'] };
const LOCAL_REFERENCE: Shape = { fields: { group: 'text', kind: 'text', name: 'text' }, required: ['group', 'kind', 'name'] };
const REFERENCE: Shape = { fields: { group: 'text', kind: 'text', name: 'text', namespace: 'text' }, required: ['name'] };
const TYPED_MATCHES: Shape = { list: { fields: { name: 'text', type: 'text', value: 'text' }, required: ['name', 'value'] } };
const REFERENCE_2: Shape = { list: REFERENCE };
const BACKEND_REF: Shape = {
  fields: { group: 'text', kind: 'text', name: 'text', namespace: 'text', port: 'integer' },
  required: ['name'],
};
const TARGET_REF: Shape = {
  fields: { group: 'text', kind: 'text', name: 'text', sectionName: 'text' },
  required: ['group', 'kind', 'name'],
};
const TARGET_REFS: Shape = { list: TARGET_REF };
const COMPRESSIONS: Shape = {
  list: { fields: { brotli: 'map', gzip: 'map', minContentLength: 'integer or text', type: 'text', zstd: 'map' }, required: ['type'] },
};
const BACKEND_REFS: Shape = {
  list: {
    fields: { fallback: 'boolean', group: 'text', kind: 'text', name: 'text', namespace: 'text', port: 'integer', weight: 'integer' },
    required: ['name'],
  },
};
const CONTENT: Shape = { fields: { inline: 'text', type: 'text', valueRef: LOCAL_REFERENCE }, required: ['type'] };
const CONNECTION: Shape = {
  fields: {
    bufferLimit: 'integer or text',
    preconnect: { fields: { perEndpointPercent: 'integer', predictivePercent: 'integer' } },
    socketBufferLimit: 'integer or text',
  },
};
const TIMEOUT: Shape = {
  fields: {
    http: {
      fields: {
        ...all(
          'text',
          `
    connectionIdleTimeout maxConnectionDuration maxStreamDuration requestTimeout streamIdleTimeout`,
        ),
      },
    },
    tcp: { fields: { connectTimeout: 'text' } },
  },
};
const RETRY: Shape = {
  fields: {
    numAttemptsPerPriority: 'integer',
    numRetries: 'integer',
    perRetry: { fields: { backOff: { fields: { baseInterval: 'text', maxInterval: 'text' } }, timeout: 'text' } },
    retryOn: { fields: { httpStatusCodes: { list: 'integer' }, triggers: TEXTS } },
  },
};
const HTTP2: Shape = {
  fields: {
    connectionKeepalive: { fields: { idleInterval: 'text', interval: 'text', intervalJitter: 'integer', timeout: 'text' } },
    initialConnectionWindowSize: 'integer or text',
    initialStreamWindowSize: 'integer or text',
    maxConcurrentStreams: 'integer',
    onInvalidMessage: 'text',
  },
};
const HEADER_CHANGES: Shape = {
  fields: { add: NAMED_VALUES, addIfAbsent: NAMED_VALUES, remove: TEXTS, removeOnMatch: STRING_MATCHES, set: NAMED_VALUES },
};
const CIRCUIT_BREAKER: Shape = {
  fields: {
    ...all(
      'integer',
      `
    maxConnections maxParallelRequests maxParallelRetries maxPendingRequests maxRequestsPerConnection`,
    ),
    perEndpoint: { fields: { maxConnections: 'integer' } },
    retryBudget: { fields: { minRetryConcurrency: 'integer', percent: FRACTION }, required: ['percent'] },
  },
};
const ANSWER: Shape = {
  fields: {
    body: CONTENT,
    contentType: 'text',
    header: { fields: { add: NAMED_VALUES, remove: TEXTS, set: NAMED_VALUES } },
    statusCode: 'integer',
  },
};
const TARGET_SELECTORS: Shape = {
  list: {
    fields: {
      group: 'text',
      kind: 'text',
      matchExpressions: { list: { fields: { key: 'text', operator: 'text', values: TEXTS }, required: ['key', 'operator'] } },
      matchLabels: 'texts',
      namespaces: {
        fields: {
          from: 'text',
          selector: {
            fields: {
              matchExpressions: { list: { fields: { key: 'text', operator: 'text', values: TEXTS }, required: ['key', 'operator'] } },
              matchLabels: 'texts',
            },
          },
        },
        required: ['from'],
      },
    },
    required: ['kind'],
  },
};
const RATE_LIMIT_RULES: Shape = {
  list: {
    fields: {
      clientSelectors: {
        list: {
          fields: {
            headers: { list: { fields: { invert: 'boolean', name: 'text', type: 'text', value: 'text' }, required: ['name'] } },
            methods: { list: { fields: { invert: 'boolean', value: 'text' }, required: ['value'] } },
            path: STRING_MATCH,
            queryParams: { list: { fields: { invert: 'boolean', name: 'text', type: 'text', value: 'text' }, required: ['name'] } },
            sourceCIDR: STRING_MATCH,
          },
        },
      },
      cost: {
        fields: {
          request: {
            fields: {
              from: 'text',
              metadata: { fields: { key: 'text', namespace: 'text' }, required: ['key', 'namespace'] },
              number: 'integer',
            },
            required: ['from'],
          },
          response: {
            fields: {
              from: 'text',
              metadata: { fields: { key: 'text', namespace: 'text' }, required: ['key', 'namespace'] },
              number: 'integer',
            },
            required: ['from'],
          },
        },
      },
      limit: {
        fields: {
          fromMetadata: { fields: { key: 'text', namespace: 'text' }, required: ['key', 'namespace'] },
          requests: 'integer',
          unit: 'text',
        },
        required: ['requests', 'unit'],
      },
      shadowMode: 'boolean',
      shared: 'boolean',
      xRateLimitHeaders: 'text',
    },
    required: ['limit'],
  },
};
const LOAD_BALANCER: Shape = {
  fields: {
    backendUtilization: {
      fields: {
        blackoutPeriod: 'text',
        errorUtilizationPenaltyPercent: 'integer',
        keepResponseHeaders: 'boolean',
        metricNamesForComputingUtilization: TEXTS,
        outOfBand: { fields: { authority: 'text', port: 'integer', reportingPeriod: 'text' } },
        weightExpirationPeriod: 'text',
        weightUpdatePeriod: 'text',
      },
    },
    consistentHash: {
      fields: {
        cookie: { fields: { attributes: 'texts', name: 'text', ttl: 'text' }, required: ['name'] },
        header: { fields: { name: 'text' }, required: ['name'] },
        headers: { list: { fields: { name: 'text' }, required: ['name'] } },
        queryParams: { list: { fields: { name: 'text' }, required: ['name'] } },
        tableSize: 'integer',
        type: 'text',
      },
      required: ['type'],
    },
    dynamicModule: { fields: { lbPolicyName: 'text', name: 'text' }, required: ['lbPolicyName', 'name'] },
    endpointOverride: { fields: { extractFrom: { list: { fields: { header: 'text' } } } }, required: ['extractFrom'] },
    slowStart: { fields: { window: 'text' }, required: ['window'] },
    type: 'text',
    zoneAware: {
      fields: {
        preferLocal: {
          fields: {
            force: { fields: { minEndpointsInZoneThreshold: 'integer' } },
            minEndpointsThreshold: 'integer',
            percentageEnabled: 'integer',
          },
        },
        weightedZones: { list: { fields: { weight: 'integer', zone: 'text' }, required: ['weight', 'zone'] } },
      },
    },
  },
  required: ['type'],
};
const HEALTH_CHECK: Shape = {
  fields: {
    active: {
      fields: {
        grpc: { fields: { service: 'text' } },
        healthCheckLog: {
          fields: {
            matches: TEXTS,
            sinks: { list: { fields: { file: { fields: { path: 'text' }, required: ['path'] }, type: 'text' }, required: ['type'] } },
          },
        },
        healthyThreshold: 'integer',
        http: {
          fields: {
            expectedResponse: { fields: { binary: 'text', text: 'text', type: 'text' }, required: ['type'] },
            expectedStatuses: { list: 'integer' },
            hostname: 'text',
            method: 'text',
            path: 'text',
            requestBody: { fields: { binary: 'text', text: 'text', type: 'text' }, required: ['type'] },
            retriableStatuses: { list: 'integer' },
          },
          required: ['path'],
        },
        initialJitter: 'text',
        interval: 'text',
        overrides: { fields: { port: 'integer' } },
        tcp: {
          fields: {
            receive: { fields: { binary: 'text', text: 'text', type: 'text' }, required: ['type'] },
            send: { fields: { binary: 'text', text: 'text', type: 'text' }, required: ['type'] },
          },
        },
        timeout: 'text',
        type: 'text',
        unhealthyThreshold: 'integer',
      },
      required: ['type'],
    },
    panicThreshold: 'integer',
    passive: {
      fields: {
        ...all(
          'integer',
          `
    consecutive5XxErrors consecutiveGatewayErrors consecutiveLocalOriginFailures failurePercentageThreshold
    maxEjectionPercent`,
        ),
        alwaysEjectOneEndpoint: 'boolean',
        baseEjectionTime: 'text',
        interval: 'text',
        splitExternalLocalOriginErrors: 'boolean',
      },
    },
  },
};
const BACKEND_SETTINGS: Shape = {
  fields: {
    circuitBreaker: CIRCUIT_BREAKER,
    connection: CONNECTION,
    dns: DNS,
    healthCheck: HEALTH_CHECK,
    http2: HTTP2,
    loadBalancer: LOAD_BALANCER,
    proxyProtocol: { fields: { version: 'text' }, required: ['version'] },
    retry: RETRY,
    tcpKeepalive: { fields: { idleTime: 'text', interval: 'text', probes: 'integer' } },
    timeout: TIMEOUT,
  },
};

/**
 * The types of the fields of `spec`, by kind. Members that nothing here reads are maps and lists.
 * Source: envoyproxy/gateway@v1.9.1:charts/gateway-crds-helm/templates/generated.
 */
export const ENVOY_GATEWAY_SPECS: { readonly [kind: string]: Shape } = {
  SecurityPolicy: {
    fields: {
      apiKeyAuth: {
        fields: {
          credentialRefs: REFERENCE_2,
          extractFrom: { list: { fields: { cookies: TEXTS, headers: TEXTS, params: TEXTS } } },
          forwardClientIDHeader: 'text',
          sanitize: 'boolean',
        },
        required: ['credentialRefs', 'extractFrom'],
      },
      authorization: {
        fields: {
          defaultAction: 'text',
          rules: {
            list: {
              fields: {
                action: 'text',
                cel: 'text',
                name: 'text',
                operation: { fields: { methods: TEXTS, path: STRING_MATCH } },
                principal: {
                  fields: {
                    clientCIDRs: TEXTS,
                    clientIPGeoLocations: {
                      list: {
                        fields: {
                          anonymous: { fields: { ...all('boolean', 'isAnonymous isHosting isProxy isTor isVPN') } },
                          asn: 'integer',
                          city: 'text',
                          country: 'text',
                          isp: 'text',
                          region: 'text',
                        },
                      },
                    },
                    headers: { list: { fields: { name: 'text', values: TEXTS }, required: ['name', 'values'] } },
                    jwt: {
                      fields: {
                        claims: { list: { fields: { name: 'text', valueType: 'text', values: TEXTS }, required: ['name', 'values'] } },
                        provider: 'text',
                        scopes: TEXTS,
                      },
                      required: ['provider'],
                    },
                  },
                },
              },
              required: ['action'],
            },
          },
        },
      },
      basicAuth: { fields: { forwardUsernameHeader: 'text', users: REFERENCE }, required: ['users'] },
      cors: {
        fields: {
          allowCredentials: 'boolean',
          allowHeaders: TEXTS,
          allowMethods: TEXTS,
          allowOrigins: TEXTS,
          exposeHeaders: TEXTS,
          maxAge: 'text',
        },
      },
      csrf: { fields: { additionalOrigins: TEXTS, shadowFraction: FRACTION } },
      extAuth: {
        fields: {
          bodyToExtAuth: { fields: { maxRequestBytes: 'integer' }, required: ['maxRequestBytes'] },
          contextExtensions: {
            list: {
              fields: {
                name: 'text',
                type: 'text',
                value: 'text',
                valueRef: {
                  fields: { group: 'text', key: 'text', kind: 'text', name: 'text' },
                  required: ['group', 'key', 'kind', 'name'],
                },
              },
              required: ['name', 'type'],
            },
          },
          failOpen: 'boolean',
          grpc: { fields: { backendRef: BACKEND_REF, backendRefs: BACKEND_REFS, backendSettings: BACKEND_SETTINGS } },
          headersToExtAuth: TEXTS,
          http: {
            fields: {
              backendRef: BACKEND_REF,
              backendRefs: BACKEND_REFS,
              backendSettings: BACKEND_SETTINGS,
              headersToBackend: TEXTS,
              path: 'text',
              pathOverride: 'text',
            },
          },
          includeRouteMetadata: 'boolean',
          recomputeRoute: 'boolean',
          statusOnError: 'integer',
          timeout: 'text',
        },
      },
      jwt: {
        fields: {
          failOpen: 'boolean',
          optional: 'boolean',
          providers: {
            list: {
              fields: {
                audiences: TEXTS,
                claimToHeaders: { list: { fields: { claim: 'text', header: 'text' }, required: ['claim', 'header'] } },
                extractFrom: {
                  fields: {
                    cookies: TEXTS,
                    headers: { list: { fields: { name: 'text', valuePrefix: 'text' }, required: ['name'] } },
                    params: TEXTS,
                  },
                },
                issuer: 'text',
                localJWKS: CONTENT,
                name: 'text',
                recomputeRoute: 'boolean',
                remoteJWKS: {
                  fields: {
                    backendRef: BACKEND_REF,
                    backendRefs: BACKEND_REFS,
                    backendSettings: BACKEND_SETTINGS,
                    cacheDuration: 'text',
                    failedRefetchDuration: 'text',
                    uri: 'text',
                  },
                  required: ['uri'],
                },
              },
              required: ['name'],
            },
          },
        },
        required: ['providers'],
      },
      mergeType: 'text',
      oidc: {
        fields: {
          ...all(
            'text',
            `
    clientID cookieDomain csrfTokenTTL defaultRefreshTokenTTL defaultTokenTTL logoutPath redirectURL`,
          ),
          clientIDRef: REFERENCE,
          clientSecret: REFERENCE,
          cookieConfig: { fields: { sameSite: 'text' } },
          cookieNames: { fields: { accessToken: 'text', idToken: 'text' } },
          denyRedirect: { fields: { headers: TYPED_MATCHES }, required: ['headers'] },
          disableTokenEncryption: 'boolean',
          forwardAccessToken: 'boolean',
          forwardIDToken: { fields: { header: 'text' }, required: ['header'] },
          passThroughAuthHeader: 'boolean',
          provider: {
            fields: {
              authorizationEndpoint: 'text',
              backendRef: BACKEND_REF,
              backendRefs: BACKEND_REFS,
              backendSettings: BACKEND_SETTINGS,
              endSessionEndpoint: 'text',
              issuer: 'text',
              tokenEndpoint: 'text',
            },
            required: ['issuer'],
          },
          refreshToken: 'boolean',
          resources: TEXTS,
          scopes: TEXTS,
        },
        required: ['clientSecret', 'provider'],
      },
      targetRef: TARGET_REF,
      targetRefs: TARGET_REFS,
      targetSelectors: TARGET_SELECTORS,
    },
  },
  BackendTrafficPolicy: {
    fields: {
      admissionControl: {
        fields: {
          maxRejectionPercent: 'integer',
          minRequestRate: 'integer',
          minSuccessRate: 'integer',
          rejectionAggression: 'integer',
          samplingWindow: 'text',
          successCriteria: { fields: { grpc: { fields: { statusCodes: TEXTS } }, http: { fields: { statusCodes: { list: 'integer' } } } } },
        },
      },
      bandwidthLimit: {
        fields: {
          request: { fields: { limit: RATE }, required: ['limit'] },
          response: { fields: { limit: RATE, responseTrailers: { fields: { prefix: 'text' } } }, required: ['limit'] },
        },
      },
      circuitBreaker: CIRCUIT_BREAKER,
      compression: COMPRESSIONS,
      compressor: COMPRESSIONS,
      connection: CONNECTION,
      dns: DNS,
      faultInjection: {
        fields: {
          abort: { fields: { grpcStatus: 'integer', httpStatus: 'integer' } },
          delay: { fields: { fixedDelay: 'text' }, required: ['fixedDelay'] },
        },
      },
      healthCheck: HEALTH_CHECK,
      http2: HTTP2,
      httpUpgrade: { list: { fields: { connect: { fields: { terminate: 'boolean' } }, type: 'text' }, required: ['type'] } },
      loadBalancer: LOAD_BALANCER,
      mergeType: 'text',
      proxyProtocol: { fields: { version: 'text' }, required: ['version'] },
      rateLimit: {
        fields: {
          global: { fields: { rules: RATE_LIMIT_RULES }, required: ['rules'] },
          local: { fields: { rules: RATE_LIMIT_RULES } },
          type: 'text',
        },
      },
      requestBuffer: { fields: { limit: 'integer or text' } },
      responseOverride: {
        list: {
          fields: {
            match: {
              fields: {
                responseHeaders: {
                  list: {
                    fields: { name: 'text', value: { fields: { type: 'text', value: 'text' }, required: ['value'] } },
                    required: ['name', 'value'],
                  },
                },
                statusCodes: {
                  list: {
                    fields: {
                      range: { fields: { end: 'integer', start: 'integer' }, required: ['end', 'start'] },
                      type: 'text',
                      value: 'integer',
                    },
                    required: ['type'],
                  },
                },
              },
            },
            redirect: {
              fields: {
                hostname: 'text',
                path: { fields: { replaceFullPath: 'text', replacePrefixMatch: 'text', type: 'text' }, required: ['type'] },
                port: 'integer',
                scheme: 'text',
                statusCode: 'integer',
              },
            },
            response: ANSWER,
            source: 'text',
          },
          required: ['match'],
        },
      },
      retry: RETRY,
      routingType: 'text',
      targetRef: TARGET_REF,
      targetRefs: TARGET_REFS,
      targetSelectors: TARGET_SELECTORS,
      tcpKeepalive: { fields: { idleTime: 'text', interval: 'text', probes: 'integer' } },
      telemetry: {
        fields: {
          metrics: { fields: { routeStatName: 'text' } },
          tracing: {
            fields: {
              clientSamplingFraction: FRACTION,
              customTags: 'map',
              overallSamplingFraction: FRACTION,
              samplingFraction: FRACTION,
              spanName: { fields: { client: 'text', server: 'text' }, required: ['client', 'server'] },
              tags: 'texts',
            },
          },
        },
      },
      timeout: TIMEOUT,
      useClientProtocol: 'boolean',
    },
  },
  ClientTrafficPolicy: {
    fields: {
      clientIPDetection: {
        fields: {
          customHeader: { fields: { failClosed: 'boolean', name: 'text' }, required: ['name'] },
          directSourceIP: 'map',
          xForwardedFor: { fields: { disableXForwardedForAppend: 'boolean', numTrustedHops: 'integer', trustedCIDRs: TEXTS } },
        },
      },
      connection: {
        fields: {
          bufferLimit: 'integer or text',
          connectionLimit: {
            fields: {
              closeDelay: 'text',
              maxConnectionDuration: 'text',
              maxRequestsPerConnection: 'integer',
              maxStreamDuration: 'text',
              value: 'integer',
            },
          },
          maxAcceptPerSocketEvent: 'integer',
          socketBufferLimit: 'integer or text',
        },
      },
      enableProxyProtocol: 'boolean',
      grpc: { fields: { enableWeb: 'boolean' } },
      headers: {
        fields: {
          disableRateLimitHeaders: 'boolean',
          earlyRequestHeaders: HEADER_CHANGES,
          enableEnvoyHeaders: 'boolean',
          host: { fields: { stripTrailingHostDot: 'boolean' } },
          lateResponseHeaders: HEADER_CHANGES,
          preserveXRequestID: 'boolean',
          requestID: 'text',
          withUnderscoresAction: 'text',
          xForwardedClientCert: { fields: { certDetailsToAdd: TEXTS, mode: 'text' } },
        },
      },
      healthCheck: { fields: { path: 'text' }, required: ['path'] },
      http1: {
        fields: {
          disableSafeMaxConnectionDuration: 'boolean',
          enableTrailers: 'boolean',
          http10: { fields: { useDefaultHost: 'boolean' } },
          ignoredUpgradeTypes: STRING_MATCHES,
          preserveHeaderCase: 'boolean',
        },
      },
      http2: HTTP2,
      http3: 'map',
      path: { fields: { disableMergeSlashes: 'boolean', escapedSlashesAction: 'text' } },
      proxyProtocol: { fields: { optional: 'boolean' } },
      scheme: 'text',
      targetRef: TARGET_REF,
      targetRefs: TARGET_REFS,
      targetSelectors: TARGET_SELECTORS,
      tcpKeepalive: { fields: { idleTime: 'text', interval: 'text', probes: 'integer' } },
      timeout: {
        fields: {
          http: {
            fields: {
              idleTimeout: 'text',
              requestHeadersReceivedTimeout: 'text',
              requestReceivedTimeout: 'text',
              streamIdleTimeout: 'text',
            },
          },
          tcp: { fields: { connectionInspectionTimeout: 'text', idleTimeout: 'text', tlsHandshakeTimeout: 'text' } },
        },
      },
      tls: {
        fields: {
          alpnProtocols: TEXTS,
          ciphers: TEXTS,
          clientValidation: {
            fields: {
              allowExpiredCertificate: 'boolean',
              caCertificateRefs: REFERENCE_2,
              certificateHashes: TEXTS,
              crl: { fields: { onlyVerifyLeafCertificate: 'boolean', refs: REFERENCE_2 }, required: ['refs'] },
              mode: 'text',
              optional: 'boolean',
              spkiHashes: TEXTS,
              subjectAltNames: {
                fields: {
                  dnsNames: STRING_MATCHES,
                  emailAddresses: STRING_MATCHES,
                  ipAddresses: STRING_MATCHES,
                  otherNames: { list: { fields: { oid: 'text', type: 'text', value: 'text' }, required: ['oid', 'value'] } },
                  uris: STRING_MATCHES,
                },
              },
            },
          },
          ecdhCurves: TEXTS,
          fingerprints: TEXTS,
          maxVersion: 'text',
          minVersion: 'text',
          session: { fields: { resumption: { fields: { stateful: 'map', stateless: 'map' } } } },
          signatureAlgorithms: TEXTS,
        },
      },
    },
  },
  HTTPRouteFilter: {
    fields: {
      credentialInjection: {
        fields: { credential: { fields: { valueRef: REFERENCE }, required: ['valueRef'] }, header: 'text', overwrite: 'boolean' },
        required: ['credential'],
      },
      directResponse: ANSWER,
      matches: { list: { fields: { cookies: TYPED_MATCHES } } },
      urlRewrite: {
        fields: {
          appendXForwardedHost: 'boolean',
          hostname: { fields: { header: 'text', pathRegex: PATH_REGEX, type: 'text' }, required: ['type'] },
          path: { fields: { replaceRegexMatch: PATH_REGEX, type: 'text' }, required: ['type'] },
        },
      },
    },
  },
  Backend: {
    fields: {
      appProtocols: TEXTS,
      endpoints: {
        list: {
          fields: {
            fqdn: { fields: { hostname: 'text', port: 'integer' }, required: ['hostname', 'port'] },
            hostname: 'text',
            ip: { fields: { address: 'text', port: 'integer' }, required: ['address', 'port'] },
            unix: { fields: { path: 'text' }, required: ['path'] },
            zone: 'text',
          },
        },
      },
      fallback: 'boolean',
      tls: {
        fields: {
          alpnProtocols: TEXTS,
          autoSNIFromEndpointHostname: 'boolean',
          caCertificateRefs: { list: LOCAL_REFERENCE },
          ciphers: TEXTS,
          clientCertificateRef: REFERENCE,
          ecdhCurves: TEXTS,
          fingerprints: TEXTS,
          insecureSkipVerify: 'boolean',
          maxVersion: 'text',
          minVersion: 'text',
          signatureAlgorithms: TEXTS,
          sni: 'text',
          wellKnownCACertificates: 'text',
        },
      },
      type: 'text',
    },
  },
  EnvoyExtensionPolicy: {
    fields: {
      dynamicModule: { list: 'map' },
      extProc: { list: 'map' },
      lua: { list: 'map' },
      mergeType: 'text',
      targetRef: TARGET_REF,
      targetRefs: TARGET_REFS,
      targetSelectors: TARGET_SELECTORS,
      wasm: { list: 'map' },
    },
  },
  EnvoyPatchPolicy: {
    fields: { jsonPatches: { list: 'map' }, priority: 'integer', targetRef: LOCAL_REFERENCE, type: 'text' },
    required: ['targetRef', 'type'],
  },
  EnvoyProxy: {
    fields: {
      ...all('map', 'backendTLS bootstrap geoIP logging mergeBackends provider shutdown telemetry'),
      concurrency: 'integer',
      dynamicModules: { list: 'map' },
      extraArgs: TEXTS,
      filterOrder: { list: { fields: { after: 'text', before: 'text', name: 'text' }, required: ['name'] } },
      ipFamily: 'text',
      luaValidation: 'text',
      mergeGateways: 'boolean',
      mergeType: 'text',
      preserveRouteOrder: 'boolean',
      routingType: 'text',
    },
  },
};
