import { isGoInteger } from '../../annotation-table/go-text';
import { items } from '../../annotation-table/list-text';

/**
 * Statuses of the annotation `custom-http-errors`. One item that is no number takes the effect of all.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/customhttperrors/main.go (`Parse`).
 */
export function errorCodes(text: string): readonly number[] {
  const codes = items(text);
  return codes.every(isGoInteger) ? codes.map(Number) : [];
}
