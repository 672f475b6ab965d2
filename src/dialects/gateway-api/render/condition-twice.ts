import type { RequestMatch } from '../../../model/neutral-route';

/** Of two conditions on one header, Gateway API leaves the second one out (kubernetes-sigs/gateway-api@v1.6.1:apis/v1/httproute_types.go). */
export function conditionTwice(conditions: readonly RequestMatch[]): string | undefined {
  const names = conditions.flatMap((one) =>
    one.kind === 'header' ? [one.name.toLowerCase()] : one.kind === 'query' ? [`?${one.name}`] : [],
  );
  return names.find((name, index) => names.indexOf(name) !== index);
}
