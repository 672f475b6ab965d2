import { type Code, finding, type Params } from './catalogue';
import { type Finding, format } from './finding';

/**
 * Thrown by a call with wrong arguments. It is not public: other languages get only the text, so the text holds the code and the
 * construct.
 */
export class FindingError extends Error {
  public constructor(public readonly finding: Finding) {
    super(finding.where === '' ? format(finding) : `${format(finding)}\n    at: ${finding.where}`);
    this.name = 'FindingError';
  }
}

/** Throws the error of a code. `where` is the path of the construct; empty where none exists yet. */
export function fail<C extends Code>(code: C, where: string, params: Params<C>): never {
  throw new FindingError(finding(code, where, params));
}
