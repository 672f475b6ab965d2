import type { IConstruct } from 'constructs';
import { type Finding, format } from '../findings/finding';

/** Texts that were shown of each construct. */
const shown = new WeakMap<IConstruct, Set<string>>();

/** Shows a finding of a construct once. cdk8s has no channel for warnings, Node has; synth validates more than once. */
export function emitWarning(construct: IConstruct, finding: Finding): void {
  const text = format(finding);
  const texts = shown.get(construct) ?? new Set();
  shown.set(construct, texts);
  if (texts.has(text)) return;
  texts.add(text);
  process.emitWarning(`[${construct.node.path}] ${text}`, 'Cdk8sIngressWarning');
}
