/** Severity of a finding. */
export enum FindingSeverity {
  /** Stops synth. */
  ERROR = 'error',
  /** Deploys, but may surprise. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
}

/** A finding about routes, or about the options of a controller. */
export interface Finding {
  /** Stable: `area/kebab-case`. All codes are listed in docs/findings.md. */
  readonly code: string;
  /** Its severity. */
  readonly severity: FindingSeverity;
  /** Path of the construct. */
  readonly where: string;
  /** What is wrong, in one sentence. */
  readonly what: string;
  /**
   * Why that is so.
   *
   * @default - `what` needs no reason
   */
  readonly why?: string;
  /** How to fix it. */
  readonly fix: string;
}
