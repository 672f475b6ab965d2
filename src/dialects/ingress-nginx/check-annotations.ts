import { checkAnnotations as checkTable, refusalFindings, type SetAnnotation } from '../../annotation-table/check-annotations';
import type { Refusal } from '../../annotation-table/check-value';
import { isTrue } from '../../annotation-table/go-text';
import { namesOf } from '../../annotation-table/row';
import { textsOfProps } from '../../annotation-table/typed-props';
import type { Finding } from '../../findings/finding';
import type { ControllerFacts } from '../dialect';
import { type IngressNginxAnnotation, valueRefusal } from './annotation-row';
import { ANNOTATION_TABLE, annotationRow } from './annotation-table';
import { finding } from './findings';
import { identity } from './identity';
import type { ConfProblem } from './nginx-conf/relations';
import { DEFAULT_ACCEPTED_RISK, exceeds, highestRisk, type Risk } from './risk';

export interface AnnotationCheck {
  /** Path of the construct, or file and document, for the findings. */
  readonly where: string;
  /** The highest risk that the user has accepted. Absent: `DEFAULT_ACCEPTED_RISK`. */
  readonly acceptedRisk?: Risk | undefined;
  /** The controller's config map, if it is known; annotations that it forbids are then errors. */
  readonly settings?: ControllerFacts['settings'];
}

/**
 * Checks the annotations of one Ingress: the checks for every controller, and those of ingress-nginx alone. Errors: a word that the
 * controller blocks, a risk that is not accepted or that the controller does not allow. Warnings: an accepted annotation of risk
 * Critical. Infos: one of risk High.
 */
export function checkAnnotations(annotations: { readonly [key: string]: string }, check: AnnotationCheck): Finding[] {
  // Most Ingresses have none, so the checks are loaded late.
  if (Object.keys(annotations).length === 0) return [];
  const judged: Judged = { ...check, problems: settingProblems().problemsOfAnnotations(annotations, check.settings) };
  return checkTable(ANNOTATION_TABLE, annotations, check.where, (one) => [...valueFindings(one, judged), ...riskFindings(one, check)]);
}

/**
 * The annotations of a typed struct such as `ingressNginx.Annotations`: `{ proxyReadTimeout: 30 }` gives
 * `{ 'nginx.ingress.kubernetes.io/proxy-read-timeout': '30' }`. Absent members are left out; nothing is checked.
 */
export function annotationsOfProps(props: object): { [key: string]: string } {
  const texts = textsOfProps(props, (name) => annotationRow(name)?.value);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [identity.annotationPrefix + name, text]));
}

/** Loaded on first use, because it loads the reader of manifests. */
const settingProblems = (): typeof import('./nginx-conf/setting-problems') => require('./nginx-conf/setting-problems');

/** Options of the config map that snippets need. */
const SNIPPETS = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' };

type Set = SetAnnotation<IngressNginxAnnotation>;

interface Judged extends AnnotationCheck {
  readonly problems: readonly ConfProblem[];
}

function valueFindings(one: Set, { where, settings, problems }: Judged): Finding[] {
  const { row, key, text } = one;
  const word = settings?.['annotation-value-word-blocklist']
    ?.trim()
    .split(',')
    .map((blocked) => blocked.trim())
    .find((blocked) => text.includes(blocked) && blocked !== '');
  if (word !== undefined) return [finding('annotation/word-blocked', where, { key, value: text, word })];
  const refused = refusalOf(one);
  const problem = refused === undefined ? problems.find(({ names }) => blamed(names, one) === row.name) : undefined;
  if (problem !== undefined) return [finding('annotation/stops-nginx', where, { key, value: text, because: problem.because })];
  return refusalFindings(one, refused, where);
}

/** If several settings conflict, the first that an annotation sets. */
const blamed = (names: readonly string[], { all }: Set): string | undefined =>
  names.find((name) => namesOf(annotationRow(name) ?? { name }).some((one) => all.has(one)));

const refusalOf = (one: Set): Refusal | undefined => valueRefusal(one.row.value, one.text) ?? overTotal(one);

/**
 * Annotations of an Ingress in a manifest that are unknown, not accepted or without effect. Refusals by admission and nginx are
 * reported separately.
 */
export const annotationFindings = (
  annotations: { readonly [key: string]: string },
  prefix: string,
  where: (key: string) => string,
): Finding[] =>
  checkTable({ ...ANNOTATION_TABLE, prefix }, annotations, where, (one) => refusalFindings(one, refusalOf(one), where(one.key)));

/**
 * A weight above its total acts like the total, which is probably a mistake.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/lua/balancer.lua#L268
 */
function overTotal({ row, text, all }: Set): { accepts: string } | undefined {
  if (row.name !== 'canary-weight') return undefined;
  const total = Math.max(100, Number(all.get('canary-weight-total') ?? 100) || 100);
  return Number(text) > total ? { accepts: `an integer from 0 to ${total}, which is canary-weight-total` } : undefined;
}

/** Source of snippets: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go#L402. */
function riskFindings({ row: { risk }, key }: Set, { where, acceptedRisk = DEFAULT_ACCEPTED_RISK, settings }: AnnotationCheck): Finding[] {
  if (exceeds(risk, acceptedRisk)) return [finding('annotation/risk-not-accepted', where, { key, risk, accepted: acceptedRisk })];
  if (settings !== undefined) {
    if (key.endsWith('-snippet') && !isTrue(settings['allow-snippet-annotations'] ?? 'false')) {
      return [finding('annotation/snippets-not-allowed', where, { key })];
    }
    const allowed = highestRisk(settings['annotations-risk-level']);
    if (exceeds(risk, allowed)) return [finding('annotation/risk-not-allowed', where, { key, risk, allowed })];
  }
  if (risk === 'Critical') {
    const critical = finding('annotation/critical-risk', where, { key });
    return settings === undefined
      ? [critical, finding('ingress-nginx/setting-not-known', where, { what: key, settings: SNIPPETS })]
      : [critical];
  }
  return risk === 'High' ? [finding('annotation/high-risk', where, { key })] : [];
}
