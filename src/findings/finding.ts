/** How much a finding matters: `error` stops synth, `warning` deploys but may surprise, `info` is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * A message for the user, as data. The texts are in the files of `catalogue/` and in those of dialects.
 */
export interface Finding {
  /** Stable: `area/kebab-case`, never reused for another cause. */
  readonly code: string;
  readonly severity: Severity;
  /** Path of the construct, or the file and document, that the finding is about. */
  readonly where: string;
  /** One sentence without a full stop: what is wrong, with the values. */
  readonly what: string;
  readonly why?: string;
  readonly fix: string;
}

/** The text of every finding and error. The first line is complete alone. */
export function format(finding: Finding): string {
  const lines = [`[${finding.code}] ${finding.what}`];
  if (finding.why !== undefined) lines.push(`    why: ${finding.why}`);
  lines.push(`    fix: ${finding.fix}`);
  return lines.join('\n');
}

const RANK: { readonly [S in Severity]: number } = { error: 0, warning: 1, info: 2 };

/** Errors first, and findings of equal severity in the order they were found. */
export const bySeverity = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);

export const isAtLeast = ({ severity }: Finding, least: Severity): boolean => RANK[severity] <= RANK[least];

/** Without those that say the same as an earlier one. */
export const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];
