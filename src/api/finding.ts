/** How much a finding matters. */
export enum FindingSeverity {
  /** Stops synth. */
  ERROR = 'error',
  /** Deploys, but may surprise. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
}

/** Something that was found out about routes, or about the options of a controller. */
export interface Finding {
  /** Stable: `area/kebab-case`. All codes are listed in docs/findings.md. */
  readonly code: string;
  /** How much it matters. */
  readonly severity: FindingSeverity;
  /** Path of the construct. */
  readonly where: string;
  /** What is wrong, in one sentence. */
  readonly what: string;
  /**
   * Why that is so.
   *
   * @default - what it says is reason enough
   */
  readonly why?: string;
  /** What to do. */
  readonly fix: string;
}
