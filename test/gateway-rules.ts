import type { AnyObject } from './kubernetes-rules';

/**
 * What the CRDs of Gateway API v1.6.1 say in CEL, for the fields that this project writes
 * (kubernetes-sigs/gateway-api@v1.6.1:config/crd/standard).
 */

interface ParentRef {
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
}

interface Filter {
  readonly type: string;
  readonly requestRedirect?: { readonly path?: PathModifier };
  readonly urlRewrite?: { readonly path?: PathModifier };
}

interface PathModifier {
  readonly type: string;
}

interface Match {
  readonly path?: { readonly type?: string; readonly value?: string };
}

interface Rule {
  readonly matches?: readonly Match[];
  readonly filters?: readonly Filter[];
  readonly backendRefs?: readonly { readonly port?: number }[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
}

interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
  readonly tls?: { readonly mode?: string; readonly certificateRefs?: readonly unknown[] };
}

const twice = (texts: readonly string[]): readonly string[] => texts.filter((text, index) => texts.indexOf(text) !== index);

function httpRoute({ spec }: AnyObject): string[] {
  const { parentRefs = [], rules = [] } = spec as { readonly parentRefs?: readonly ParentRef[]; readonly rules?: readonly Rule[] };
  const parents = parentRefs.map(({ namespace = '', name, sectionName = '' }) => `${namespace}/${name} ${sectionName}`);
  const matches = rules.reduce((sum, rule) => sum + (rule.matches?.length ?? 1), 0);
  return [
    ...twice(parents).map((parent) => `spec.parentRefs: ${parent} is there twice`),
    ...(parents.length > 1 && parents.some((parent) => parent.endsWith(' ')) ? ['spec.parentRefs: sectionName must be given'] : []),
    ...(matches > 128 ? [`spec.rules: ${matches} matches are more than 128`] : []),
    ...rules.flatMap((rule, index) => ruleProblems(rule).map((problem) => `spec.rules[${index}]${problem}`)),
  ];
}

function ruleProblems({ matches = [], filters = [], backendRefs = [], timeouts }: Rule): string[] {
  const types = filters.map(({ type }) => type);
  const modifiers = filters.map(({ requestRedirect, urlRewrite }) => (requestRedirect ?? urlRewrite)?.path?.type);
  const onePrefix = matches.length === 1 && (matches[0]?.path?.type ?? 'PathPrefix') === 'PathPrefix';
  const { request, backendRequest } = timeouts ?? {};
  return [
    ...matches.flatMap(({ path = {} }, index) => pathProblems(path).map((problem) => `.matches[${index}].path.value: ${problem}`)),
    ...(types.includes('RequestRedirect') && backendRefs.length > 0 ? ['.filters: RequestRedirect beside backendRefs'] : []),
    ...(types.includes('RequestRedirect') && types.includes('URLRewrite') ? ['.filters: RequestRedirect beside URLRewrite'] : []),
    ...twice(types.filter((type) => !['RequestMirror', 'ExtensionRef'].includes(type))).map((type) => `.filters: ${type} is there twice`),
    ...(modifiers.includes('ReplacePrefixMatch') && !onePrefix ? ['.filters: ReplacePrefixMatch needs one PathPrefix match'] : []),
    ...backendRefs.flatMap(({ port }, index) => (port === undefined ? [`.backendRefs[${index}]: a Service needs a port`] : [])),
    ...(request !== undefined && backendRequest !== undefined && parseInt(backendRequest, 10) > parseInt(request, 10)
      ? ['.timeouts: backendRequest is longer than request']
      : []),
  ];
}

function pathProblems({ type = 'PathPrefix', value = '/' }: NonNullable<Match['path']>): string[] {
  if (type === 'RegularExpression') return [];
  if (!value.startsWith('/')) return [`"${value}" must begin with "/"`];
  const bad = ['//', '/./', '/../', '%2f', '%2F', '#'].find((text) => value.includes(text));
  if (bad !== undefined) return [`"${value}" must not contain "${bad}"`];
  if (/\/\.{1,2}$/.test(value)) return [`"${value}" must not end in a dot segment`];
  return /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(value) ? [] : [`"${value}" has a character that is not allowed`];
}

function gateway({ spec }: AnyObject): string[] {
  const { listeners = [] } = spec as { readonly listeners?: readonly Listener[] };
  return [
    ...twice(listeners.map(({ name }) => name)).map((name) => `spec.listeners: name "${name}" is there twice`),
    ...twice(listeners.map(({ port, protocol, hostname = '' }) => `${port} ${protocol} ${hostname}`)).map(
      (key) => `spec.listeners: ${key} is there twice`,
    ),
    ...listeners.flatMap(({ name, protocol, tls }) =>
      protocol === 'HTTPS' && (tls?.certificateRefs ?? []).length === 0 ? [`spec.listeners: ${name} has no certificate`] : [],
    ),
    ...listeners.flatMap(({ name, protocol, tls }) =>
      protocol === 'HTTP' && tls !== undefined ? [`spec.listeners: ${name} has tls`] : [],
    ),
  ];
}

export const GATEWAY_RULES: { readonly [kind: string]: (object: AnyObject) => string[] } = { HTTPRoute: httpRoute, Gateway: gateway };
