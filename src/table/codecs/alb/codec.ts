import type { RequestCodec } from '../codec';
import { NEUTRAL } from '../neutral';

export interface AlbSettings {
  readonly codec: 'alb';
}

/**
 * Application Load Balancers of AWS. Rules are evaluated "only after URI normalization", and no page says what that does to repeated slashes,
 * dot segments and percent signs, nor whether the target gets the path as it was sent; so what is not in normal form is undecided, as for
 * proxies in general. HTTP/2 is served on https.
 *
 * Sources: docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html, load-balancer-listeners.html ("HTTP/2").
 */
export const ALB: RequestCodec = {
  ...NEUTRAL,

  readRequest(request, host) {
    const { scheme = 'http', httpVersion = 'HTTP/1.1' } = request;
    const isHttp2 = scheme === 'https' && /^HTTP\/2(\.0)?$/.test(httpVersion);
    const seen = NEUTRAL.readRequest(isHttp2 ? { ...request, httpVersion: 'HTTP/1.1' } : request, host);
    return 'target' in seen ? { ...seen, request } : seen;
  },
};
