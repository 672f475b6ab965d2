/**
 * What a load balancer of AWS takes at most. The controller checks none of it.
 *
 * Sources: docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html, rule-condition-types.html, API_RuleCondition,
 * API_FixedResponseActionConfig, API_RedirectActionConfig.
 */
/** Of all listeners together, default rules apart. */
export const MOST_RULES = 100;
/** Of a rule. */
export const MOST_VALUES = 5;
/** Of one condition. */
export const MOST_EVALUATIONS = 3;
/** Of a rule. */
export const MOST_WILDCARDS = 6;
/** Of a value. */
export const MOST_CHARACTERS = 128;
/** Of an action. */
export const MOST_TARGET_GROUPS = 5;
/** The greatest weight of a target group. */
export const MOST_WEIGHT = 999;
/** Of the body of a fixed response. */
export const MOST_BODY = 1024;
/** Of a fixed response. */
export const MEDIA_TYPES: readonly string[] = ['text/plain', 'text/css', 'text/html', 'application/javascript', 'application/json'];
