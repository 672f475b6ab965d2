import type { KubeObject } from '../../../src/kinds/kube-object';
import type { Decision } from '../../../src/table/decide';
import type { Gate } from '../../../src/table/routing-table';
import type { RecordedCase, RecordedRequest } from './recorded-case';

/** What was around the cases of a recording and does not stand in them. */
export interface Surroundings {
  /** What a file with cases calls the controller. */
  readonly controller: string;
  /** The dialect that reads its manifests. */
  readonly dialect: string;
  /** Members at the head of a recording by which it is known. */
  readonly recording: { readonly [member: string]: string };
  /** What the recording holds besides answers: verdicts of admission, or conditions of objects. */
  readonly says: 'admission' | 'conditions' | 'nothing';
  /** What the recorder added to an object of a case before it applied it. */
  readonly asApplied?: (object: KubeObject) => KubeObject;
  /** Objects that were there besides those of the case. */
  readonly objectsAround: (given: RecordedCase, applied: readonly KubeObject[]) => readonly KubeObject[];
  /** The answer of a gate that depends on more than the request. */
  readonly gateAnswer: (gate: Gate, request: RecordedRequest, given: RecordedCase) => GateAnswer;
  /** The controller's own settings, where they are not the config map of the case. */
  readonly settings?: (given: RecordedCase) => { readonly [name: string]: string };
  /** What the backend of a decision answered. */
  readonly backendAnswer: (decision: Decision, request: RecordedRequest, port: number | string, given: RecordedCase) => BackendAnswer;
  /** Whether a port takes connections of the kind that a request made. Absent: what the table says of ports is all. */
  readonly connects?: (request: RecordedRequest, given: RecordedCase) => boolean;
  /** Set if the controller goes on with the objects that were there before while the configuration is refused, and may have had none. */
  readonly servesBefore?: true;
}

/** `answer`: that of the service that was asked, if it is one that counts. */
export type GateAnswer = 'passes' | { readonly answer?: number };

export interface BackendAnswer {
  /** `null`: the client got no answer. */
  readonly status: number | null;
  /** Whether the controller answered, as the backend did not. */
  readonly ofController: boolean;
  readonly location: string | null;
  /** Set where no backend can be reached. */
  readonly unreached?: true;
  /** Whether the answer tells what the backend received. */
  readonly tellsUri: boolean;
}
