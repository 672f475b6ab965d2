import type { Finding } from '../../../findings/finding';
import { DEFAULT_NAMESPACE } from '../../../kinds/ingress-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ControllerFacts } from '../../dialect';
import { finding } from '../findings';
import { classObjects } from '../ingress-class';
import type { Options } from '../public';
import type { Draft } from './drafts';

/** A written Ingress, and what it was made of. */
export interface Written {
  readonly draft: Draft;
  readonly object: KubeObject;
}

/**
 * What the controller and AWS make of the Ingresses of a group together: they are built as the controller builds them, with nothing known of the
 * cluster besides.
 */
export function judge(group: string, all: readonly Written[], { settings = {}, own = {} }: ControllerFacts): readonly Finding[] {
  // Loaded only now: until all routes are there nothing needs it.
  const { problemsOf } = require('../read/problems') as typeof import('../read/problems');
  const [first] = all;
  const className = first?.draft.target.ingressClassName ?? '';
  const whereOf = (namespace: string, name: string): string => {
    const found = all.find(({ object: { metadata } }) => metadata.name === name && (metadata.namespace ?? DEFAULT_NAMESPACE) === namespace);
    return (found ?? first)?.draft.target.routes.construct ?? '';
  };
  const objects = [...all.map(({ object }) => object), ...classObjects(className, (own as Options).ingressClassParams)];
  return problemsOf(objects, settings).map((problem) =>
    'code' in problem
      ? finding(`aws-load-balancer/${problem.code}`, whereOf(problem.origin.namespace, problem.origin.name), { because: problem.because })
      : finding('aws-load-balancer/group-refused', first?.draft.target.routes.construct ?? '', { group, because: problem.because }),
  );
}
