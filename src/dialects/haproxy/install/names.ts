import { namesOf as commonNames, type Names } from '../../../installation/names';
import { identity } from '../identity';

/** What the published manifest calls everything, and where it puts it. */
export const PREFIX = 'haproxy-kubernetes-ingress';
export const NAMESPACE = 'haproxy-controller';

/** The longest end of a name. With it, the name of a Service must not be longer than 63 characters. */
export const LONGEST_END = '-internal';

/** The published names have no end where there is one object of a kind. */
export const namesOf = (prefix: string, namespace: string): Names => ({
  ...commonNames({ project: PREFIX, version: identity.version }, prefix, namespace),
  controller: prefix,
  internalService: `${prefix}${LONGEST_END}`,
  metricsService: `${prefix}-metrics`,
});
