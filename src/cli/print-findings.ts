import { bySeverity, type Finding, format } from '../findings/finding';
import { type Paint, paintFor, type Terminal } from './terminal';

export function findingText(finding: Finding, paint: Paint): string {
  const { severity, where } = finding;
  const stress = severity === 'error' ? paint.bad : severity === 'warning' ? paint.warning : paint.faint;
  return `${where === '' ? '' : `${paint.strong(where)} `}${stress(severity)} ${format(finding)}\n`;
}

/** Findings go to stderr, so that stdout can be piped. */
export function tellFindings(findings: readonly Finding[], { errors, env }: Pick<Terminal, 'errors' | 'env'>): void {
  const paint = paintFor(errors, env);
  for (const finding of bySeverity(findings)) errors.write(findingText(finding, paint));
}

export const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
