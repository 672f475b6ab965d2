import type { IConstruct } from 'constructs';
import { type Finding, format } from '../findings/finding';

/** Warnings already shown, by construct. */
const shown = new WeakMap<IConstruct, Set<string>>();

/**
 * Shows a finding of a construct once, although synth validates more than once. cdk8s has no channel for warnings, so this uses that of
 * Node.
 */
export function emitWarning(construct: IConstruct, finding: Finding): void {
  const text = format(finding);
  const texts = shown.get(construct) ?? new Set();
  shown.set(construct, texts);
  if (texts.has(text)) return;
  texts.add(text);
  process.emitWarning(`[${construct.node.path}] ${text}`, 'Cdk8sIngressWarning');
}
