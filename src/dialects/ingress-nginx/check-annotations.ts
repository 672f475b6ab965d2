import { finding } from '../../findings/catalogue';
import { didYouMean } from '../../findings/did-you-mean';
import type { Finding } from '../../findings/finding';
import type { AnnotationRow, ControllerFacts } from '../dialect';
import { annotationRow } from './annotation-row';
import { isTrue, refusal } from './annotation-value';
import { ANNOTATIONS } from './annotations';
import { identity } from './identity';
import { textsOfProps } from './typed-props';

export { annotationRow } from './annotation-row';

type Risk = AnnotationRow['risk'];
const RISKS: readonly Risk[] = ['Low', 'Medium', 'High', 'Critical'];

export interface AnnotationCheck {
  /** Path of the construct, or file and document, for the findings. */
  readonly where: string;
  /** The highest risk that the user has agreed to. Absent: `High`, as the controller's default is. */
  readonly acceptedRisk?: Risk | undefined;
  /** The controller's config map, where it is known; what it refuses is then an error. */
  readonly settings?: ControllerFacts['settings'];
}

/**
 * Checks the annotations of one Ingress. Keys without the prefix of ingress-nginx are left alone. Pure, and never throws.
 *
 * Errors: an unknown name, a value that the controller refuses, ignores or breaks on, a risk that was not agreed to or that the controller
 * does not allow. Warnings: an annotation without effect, and one of risk Critical that was agreed to. Infos: one of risk High.
 */
export function checkAnnotations(annotations: { readonly [key: string]: string }, check: AnnotationCheck): Finding[] {
  const set = new Map<string, string>();
  for (const [key, text] of Object.entries(annotations)) {
    if (key.startsWith(identity.annotationPrefix)) set.set(key.slice(identity.annotationPrefix.length), text);
  }
  const findings: Finding[] = [];
  for (const [name, text] of set) {
    const row = annotationRow(name);
    const key = identity.annotationPrefix + name;
    if (row === undefined) {
      const meant = didYouMean(name, annotationNames());
      findings.push(
        finding('annotation/unknown', check.where, { key, ...(meant !== undefined && { suggestion: identity.annotationPrefix + meant }) }),
      );
      continue;
    }
    findings.push(...valueFindings(row, key, text, set, check), ...riskFindings(row, key, check));
    const reason = noEffect(row, name, text, set);
    if (reason !== undefined) findings.push(finding('annotation/no-effect', check.where, { key, ...reason }));
  }
  return findings;
}

/**
 * The annotations of a typed struct such as `IngressNginxAnnotations`: `{ proxyReadTimeout: 30 }` gives
 * `{ 'nginx.ingress.kubernetes.io/proxy-read-timeout': '30' }`. Absent members are left out; nothing is checked.
 */
export function annotationsOfProps(props: object): { [key: string]: string } {
  const texts = textsOfProps(props, (name) => annotationRow(name)?.value);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [identity.annotationPrefix + name, text]));
}

/** What the config map must hold for snippets. */
const SNIPPETS = { 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' };

const annotationNames = (): string[] => ANNOTATIONS.flatMap((row) => [row.name, ...(row.aliases ?? [])]);

function valueFindings(
  row: AnnotationRow,
  key: string,
  text: string,
  set: ReadonlyMap<string, string>,
  { where, settings }: AnnotationCheck,
): Finding[] {
  const word = settings?.['annotation-value-word-blocklist']
    ?.trim()
    .split(',')
    .map((blocked) => blocked.trim())
    .find((blocked) => text.includes(blocked) && blocked !== '');
  if (word !== undefined) return [finding('annotation/word-blocked', where, { key, value: text, word })];
  const refused = refusal(row.value, text) ?? overTotal(row, text, set);
  return refused === undefined ? [] : [finding('annotation/value-not-accepted', where, { key, value: text, ...refused })];
}

/**
 * A weight above its total acts as the total, which nobody means.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/lua/balancer.lua#L268
 */
function overTotal(row: AnnotationRow, text: string, set: ReadonlyMap<string, string>): { accepts: string } | undefined {
  if (row.name !== 'canary-weight') return undefined;
  const total = Math.max(100, Number(set.get('canary-weight-total') ?? 100) || 100);
  return Number(text) > total ? { accepts: `an integer from 0 to ${total}, which is canary-weight-total` } : undefined;
}

/**
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/controller.go#L402 (snippets),
 * internal/ingress/annotations/parser/validators.go (CheckAnnotationRisk) and internal/ingress/controller/config/config.go#L769 (High).
 */
function riskFindings(row: AnnotationRow, key: string, { where, acceptedRisk = 'High', settings }: AnnotationCheck): Finding[] {
  const level = RISKS.indexOf(row.risk);
  if (level > RISKS.indexOf(acceptedRisk))
    return [finding('annotation/risk-not-accepted', where, { key, risk: row.risk, accepted: acceptedRisk })];
  if (settings !== undefined) {
    if (key.endsWith('-snippet') && !isTrue(settings['allow-snippet-annotations'] ?? 'false')) {
      return [finding('annotation/snippets-not-allowed', where, { key })];
    }
    const wanted = (settings['annotations-risk-level'] ?? 'High').toLowerCase();
    const allowed = RISKS.find((risk) => risk.toLowerCase() === wanted) ?? 'Low';
    if (level > RISKS.indexOf(allowed)) return [finding('annotation/risk-not-allowed', where, { key, risk: row.risk, allowed })];
  }
  if (row.risk === 'Critical') {
    const critical = finding('annotation/critical-risk', where, { key });
    return settings === undefined
      ? [critical, finding('ingress-nginx/setting-not-known', where, { what: key, settings: SNIPPETS })]
      : [critical];
  }
  return row.risk === 'High' ? [finding('annotation/high-risk', where, { key })] : [];
}

/** Why an annotation does nothing beside the others, and what to do. */
function noEffect(
  row: AnnotationRow,
  name: string,
  text: string,
  set: ReadonlyMap<string, string>,
): { readonly because: string; readonly fix: string } | undefined {
  if (text === '') return { because: 'is empty, which the controller reads as absent', fix: 'give it a value, or remove it' };
  if (name !== row.name && (set.get(row.name) ?? '') !== '') {
    return { because: `is an old name of "${row.name}", which is set too`, fix: 'remove it' };
  }
  if (row.needs === undefined || row.needs.some((needed) => isOn(needed, set))) return undefined;
  const [first = ''] = row.needs;
  const names = row.needs.map((needed) => `"${needed}"`).join(' or ');
  const because = `does nothing without ${names}`;
  return {
    because,
    fix: annotationRow(first)?.value.type === 'boolean' ? `set ${names} to "true", or remove it` : `set ${names}, or remove it`,
  };
}

function isOn(name: string, set: ReadonlyMap<string, string>): boolean {
  const row = annotationRow(name);
  const text = [name, ...(row?.aliases ?? [])].map((known) => set.get(known) ?? '').find((value) => value !== '') ?? '';
  return row?.value.type === 'boolean' ? isTrue(text) : text !== '';
}
