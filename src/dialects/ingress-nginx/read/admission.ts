import type { ClusterView } from '../../../kinds/cluster-view';
import type { IngressView } from '../../../kinds/ingress-view';
import type { ReadScope } from '../../../kinds/read-scope';
import { annotationField } from '../../../table/origin';
import { isStrictPath, isSuspicious } from '../inspection';
import type { Rejected } from './annotations';
import { foreignTo } from './classes';
import { type ParsedIngress, parsedIngress } from './ingresses';
import { OverlapIndex } from './overlap';
import { parseAnnotations } from './parsed-annotations';
import { configSwitch, configText, type Settings } from './settings';

/** An Ingress and what became of it. */
export interface Verdict {
  readonly view: IngressView;
  /** Why admission refuses it. */
  readonly refused: Reason | undefined;
  /** Whether it is there. */
  readonly applied: boolean;
  /** Why it belongs to another controller. */
  readonly foreign: string | undefined;
  /** Why the controller ignores it although it is there. */
  readonly ignored: { readonly because: string; readonly field: string } | undefined;
  /** What the controller keeps of it, if it does. */
  readonly parsed: ParsedIngress | undefined;
}

/**
 * Lets Ingresses in, one after the other, each beside those that are there already, and says which of them the controller takes.
 *
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: internal/ingress/controller/controller.go (`CheckIngress`),
 * internal/ingress/inspector, internal/ingress/controller/store/store.go (the event handlers, `syncIngress`).
 */
export function admit(cluster: ClusterView, settings: Settings, scope: ReadScope): readonly Verdict[] {
  const overlap = new OverlapIndex(settings);
  const verdicts = new Map<IngressView, Verdict>();
  // Objects that the API server has accepted come first.
  const inOrder = [...cluster.ingresses.filter(({ admitted }) => admitted), ...cluster.ingresses.filter(({ admitted }) => !admitted)];
  for (const view of inOrder) {
    const foreign = foreignTo(view, cluster, settings, scope);
    const annotations = foreign === undefined ? parseAnnotations(view, cluster, settings) : undefined;
    const parsed = annotations === undefined || 'because' in annotations ? undefined : parsedIngress(view, annotations);
    const rejected = annotations !== undefined && 'because' in annotations ? annotations : undefined;
    const suspicious = settings.deepInspect ? suspiciousText(view) : undefined;
    const refused = settings.webhook ? (suspicious ?? refusal(view, foreign, parsed, rejected, settings, overlap)) : undefined;
    const bypass = scope.admission === undefined ? view.admitted : scope.admission === 'bypass';
    const applied = refused === undefined || bypass;
    const ignored = foreign === undefined ? (suspicious ?? ignorance(view, rejected, settings)) : undefined;
    const taken = applied && ignored === undefined ? parsed : undefined;
    if (taken !== undefined) overlap.add(taken);
    verdicts.set(view, { view, refused, applied, foreign, ignored, parsed: taken });
  }
  return cluster.ingresses.map((view) => verdicts.get(view) as Verdict);
}

interface Reason {
  readonly because: string;
  readonly field: string;
  readonly unless?: string;
  readonly fix?: string;
}

/** An option of the config map that lets pass what is refused. */
const unlessOption = (name: string, value: string): string => `its config map sets ${name} to "${value}"`;

const setOptions = (what: string, options: string): string =>
  `remove ${what}; or, if whoever may write Ingresses may also control the controller, set ${options} in its config map`;

function refusal(
  view: IngressView,
  foreign: string | undefined,
  parsed: ParsedIngress | undefined,
  rejected: Rejected | undefined,
  settings: Settings,
  overlap: OverlapIndex,
): Reason | undefined {
  if (foreign !== undefined) return undefined;
  if (settings.disableCatchAll && view.defaultBackend !== undefined)
    return { because: 'the controller takes no default backends (--disable-catch-all)', field: 'spec.defaultBackend' };
  const path = configSwitch(settings, 'strict-validate-path-type', true) ? strictPath(view) : undefined;
  if (path !== undefined) return path;
  const word = blockedWord(view, settings, true) ?? blockedSnippet(view, settings);
  if (word !== undefined) return word;
  if (rejected !== undefined) return reasonOf(rejected);
  const because = parsed === undefined ? undefined : overlap.check(parsed);
  return because === undefined ? undefined : { because, field: 'spec.rules' };
}

/** What the controller itself does not take, even if it is in the cluster. */
function ignorance(view: IngressView, rejected: Rejected | undefined, settings: Settings): Reason | undefined {
  if (settings.disableCatchAll && view.defaultBackend !== undefined)
    return { because: 'the controller takes no default backends (--disable-catch-all)', field: 'spec.defaultBackend' };
  const word = blockedWord(view, settings, false);
  if (word !== undefined) return word;
  return rejected === undefined ? undefined : reasonOf(rejected);
}

const reasonOf = ({ because, annotation, takenAtRisk }: Rejected): Reason => ({
  because,
  field: annotationField(annotation),
  ...(takenAtRisk === undefined
    ? {}
    : {
        unless: unlessOption('annotations-risk-level', takenAtRisk),
        fix: setOptions('the annotation', `annotations-risk-level: ${takenAtRisk}`),
      }),
});

function suspiciousText(view: IngressView): Reason | undefined {
  for (const [index, { host, paths = [] }] of view.rules.entries()) {
    if (isSuspicious(host)) return suspicion(host, `spec.rules[${index}].host`);
    const found = paths.find(({ path }) => isSuspicious(path));
    if (found !== undefined) return suspicion(found.path, `${found.field}.path`);
  }
  for (const [index, { hosts, secretName }] of view.tls.entries()) {
    const found = [secretName, ...hosts].find(isSuspicious);
    if (found !== undefined) return suspicion(found, `spec.tls[${index}]`);
  }
  return undefined;
}

const suspicion = (text: string, field: string): Reason => ({
  because: `"${text.slice(0, 100)}" looks like configuration of nginx or its files`,
  field,
});

/** Exact and Prefix paths, and those without a type, hold only some characters. */
function strictPath(view: IngressView): Reason | undefined {
  for (const { paths } of view.rules) {
    for (const { path, pathType, field } of paths ?? []) {
      if (path !== '' && pathType !== 'ImplementationSpecific' && !isStrictPath(path))
        return {
          because: `path "${path}" cannot be used with pathType ${pathType ?? '<nil>'} (strict-validate-path-type)`,
          field: `${field}.path`,
          unless: unlessOption('strict-validate-path-type', 'false'),
          fix: `use pathType: ImplementationSpecific, which takes every path; a pattern also needs the annotation use-regex: "true", or rewrite-target`,
        };
    }
  }
  return undefined;
}

/** `annotation-value-word-blocklist`; spaces around a word count only where the controller reads, not in admission. */
function blockedWord(view: IngressView, settings: Settings, trimmed: boolean): Reason | undefined {
  const list = configText(settings, 'annotation-value-word-blocklist');
  if (list === '') return undefined;
  const words = list
    .trim()
    .split(',')
    .map((word) => (trimmed ? word.trim() : word));
  for (const [key, value] of Object.entries(view.annotations)) {
    if (!key.startsWith(settings.annotationsPrefix)) continue;
    const word = words.find((one) => value.includes(one));
    if (word === undefined) continue;
    const fix = `change the value, or take the word out of annotation-value-word-blocklist in the config map of the controller`;
    return { because: `annotation "${key}" holds the word "${word}"`, field: annotationField(key), fix };
  }
  return undefined;
}

function blockedSnippet(view: IngressView, settings: Settings): Reason | undefined {
  if (configSwitch(settings, 'allow-snippet-annotations', false)) return undefined;
  const key = Object.keys(view.annotations).find((one) => one.endsWith('-snippet'));
  return key === undefined
    ? undefined
    : {
        because: `annotation "${key}" is a snippet, and snippets are not allowed`,
        field: annotationField(key),
        unless: unlessOption('allow-snippet-annotations', 'true'),
        fix: setOptions('the snippet', 'allow-snippet-annotations: "true" and annotations-risk-level: Critical'),
      };
}
