import { type ClusterView, itemsOf } from '../../../kinds/cluster-view';
import { DEFAULT_NAMESPACE, list, record, text, texts } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import { hasSecret } from '../../../kinds/secrets';
import { bytesOf } from '../../../regex/pcre2/bytes';
import { regexOf } from '../../../regex/re2/regex';
import { escapePath, isEncodedPath, unescapePath } from '../../../table/codecs/go/escape';
import type { Effect, EffectName, EffectValue } from '../../../table/effects';
import type { Condition, Origin, Step } from '../../../table/routing-table';
import { deniedEscapes, denyEscapes } from './escapes';
import { externalAuth } from './gates';
import { goTemplate } from './go-template';
import { normalizeName } from './normalize-name';
import type { StaticOptions } from './options';
import { redirectRegex, redirectScheme } from './redirects';

/** What a Middleware does to requests, or why it cannot be built. */
export interface MiddlewareAction {
  readonly steps: readonly Step[];
  readonly effects: readonly Effect[];
}

export type BuiltMiddleware = MiddlewareAction | { readonly invalid: string };

/** The Middlewares of a cluster, by the names that routers use. */
export type Middlewares = (name: string, by: Origin) => BuiltMiddleware;

type Values = { readonly [field: string]: unknown };
type Builder = (values: Values, origin: Origin, around: Around) => BuiltMiddleware;

interface Around {
  readonly others: Middlewares;
  readonly namespace: string;
  readonly cluster: ClusterView;
}

const MOST_NESTING = 20;

/**
 * traefik/traefik@v3.7.13:pkg/provider/kubernetes/crd/kubernetes.go (`loadConfigurationFromCRD`), pkg/server/middleware/middlewares.go.
 */
export function middlewaresOf(
  objects: readonly KubeObject[],
  cluster: ClusterView,
  { hasProvider }: Partial<Pick<StaticOptions, 'hasProvider'>> = {},
): Middlewares {
  const byName = new Map<string, KubeObject>(
    objects
      .flatMap(itemsOf)
      .filter(({ kind, apiVersion }) => kind === 'Middleware' && apiVersion.startsWith('traefik.io/'))
      .map((object) => [qualifiedName(object.metadata.namespace ?? DEFAULT_NAMESPACE, object.metadata.name), object] as const),
  );
  /** What is not among the manifests, or comes from a provider that reads something else. */
  const mayExist = (name: string): boolean => {
    const provider = /@([^@]+)$/.exec(name)?.[1];
    if (provider === undefined || provider === 'kubernetes' || provider === 'kubernetesingressnginx') return false;
    return !cluster.complete || (provider !== 'kubernetescrd' && hasProvider?.(provider) === true);
  };
  let depth = 0;
  const build: Middlewares = (name, by) => {
    const object = byName.get(name);
    if (object === undefined) return mayExist(name) ? unknown(name, by) : { invalid: `middleware "${name}" does not exist` };
    if (depth === MOST_NESTING) return { invalid: `middleware "${name}" leads to itself` };
    depth++;
    const built = buildMiddleware(object, build, cluster);
    depth--;
    return built;
  };
  return build;
}

/** pkg/provider/kubernetes/crd/name_builder.go (`makeID`). */
export const qualifiedName = (namespace: string, name: string): string => `${normalizeName(`${namespace}-${name}`)}@kubernetescrd`;

/** It may be there, but not among the manifests. */
const unknown = (name: string, origin: Origin): MiddlewareAction => ({
  steps: [{ kind: 'when', conditions: [], outcome: { kind: 'undecided', because: `what middleware "${name}" does is not known` }, origin }],
  effects: [],
});

/** All in the order in which they are named. `by`: what names them. */
export function chain(names: readonly string[], middlewares: Middlewares, by: Origin): BuiltMiddleware {
  const steps: Step[] = [];
  const effects: Effect[] = [];
  for (const name of names) {
    const built = middlewares(name, by);
    if ('invalid' in built) return built;
    steps.push(...built.steps);
    effects.push(...built.effects);
  }
  return { steps, effects };
}

function buildMiddleware(
  { kind, metadata: { name, namespace = DEFAULT_NAMESPACE }, spec }: KubeObject,
  others: Middlewares,
  cluster: ClusterView,
): BuiltMiddleware {
  const members = Object.entries(record(spec)).filter(([, value]) => value !== undefined && value !== null);
  const [member, ...more] = members;
  if (member === undefined) return { invalid: `Middleware ${namespace}/${name} has no type` };
  if (more.length > 0) return { invalid: `Middleware ${namespace}/${name} has several types` };
  const [type, values] = member;
  const builder = Object.hasOwn(BUILDERS, type) ? BUILDERS[type as keyof typeof BUILDERS] : undefined;
  if (builder === undefined) return { invalid: `Middleware ${namespace}/${name} has the unknown type "${type}"` };
  return builder(record(values), { kind, namespace, name, field: `spec.${type}` }, { others, namespace, cluster });
}

const rewrites =
  (read: (values: Values) => Extract<Step, { kind: 'rewrite' }>['rewrite'] | { readonly invalid: string }): Builder =>
  (values, origin) => {
    const rewrite = read(values);
    return 'invalid' in rewrite ? rewrite : { steps: [{ kind: 'rewrite', rewrite, origin }], effects: [] };
  };

const does =
  (effect: EffectName): Builder =>
  (values, origin) => ({ steps: [], effects: [{ effect, value: values as EffectValue, origin }] });

const BUILDERS: { readonly [type: string]: Builder } = {
  addPrefix: rewrites(({ prefix }) =>
    text(prefix) === '' ? { invalid: 'prefix cannot be empty' } : { kind: 'addPrefix', prefix: text(prefix) },
  ),
  stripPrefix: rewrites(({ prefixes, forceSlash }) => ({
    kind: 'stripPrefix',
    prefixes: list(prefixes).map((one) => text(one).trim()),
    ...(forceSlash === true ? { slash: true } : {}),
  })),
  stripPrefixRegex: rewrites(({ regex }) => {
    const patterns = list(regex).map((one) => text(one).trim());
    return wrongPattern(patterns) ?? { kind: 'stripPrefixRegex', patterns };
  }),
  replacePath: replacePath,
  replacePathRegex: rewrites(({ regex, replacement }) => {
    const pattern = text(regex).trim();
    return (
      wrongPattern([pattern]) ?? {
        kind: 'replaceMatches',
        pattern,
        caseSensitive: true,
        substitution: goTemplate(text(replacement).trim(), pattern),
      }
    );
  }),
  redirectScheme: ({ scheme, port, permanent }, origin) =>
    text(scheme) === ''
      ? { invalid: 'you must provide a target scheme' }
      : { steps: [redirectScheme(text(scheme), text(port), { permanent: permanent === true, always308: false }, origin)], effects: [] },
  redirectRegex: ({ regex, replacement, permanent }, origin) =>
    wrongPattern([text(regex)]) ?? {
      steps: [redirectRegex({ pattern: text(regex), replacement: text(replacement) }, { permanent: permanent === true }, origin)],
      effects: [],
    },
  chain: ({ middlewares }, origin, { others, namespace }) =>
    chain(
      list(middlewares).map((one) => {
        const { name, namespace: other } = record(one);
        return text(name).includes('@') ? text(name) : qualifiedName(text(other) || namespace, text(name));
      }),
      others,
      origin,
    ),
  ipAllowList: allowList,
  ipWhiteList: allowList,
  basicAuth: credentials,
  digestAuth: credentials,
  forwardAuth: (values, origin) =>
    text(values.address) === ''
      ? { invalid: 'forward authentication requires an address' }
      : {
          steps: [{ kind: 'gate', gate: externalAuth(text(values.address)), origin }],
          effects: [{ effect: 'externalAuth', value: values as EffectValue, origin }],
        },
  headers,
  rateLimit: does('rateLimit'),
  inFlightReq: does('connectionLimit'),
  buffering,
  circuitBreaker: does('backendConnections'),
  compress: does('compression'),
  contentType: does('mediaType'),
  encodedCharacters: (values, origin) => {
    const allowed = new Set(Object.entries(values).flatMap(([name, value]) => (value === true ? name.toLowerCase() : [])));
    const denied = deniedEscapes((name) => allowed.has(name));
    return { steps: denied === undefined ? [] : [denyEscapes(denied, [], origin)], effects: [] };
  },
  errors: does('customErrors'),
  grpcWeb: does('backendHttpVersion'),
  passTLSClientCert: does('requestHeaders'),
  plugin: (values, origin) => ({ steps: [], effects: [{ effect: 'snippet', value: { unknown: JSON.stringify(values) }, origin }] }),
  retry: does('retries'),
};

/** The path is not cleaned, and escaped anew only if it is no path as it is. */
function replacePath({ path }: Values, origin: Origin): BuiltMiddleware {
  const written = bytesOf(text(path));
  const decoded = unescapePath(written);
  if (decoded === undefined)
    return {
      steps: [{ kind: 'when', conditions: [], outcome: { kind: 'answer', status: 500, because: 'the path has a broken escape' }, origin }],
      effects: [],
    };
  const rewrite = { kind: 'replacePath', path: isEncodedPath(written) ? written : escapePath(decoded) } as const;
  return { steps: [{ kind: 'rewrite', rewrite, origin }], effects: [] };
}

function allowList({ sourceRange, rejectStatusCode }: Values, origin: Origin): BuiltMiddleware {
  const allow = list(sourceRange).map((one) => text(one).trim());
  if (allow.length === 0) return { invalid: 'sourceRange is empty' };
  const status = typeof rejectStatusCode === 'number' && rejectStatusCode !== 0 ? rejectStatusCode : 403;
  return { steps: [{ kind: 'gate', gate: { kind: 'clientAddress', allow, deny: [], status }, origin }], effects: [] };
}

/** Without the Secret there is no Middleware, and then no router. */
function credentials({ realm, secret }: Values, origin: Origin, { namespace, cluster }: Around): BuiltMiddleware {
  const name = `${namespace}/${text(secret)}`;
  if (text(secret) === '') return { invalid: 'auth secret must be set' };
  if (cluster.complete && !hasSecret(cluster, name)) return { invalid: `there is no Secret ${name}` };
  return {
    steps: [{ kind: 'gate', gate: { kind: 'credentials', status: 401 }, origin }],
    effects: [{ effect: 'basicAuth', value: { realm: text(realm) || 'traefik', users: text(secret) }, origin }],
  };
}

function buffering(values: Values, origin: Origin): BuiltMiddleware {
  const { maxRequestBodyBytes, ...rest } = values;
  return {
    steps: [],
    effects: [
      ...(typeof maxRequestBodyBytes === 'number' ? [{ effect: 'requestBodyBytes', value: maxRequestBodyBytes, origin } as const] : []),
      { effect: 'requestBuffering', value: rest as EffectValue, origin },
    ],
  };
}

const present = (name: string): Condition => ({ kind: 'header', name, test: { kind: 'matches', pattern: '.', caseSensitive: true } });

/** What asks for permission before a request of another origin. */
const PREFLIGHT: readonly Condition[] = [
  { kind: 'method', methods: ['OPTIONS'] },
  present('Access-Control-Request-Method'),
  present('Origin'),
];

/** traefik/traefik@v3.7.13:pkg/middlewares/headers/header.go (`processCorsHeaders`): preflight requests are answered right here. */
export const answerPreflight = (origin: Origin): Step => ({
  kind: 'when',
  conditions: PREFLIGHT,
  outcome: { kind: 'answer', status: 200, because: 'a preflight request is answered by Traefik' },
  origin,
});

function headers(values: Values, origin: Origin): BuiltMiddleware {
  const effects: Effect[] = [];
  const { customRequestHeaders, customResponseHeaders, ...rest } = values;
  const cors = Object.fromEntries(Object.entries(rest).filter(([name]) => name.startsWith('accessControl') || name === 'addVaryHeader'));
  const secure = Object.fromEntries(Object.entries(rest).filter(([name]) => !Object.hasOwn(cors, name)));
  for (const [name, value] of Object.entries(texts(customRequestHeaders)))
    if (name.toLowerCase() === 'host' && value !== '') effects.push({ effect: 'upstreamHost', value, origin });
  const others = Object.entries(texts(customRequestHeaders)).filter(([name, value]) => name.toLowerCase() !== 'host' || value === '');
  if (others.length > 0) effects.push({ effect: 'requestHeaders', value: Object.fromEntries(others), origin });
  if (customResponseHeaders !== undefined) effects.push({ effect: 'responseHeaders', value: texts(customResponseHeaders), origin });
  if (Object.keys(secure).length > 0) effects.push({ effect: 'responseHeaders', value: secure as EffectValue, origin });
  if (Object.keys(cors).length > 0) effects.push({ effect: 'cors', value: cors as EffectValue, origin });
  return { steps: Object.keys(cors).length > 0 ? [answerPreflight(origin)] : [], effects };
}

function wrongPattern(patterns: readonly string[]): { readonly invalid: string } | undefined {
  for (const pattern of patterns) {
    const regex = regexOf(pattern, true);
    if (regex.kind === 'refused') return { invalid: `"${pattern}" is no regular expression: ${regex.because}` };
  }
  return undefined;
}
