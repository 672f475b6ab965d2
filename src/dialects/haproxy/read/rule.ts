import type { ClusterView } from '../../../kinds/cluster-view';
import type { Step } from '../../../table/routing-table';
import type { Said } from './annotations';
import { ruleId } from './rule-id';

/**
 * The types of the rules of a frontend, in the order in which HAProxy asks them.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/haproxy/rules/types.go.
 */
export const RULE_TYPES = {
  setVariable: 3,
  setSource: 4,
  deny: 5,
  track: 6,
  auth: 7,
  rateLimit: 8,
  capture: 9,
  redirect: 10,
  setHeader: 12,
  rewrite: 14,
  answer: 15,
  responseHeader: 16,
} as const;

export type RuleType = keyof typeof RULE_TYPES;

/** A rule that annotations ask for. It acts on the requests whose row of a map names its id. */
export interface Rule {
  readonly type: RuleType;
  /** Absent if it depends on something that the manifests do not say, such as passwords. */
  readonly id?: string;
  /** What it does to where a request goes. */
  readonly steps: readonly Step[];
}

/** An annotation that the controller does not understand, or that HAProxy does not. */
export interface Fault {
  /**
   * `ignored`: as if it were not there. `open`: the same, and it was to keep somebody out. `stale`: the frontend keeps the rules that it had.
   * `frozen`: no change of anything is loaded any more.
   */
  readonly kind: 'ignored' | 'open' | 'stale' | 'frozen';
  readonly annotation: string;
  readonly because: string;
}

/** Where rules come from: an Ingress, or the ConfigMap. */
export interface RuleSource {
  readonly said: Said;
  /** `namespace` and `name` of the Ingress. */
  readonly owner: { readonly namespace: string; readonly name: string } | undefined;
  readonly hasTls: boolean;
  readonly cluster: ClusterView;
  readonly fault: (fault: Fault) => void;
}

export const rule = (type: RuleType, fields: { readonly [name: string]: unknown }, steps: readonly Step[] = []): Rule => ({
  type,
  id: ruleId(RULE_TYPES[type], fields),
  steps,
});
