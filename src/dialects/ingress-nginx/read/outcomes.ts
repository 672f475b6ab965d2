import { syntaxOf } from '../../../regex/pcre2/syntax';
import { annotationField, originOf } from '../../../table/origin';
import type { BackendProtocol, Branch, Condition, Origin, Outcome } from '../../../table/routing-table';
import type { Upstream } from './upstreams';

const PROTOCOLS: { readonly [name: string]: BackendProtocol } = {
  HTTPS: 'HTTPS',
  AUTO_HTTP: 'AUTO_HTTP',
  GRPC: 'GRPC',
  GRPCS: 'GRPCS',
  FCGI: 'FCGI',
};

/** What becomes of requests that reach the balancer with an upstream; made once for each upstream and protocol. */
export class Outcomes {
  private readonly made = new Map<string, Outcome>();

  public constructor(private readonly upstreams: ReadonlyMap<string, Upstream>) {}

  public of(name: string, protocol: string): Outcome {
    const key = `${protocol} ${name}`;
    let outcome = this.made.get(key);
    if (outcome === undefined) {
      const upstream = this.upstreams.get(name);
      outcome =
        upstream === undefined
          ? { kind: 'answer', status: 503, because: `the controller has dropped ${name}` }
          : this.make(upstream, PROTOCOLS[protocol]);
      this.made.set(key, outcome);
    }
    return outcome;
  }

  private make(upstream: Upstream, protocol: BackendProtocol | undefined): Outcome {
    if (!upstream.ready) return { kind: 'answer', status: 503, because: upstream.because };
    const primary = forward(upstream, protocol);
    const alternative = this.upstreams.get(upstream.alternatives[0] ?? '');
    if (alternative?.canary === undefined || !alternative.ready) return primary;
    return shaped(upstream, alternative, primary, forward(alternative, protocol));
  }
}

/** The default server of the controller is always asked by http. */
const forward = ({ backend, because }: Upstream, protocol: BackendProtocol | undefined): Outcome => ({
  kind: 'forward',
  backend,
  ...(backend.kind === 'builtIn' && because !== '' ? { because } : {}),
  ...(protocol === undefined || backend.kind === 'builtIn' ? {} : { protocol }),
});

/**
 * Session, header, cookie, weight: the first that says something decides.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/lua/balancer.lua (`route_to_alternative_balancer`).
 */
function shaped(upstream: Upstream, alternative: Upstream, primary: Outcome, other: Outcome): Outcome {
  const { canary, owner } = alternative;
  if (canary === undefined || owner === undefined) return primary;
  const origin = (name: string): Origin => originOf(owner.view, annotationField(owner.annotations.keyOf(name)));
  const branches: Branch[] = [];
  for (const [sticky, outcome] of [
    [upstream, primary],
    [alternative, other],
  ] as const) {
    const { affinity, affinityOwner, name } = sticky;
    if (affinity === undefined || affinityOwner === undefined) continue;
    const field = annotationField(affinityOwner.annotations.keyOf('affinity'));
    branches.push({ conditions: [session(affinity.cookie, name)], outcome, origin: originOf(affinityOwner.view, field) });
  }
  if (canary.header !== '') {
    const name = canary.header.replaceAll('_', '-').toLowerCase();
    const add = (test: Extract<Condition, { kind: 'header' }>['test'], outcome: Outcome, annotation: string): void => {
      branches.push({ conditions: [{ kind: 'header', name, test }], outcome, origin: origin(annotation) });
    };
    if (canary.headerValue !== '') add({ kind: 'equals', value: canary.headerValue }, other, 'canary-by-header-value');
    else if (canary.headerPattern !== '') {
      // With a pattern that does not compile the canary gets nothing of what has the header.
      const compiles = syntaxOf(canary.headerPattern).kind !== 'refused';
      if (compiles) add({ kind: 'matches', pattern: canary.headerPattern, caseSensitive: true }, other, 'canary-by-header-pattern');
      else add({ kind: 'present' }, primary, 'canary-by-header-pattern');
    } else {
      add({ kind: 'equals', value: 'always' }, other, 'canary-by-header');
      add({ kind: 'equals', value: 'never' }, primary, 'canary-by-header');
    }
  }
  for (const [value, outcome] of [
    ['always', other],
    ['never', primary],
  ] as const) {
    branches.push({
      conditions: [{ kind: 'cookie', name: canary.cookie, test: { kind: 'equals', value } }],
      outcome,
      origin: origin('canary-by-cookie'),
    });
  }
  const total = canary.weightTotal > 100 ? canary.weightTotal : 100;
  const share = canary.weight / total;
  if (share >= 1)
    return {
      kind: 'conditional',
      branches: [...branches, { conditions: [], outcome: other, origin: origin('canary-weight') }],
      otherwise: primary,
    };
  const otherwise: Outcome =
    share <= 0
      ? primary
      : {
          kind: 'weighted',
          alternatives: [
            { share, outcome: other },
            { share: 1 - share, outcome: primary },
          ],
          origin: origin('canary-weight'),
        };
  return { kind: 'conditional', branches, otherwise };
}

/** The second part of the session cookie names the upstream. Source: rootfs/etc/nginx/lua/balancer/sticky.lua. */
function session(cookie: string, upstream: string): Condition {
  // Loaded only now: few canaries have sessions.
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const key = md5(md5(upstream) + upstream);
  return { kind: 'cookie', name: cookie, test: { kind: 'matches', pattern: `^[^|]+\\|${key}(\\||$)`, caseSensitive: true } };
}
