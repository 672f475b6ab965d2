import { object, type Shape } from '../../kinds/shapes';
import type { RoutingKinds } from '../dialect';
import { EVERY_KIND, type OwnKind } from './own-kinds';
import { ENVOY_GATEWAY_SPECS } from './own-shapes/envoy-gateway';
import { ISTIO_SPECS } from './own-shapes/istio';

/**
 * The fields that concern routes; v1 and v1beta1 have the same.
 *
 * Source: kubernetes-sigs/gateway-api@v1.6.1:apis/v1 (httproute_types.go, tlsroute_types.go, gateway_types.go, listenerset_types.go, gatewayclass_types.go,
 * backendtlspolicy_types.go, shared_types.go), apis/v1beta1/referencegrant_types.go.
 */
export const GROUP = 'gateway.networking.k8s.io';

const LIST_OF_TEXTS: Shape = { list: 'text' };

const PARENT_REF: Shape = {
  fields: { group: 'text', kind: 'text', namespace: 'text', name: 'text', sectionName: 'text', port: 'integer' },
  required: ['name'],
};

const OBJECT_REF = { group: 'text', kind: 'text', namespace: 'text', name: 'text', port: 'integer' } as const;

const PATH_MODIFIER: Shape = { fields: { type: 'text', replaceFullPath: 'text', replacePrefixMatch: 'text' }, required: ['type'] };

const HEADERS: Shape = { list: { fields: { name: 'text', value: 'text' }, required: ['name', 'value'] } };

const HEADER_MODIFIER: Shape = { fields: { set: HEADERS, add: HEADERS, remove: LIST_OF_TEXTS } };

const FILTERS: Shape = {
  list: {
    fields: {
      type: 'text',
      requestHeaderModifier: HEADER_MODIFIER,
      responseHeaderModifier: HEADER_MODIFIER,
      requestMirror: {
        fields: { backendRef: { fields: OBJECT_REF, required: ['name'] }, percent: 'integer', fraction: 'map' },
        required: ['backendRef'],
      },
      requestRedirect: { fields: { scheme: 'text', hostname: 'text', path: PATH_MODIFIER, port: 'integer', statusCode: 'integer' } },
      urlRewrite: { fields: { hostname: 'text', path: PATH_MODIFIER } },
      cors: 'map',
      extensionRef: { fields: { group: 'text', kind: 'text', name: 'text' }, required: ['kind', 'name'] },
    },
    required: ['type'],
  },
};

const VALUE_MATCHES: Shape = { list: { fields: { type: 'text', name: 'text', value: 'text' }, required: ['name', 'value'] } };

const HTTP_ROUTE = object({
  spec: {
    fields: {
      parentRefs: { list: PARENT_REF },
      hostnames: LIST_OF_TEXTS,
      rules: {
        list: {
          fields: {
            name: 'text',
            matches: {
              list: {
                fields: {
                  path: { fields: { type: 'text', value: 'text' } },
                  method: 'text',
                  headers: VALUE_MATCHES,
                  queryParams: VALUE_MATCHES,
                },
              },
            },
            filters: FILTERS,
            backendRefs: { list: { fields: { ...OBJECT_REF, weight: 'integer', filters: FILTERS }, required: ['name'] } },
            timeouts: { fields: { request: 'text', backendRequest: 'text' } },
            retry: 'map',
            sessionPersistence: 'map',
          },
        },
      },
    },
  },
});

/** v1 since Gateway API v1.5, v1alpha2 and v1alpha3 before. */
const TLS_ROUTE = object({
  spec: {
    fields: {
      parentRefs: { list: PARENT_REF },
      hostnames: LIST_OF_TEXTS,
      rules: {
        list: { fields: { name: 'text', backendRefs: { list: { fields: { ...OBJECT_REF, weight: 'integer' }, required: ['name'] } } } },
      },
    },
  },
});

/** Only what it may take is read. */
const GRPC_ROUTE = object({
  spec: {
    fields: { parentRefs: { list: PARENT_REF }, hostnames: LIST_OF_TEXTS, rules: { list: { fields: { matches: { list: 'map' } } } } },
  },
});

const LISTENERS: Shape = {
  list: {
    fields: {
      name: 'text',
      hostname: 'text',
      port: 'integer',
      protocol: 'text',
      tls: {
        fields: { mode: 'text', certificateRefs: { list: { fields: OBJECT_REF, required: ['name'] } }, options: 'map' },
      },
      allowedRoutes: {
        fields: {
          namespaces: { fields: { from: 'text', selector: 'map' } },
          kinds: { list: { fields: { group: 'text', kind: 'text' }, required: ['kind'] } },
        },
      },
    },
    required: ['name', 'port', 'protocol'],
  },
};

const REFERENCE_GRANT = object({
  spec: {
    fields: {
      from: { list: { fields: { group: 'text', kind: 'text', namespace: 'text' }, required: ['kind', 'namespace'] } },
      to: { list: { fields: { group: 'text', kind: 'text', name: 'text' }, required: ['kind'] } },
    },
  },
});

const BACKEND_TLS_POLICY = object({
  spec: {
    fields: {
      targetRefs: { list: { fields: { group: 'text', kind: 'text', name: 'text', sectionName: 'text' }, required: ['kind', 'name'] } },
      validation: 'map',
    },
  },
});

/** Every implementation reads them. */
const SHARED = { apiGroup: GROUP, shared: true } as const;

const kinds: RoutingKinds = {
  HTTPRoute: { ...SHARED, holdsRoutes: true, shape: HTTP_ROUTE },
  Gateway: {
    ...SHARED,
    shape: object({
      spec: { fields: { gatewayClassName: 'text', listeners: LISTENERS, infrastructure: 'map', allowedListeners: 'map', tls: 'map' } },
    }),
  },
  TLSRoute: { ...SHARED, holdsRoutes: true, shape: TLS_ROUTE },
  GRPCRoute: { ...SHARED, holdsRoutes: true, shape: GRPC_ROUTE },
  GatewayClass: { ...SHARED, shape: object({ spec: { fields: { controllerName: 'text', parametersRef: 'map' } } }) },
  ListenerSet: { ...SHARED, shape: object({ spec: { fields: { parentRef: PARENT_REF, listeners: LISTENERS } } }) },
  ReferenceGrant: { ...SHARED, shape: REFERENCE_GRANT },
  BackendTLSPolicy: { ...SHARED, shape: BACKEND_TLS_POLICY },
};

/** What the own kinds of an implementation refer to. */
const REFERRED: readonly Pick<OwnKind, 'kind' | 'group'>[] = [
  { kind: 'EnvoyProxy', group: 'gateway.envoyproxy.io' },
  { kind: 'Backend', group: 'gateway.envoyproxy.io' },
  { kind: 'GatewayExtension', group: 'gateway.kgateway.dev' },
];

/** The types of what is read of own kinds, by group. Objects of other groups are not read, and leave answers undecided. */
function specsOf(group: string): { readonly [kind: string]: Shape } {
  if (group === 'gateway.envoyproxy.io') return ENVOY_GATEWAY_SPECS;
  return ['extensions.istio.io', 'networking.istio.io', 'security.istio.io'].includes(group) ? ISTIO_SPECS : {};
}

/** The kinds that a reader reads: only the implementation's own show that it is there. Those that another dialect reads are its matter. */
export function kindsOf(own: readonly OwnKind[], elsewhere: readonly string[]): RoutingKinds {
  const mine = [...own, ...REFERRED.filter(({ group }) => own.some((one) => one.group === group))];
  const entries = mine
    .filter(({ kind }) => !elsewhere.includes(kind))
    .map(
      ({ kind, group }) =>
        [
          kind,
          {
            apiGroup: group,
            shared: own === EVERY_KIND,
            // Made when an object of the kind is read.
            get shape() {
              return object({ spec: specsOf(group)[kind] ?? 'map' });
            },
          },
        ] as const,
    );
  return { ...kinds, ...Object.fromEntries(entries) };
}
