/** The risk of an annotation, as ingress-nginx rates it: internal/ingress/annotations/parser/main.go of controller-v1.15.1. */
export type Risk = 'Low' | 'Medium' | 'High' | 'Critical';

const RISKS: readonly Risk[] = ['Low', 'Medium', 'High', 'Critical'];

/** The default of the accepted risk: the same as the default of the controller. */
export const DEFAULT_ACCEPTED_RISK: Risk = 'High';

export const exceeds = (risk: Risk, most: Risk): boolean => RISKS.indexOf(risk) > RISKS.indexOf(most);

/**
 * The highest risk that the controller accepts, from `annotations-risk-level` of its config map; an unknown level counts as the lowest.
 * Sources, kubernetes/ingress-nginx@controller-v1.15.1: internal/ingress/annotations/parser/validators.go (CheckAnnotationRisk) and
 * internal/ingress/controller/config/config.go#L769 (High).
 */
export function highestRisk(level = 'High'): Risk {
  return RISKS.find((risk) => risk.toLowerCase() === level.toLowerCase()) ?? 'Low';
}

export const lowestRisk = (risks: readonly Risk[]): Risk | undefined => RISKS.find((risk) => risks.includes(risk));
