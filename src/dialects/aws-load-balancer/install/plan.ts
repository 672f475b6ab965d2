import type { InstallOptions } from '../../../installation/install-options';
import type { Installation } from '../../../installation/names';
import { identity } from '../identity';
import type { Options } from '../public';
import { DEFAULT_PREFIX, type Names, namesOf } from './names';

/** Options put together: what all the objects are made from. Nothing after this looks at defaults again. */
export interface Plan extends Installation {
  readonly own: Options;
  readonly names: Names;
  readonly ingressClassName: string;
  /** The command line, by the names of flags without the two dashes. */
  readonly flags: { readonly [flag: string]: string };
}

const NAMESPACE = 'kube-system';

export function plan(options: InstallOptions, own: Options): Plan {
  const { namespace = NAMESPACE, namePrefix = DEFAULT_PREFIX, ingressClassName = identity.className } = options;
  return {
    // This namespace is there in every cluster.
    options: { createNamespace: namespace !== NAMESPACE, ...(options.autoscaling === undefined ? { replicas: 2 } : {}), ...options },
    own,
    names: namesOf(namePrefix, namespace),
    ingressClassName,
    flags: flagsOf(own, ingressClassName),
  };
}

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:docs/deploy/configurations.md. */
function flagsOf(own: Options, ingressClassName: string): { readonly [flag: string]: string } {
  const { clusterName = '', region, vpcId, watchNamespace, defaultTags = {}, featureGates = {}, logLevel, extraArgs = {} } = own;
  const flags = {
    'cluster-name': clusterName,
    'ingress-class': ingressClassName,
    'aws-region': region,
    'aws-vpc-id': vpcId,
    'log-level': logLevel,
    'watch-namespace': watchNamespace,
    'default-tags': pairsOf(defaultTags) || undefined,
    'feature-gates': pairsOf(featureGates) || undefined,
    ...Object.fromEntries(Object.entries(extraArgs).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return Object.fromEntries(Object.entries(flags).flatMap(([flag, text]) => (text === undefined ? [] : [[flag, text]])));
}

/** A line of CSV, as spf13/pflag@v1.0.10:string_to_string.go reads it. */
const pairsOf = (pairs: object): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .map((pair) => (/[",]/.test(pair) ? `"${pair.replaceAll('"', '""')}"` : pair))
    .join(',');
