import { type Finding, format, type Severity } from '../findings/finding';
import { type Paint, paintFor, type Terminal } from './terminal';

/** Errors first; of the same severity in the order in which they were found. */
export const bySeverity = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);

const RANK: { readonly [S in Severity]: number } = { error: 0, warning: 1, info: 2 };

export const isAtLeast = ({ severity }: Finding, least: Severity): boolean => RANK[severity] <= RANK[least];

export function findingText(finding: Finding, paint: Paint): string {
  const { severity, where } = finding;
  const stress = severity === 'error' ? paint.bad : severity === 'warning' ? paint.warning : paint.faint;
  return `${where === '' ? '' : `${paint.strong(where)} `}${stress(severity)} ${format(finding)}\n`;
}

/** What was found on the way, beside the answer: so that the answer alone can be piped. */
export function tellFindings(findings: readonly Finding[], { errors, env }: Pick<Terminal, 'errors' | 'env'>): void {
  const paint = paintFor(errors, env);
  for (const finding of bySeverity(findings)) errors.write(findingText(finding, paint));
}

export const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
