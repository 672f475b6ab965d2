import type { Reasons } from '../../model/kubernetes-syntax';
import type { FieldPath } from '../field-path';

/** What the API server refuses about one field. */
export interface FieldFault {
  readonly path: FieldPath;
  /** In the words of the API server, such as `Invalid value: "10.1.2.3": must be a DNS name, not an IP address`. */
  readonly reason: string;
}

/**
 * Collects faults in the order in which the API server finds them.
 * Source: kubernetes/apimachinery@v0.36.0:pkg/util/validation/field/errors.go.
 */
export class FieldFaults {
  public readonly found: FieldFault[] = [];

  public invalid(path: FieldPath, value: unknown, ...reasons: Reasons): void {
    for (const reason of reasons) this.add(path, `Invalid value: ${JSON.stringify(value)}`, reason);
  }

  public required(path: FieldPath, reason?: string): void {
    this.add(path, 'Required value', reason);
  }

  public forbidden(path: FieldPath, reason: string): void {
    this.add(path, 'Forbidden', reason);
  }

  public tooLong(path: FieldPath, bytes: number): void {
    this.add(path, 'Too long', `may not be more than ${bytes} bytes`);
  }

  public duplicate(path: FieldPath, value: unknown): void {
    this.add(path, `Duplicate value: ${JSON.stringify(value)}`);
  }

  /** Adds a fault unless the value is among those that are supported. */
  public oneOf(path: FieldPath, value: string, supported: readonly string[]): void {
    if (supported.includes(value)) return;
    const known = supported.map((one) => JSON.stringify(one)).join(', ');
    this.add(path, `Unsupported value: ${JSON.stringify(value)}`, `supported values: ${known}`);
  }

  public add(path: FieldPath, what: string, detail?: string): void {
    this.found.push({ path, reason: detail === undefined ? what : `${what}: ${detail}` });
  }
}
