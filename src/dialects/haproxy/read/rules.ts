import type { Step } from '../../../table/routing-table';
import { RULE_TYPES, type Rule, type RuleSource } from './rule';
import { listRules, sourceRule } from './rules/addresses';
import { authRule } from './rules/auth';
import { headerRules } from './rules/headers';
import { rewriteRules } from './rules/path-rewrite';
import { rateLimitRules } from './rules/rate-limit';
import { hostRedirect, httpsRedirect } from './rules/redirects';

/**
 * The rules of one source, in the order in which rows name them.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/annotations.go (`Frontend`).
 */
export const rulesOf = (source: RuleSource): readonly Rule[] => [
  ...listRules(source),
  ...sourceRule(source),
  ...headerRules.host(source),
  ...rewriteRules(source),
  ...headerRules.request(source),
  ...headerRules.response(source),
  ...httpsRedirect(source),
  ...hostRedirect(source),
  ...rateLimitRules(source),
  ...authRule(source),
  ...headerRules.capture(source),
  ...headerRules.cors(source),
];

/** What rules do to a request, in the order in which HAProxy asks them. */
export const stepsOf = (rules: readonly Rule[]): readonly Step[] =>
  [...rules].sort((a, b) => RULE_TYPES[a.type] - RULE_TYPES[b.type]).flatMap(({ steps }) => steps);
