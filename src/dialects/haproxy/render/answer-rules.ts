import type { FixedResponse, RouteAction } from '../../../model/neutral-route';
import type { Spec } from './backend-settings';
import { quoted } from './config-text';
import { locationFormat } from './redirect';

/**
 * The rule by which a backend answers by itself: HAProxy asks it before it looks for a pod. Undefined for what goes to a Service.
 * haproxytech/kubernetes-ingress@v3.2.11:crs/definition/ingress.v3.haproxy.org_backends.yaml (`http_request_rule_list`);
 * haproxy/haproxy@v3.2.0:doc/configuration.txt, section 4.4 ("redirect", "return").
 */
export function answerSpec(action: RouteAction): Spec | undefined {
  if (action.kind === 'forward') return undefined;
  const rule = action.kind === 'redirect' ? redirectRule(action.redirect) : returnRule(action.response);
  return { http_request_rule_list: [rule] };
}

const redirectRule = (redirect: Parameters<typeof locationFormat>[0]): Spec => ({
  type: 'redirect',
  redir_type: 'location',
  redir_value: locationFormat(redirect),
  redir_code: redirect.status,
});

/** HAProxy asks for a type if there is a body, and warns of one without a body. */
function returnRule({ status, body = '', contentType = 'text/plain' }: FixedResponse): Spec {
  const content = { return_content_type: quoted(contentType), return_content_format: 'string', return_content: quoted(body) };
  return { type: 'return', return_status_code: status, ...(body === '' ? {} : content) };
}
