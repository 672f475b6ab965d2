import { isGoInteger } from '../../../../annotation-table/go-text';
import type { Condition, Step, TextTemplate } from '../../../../table/routing-table';
import { logFormat } from '../log-format';
import { type Rule, type RuleSource, rule } from '../rule';

/** The codes that the library of the controller takes: haproxytech/client-native@v6:models/http_request_rule.go. */
const CODES: readonly string[] = ['301', '302', '303', '307', '308'];

/** The target as the client sent it, without scheme and host: `capture.req.uri`. */
const TARGET = { variable: 'target' } as const;

/**
 * To https, on the http frontend alone: by annotation, or because an entry of `spec.tls` names a host.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/httpsRedirect.go, pkg/haproxy/rules/reqRequestRedirect.go.
 */
export function httpsRedirect(source: RuleSource): readonly Rule[] {
  const { said, hasTls } = source;
  const text = said.text('ssl-redirect');
  if (text === '' ? !hasTls : said.on('ssl-redirect') !== true) return [];
  const code = codeOf('ssl-redirect-code', source);
  const written = said.text('ssl-redirect-port');
  const port = isGoInteger(written) ? Number(written) : 0;
  const origin = said.isSaid('ssl-redirect') ? said.origin('ssl-redirect') : { ...said.origin('ssl-redirect'), ...tlsOf(source) };
  const location: TextTemplate = ['https://', { variable: 'hostAsSent', upTo: ':' }, `:${port}`, TARGET];
  const fields = { Host: '', RedirectCode: code, RedirectPort: port, SSLRequest: false, SSLRedirect: true };
  return [rule('redirect', fields, redirect(code, location, [{ kind: 'scheme', scheme: 'http', as: 'received' }], origin))];
}

const tlsOf = ({ owner }: RuleSource) => ({ ...(owner && { kind: 'Ingress', ...owner }), field: 'spec.tls' });

/**
 * To another host, on both frontends. The whole target of the request is put behind the value.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/hostRedirect.go.
 */
export function hostRedirect(source: RuleSource): readonly Rule[] {
  const { said } = source;
  const value = said.text('request-redirect');
  if (value === '') return [];
  const code = codeOf('request-redirect-code', source);
  const isHttps = value.startsWith('https://');
  const host = value.replace(/^https?:\/\//, '');
  const location: TextTemplate = [isHttps ? 'https://' : 'http://', ...logFormat(host), TARGET];
  const fields = { Host: host, RedirectCode: code, RedirectPort: 0, SSLRequest: isHttps, SSLRedirect: false };
  return [rule('redirect', fields, redirect(code, location, [], said.origin('request-redirect')))];
}

/** A code that is not taken is part of the id nevertheless. */
function codeOf(annotation: string, { said, fault }: RuleSource): number {
  const text = said.text(annotation);
  if (!CODES.includes(text))
    fault({
      kind: 'stale',
      annotation,
      because: `"${text}" is none of ${CODES.join(', ')}, so the frontend keeps the rules that it had before`,
    });
  return isGoInteger(text) ? Number(text) : 0;
}

function redirect(status: number, text: TextTemplate, conditions: readonly Condition[], origin: Step['origin']): readonly Step[] {
  if (!CODES.includes(String(status))) return [];
  return [{ kind: 'when', conditions, outcome: { kind: 'redirect', status, location: { text, pathOnly: 'kept' } }, origin }];
}
