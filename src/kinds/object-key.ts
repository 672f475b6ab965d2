import { DEFAULT_NAMESPACE, text } from './ingress-view';
import type { KubeObject } from './kube-object';

export const namespaceOf = ({ metadata }: KubeObject): string => text(metadata.namespace) || DEFAULT_NAMESPACE;
/** `namespace/name`. */
export const keyOf = (object: KubeObject): string => `${namespaceOf(object)}/${object.metadata.name}`;
