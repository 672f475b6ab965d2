import { all, type Shape } from '../../../kinds/shapes';

const TEXTS: Shape = { list: 'text' };
const TARGET_REF: Shape = { fields: { group: 'text', kind: 'text', name: 'text', namespace: 'text' }, required: ['kind', 'name'] };
const TARGET_REFS: Shape = { list: TARGET_REF };

/**
 * The types of the fields of `spec`, by kind. Members that nothing here reads are maps and lists.
 * Source: istio/istio@86c9f01fd735:manifests/charts/base/files/crd-all.gen.yaml.
 */
export const ISTIO_SPECS: { readonly [kind: string]: Shape } = {
  AuthorizationPolicy: {
    fields: {
      action: 'text',
      provider: { fields: { name: 'text' } },
      rules: {
        list: {
          fields: {
            from: {
              list: {
                fields: {
                  source: {
                    fields: {
                      ipBlocks: TEXTS,
                      namespaces: TEXTS,
                      notIpBlocks: TEXTS,
                      notNamespaces: TEXTS,
                      notPrincipals: TEXTS,
                      notRemoteIpBlocks: TEXTS,
                      notRequestPrincipals: TEXTS,
                      notServiceAccounts: TEXTS,
                      notTrustDomains: TEXTS,
                      principals: TEXTS,
                      remoteIpBlocks: TEXTS,
                      requestPrincipals: TEXTS,
                      serviceAccounts: TEXTS,
                      trustDomains: TEXTS,
                    },
                  },
                },
              },
            },
            to: {
              list: {
                fields: {
                  operation: {
                    fields: {
                      hosts: TEXTS,
                      methods: TEXTS,
                      notHosts: TEXTS,
                      notMethods: TEXTS,
                      notPaths: TEXTS,
                      notPorts: TEXTS,
                      paths: TEXTS,
                      ports: TEXTS,
                    },
                  },
                },
              },
            },
            when: { list: { fields: { key: 'text', notValues: TEXTS, values: TEXTS }, required: ['key'] } },
          },
        },
      },
      selector: { fields: { matchLabels: 'texts' } },
      targetRef: TARGET_REF,
      targetRefs: TARGET_REFS,
    },
  },
  RequestAuthentication: {
    fields: {
      jwtRules: {
        list: {
          fields: {
            ...all('text', 'issuer jwks jwks_uri jwksUri outputPayloadToHeader presence timeout'),
            audiences: TEXTS,
            forwardOriginalToken: 'boolean',
            fromCookies: TEXTS,
            fromHeaders: { list: { fields: { name: 'text', prefix: 'text' }, required: ['name'] } },
            fromParams: TEXTS,
            outputClaimToHeaders: { list: { fields: { claim: 'text', header: 'text' }, required: ['header', 'claim'] } },
            spaceDelimitedClaims: TEXTS,
          },
        },
      },
      selector: { fields: { matchLabels: 'texts' } },
      targetRef: TARGET_REF,
      targetRefs: TARGET_REFS,
    },
  },
  WasmPlugin: {
    fields: {
      ...all(
        'text',
        `
    failStrategy imagePullPolicy imagePullSecret phase pluginName sha256 type url verificationKey`,
      ),
      match: { list: 'map' },
      pluginConfig: 'map',
      priority: 'integer',
      selector: { fields: { matchLabels: 'texts' } },
      targetRef: TARGET_REF,
      targetRefs: TARGET_REFS,
      vmConfig: 'map',
    },
    required: ['url'],
  },
  EnvoyFilter: {
    fields: {
      configPatches: { list: 'map' },
      priority: 'integer',
      targetRefs: TARGET_REFS,
      workloadSelector: { fields: { labels: 'texts' } },
    },
  },
};
