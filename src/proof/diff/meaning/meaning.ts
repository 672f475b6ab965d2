import { hostGroups } from '../../../table/host-index';
import type { Backend, Gate, Outcome, RedirectLocation, RequestVariable, TemplatePart, TextTemplate } from '../../../table/routing-table';
import type { Domain } from '../domain';
import type { Profile } from '../requests';
import type { Plan, Side } from '../side';
import { withoutOrigins } from '../without-origins';
import { type Form, type PathForm, REST } from './form';
import { matched, rewritten, type Way } from './rewritten';
import { NotKnown } from './symbolic-match';

/** A part of a text that depends on the request. */
type Token = string | typeof REST | { readonly of: string };

/**
 * What a plan does with all requests of a profile whose paths have one form, as a text: two equal texts do the same with each of them. Undefined if
 * no such text is known.
 */
export function meaningOf(plan: Plan, form: PathForm, profile: Profile, side: Side, domain: Domain): string | undefined {
  try {
    return new Meaning(profile, side, domain).of(plan, form);
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

const REST_ALONE: readonly Token[] = [REST];

class Meaning {
  private readonly gates: string[] = [];
  private sent: PathForm = { known: '/', open: true };

  public constructor(
    private readonly profile: Profile,
    private readonly side: Side,
    private readonly domain: Domain,
  ) {}

  public of({ steps, leaf, further, candidate }: Plan, form: PathForm): string {
    const { domain, side } = this;
    if (domain.rewritten === 'asWritten') throw new NotKnown();
    this.sent = form;
    let way: Way = { path: form, groups: undefined };
    let isRewritten = false;
    const said = (what: unknown): string => JSON.stringify([this.gates, further, what]);
    for (const step of steps) {
      switch (step.kind) {
        case 'gate':
          this.gates.push(gateText(step.gate));
          break;
        case 'rewrite': {
          const next = rewritten(step.rewrite, way, side, domain);
          if ('status' in next) return said(['answer', next.status]);
          isRewritten ||= next !== way;
          way = next;
          break;
        }
        case 'redirectMatch': {
          const { pattern, caseSensitive, substitution, status } = step.redirect;
          const found = matched(pattern, caseSensitive, way.path, side, domain);
          if (found === undefined) break;
          const text = this.filled(substitution, { ...way, groups: found.groups });
          return said(['redirect', status, this.checked(merged([...text, { of: 'search' }]))]);
        }
        case 'anyGate':
          this.gates.push(withoutOrigins(step));
          break;
        default:
          throw new NotKnown();
      }
    }
    const groups = way.groups ?? this.groupsOf(candidate, form);
    return said(this.outcome(leaf, groups === undefined ? way : { ...way, groups }, isRewritten));
  }

  /** Undefined if a template that asks for groups is not known. */
  private groupsOf(candidate: Plan['candidate'], form: PathForm): readonly Form[] | undefined {
    const { entry } = this.side;
    const test = candidate?.match.path;
    if (test?.kind !== 'regex') return hostGroups(entry, this.profile.host, this.side.regexes).length === 0 ? [] : undefined;
    try {
      return matched(test.pattern, test.caseSensitive, form, this.side, this.domain)?.groups;
    } catch (error) {
      if (error instanceof NotKnown) return undefined;
      throw error;
    }
  }

  private outcome(leaf: Outcome, way: Way, isRewritten: boolean): unknown {
    switch (leaf.kind) {
      case 'forward':
        if (leaf.backend.kind === 'builtIn') return ['answer', leaf.backend.status];
        return ['forward', backendText(leaf.backend), leaf.protocol ?? 'HTTP', this.upstream(way, isRewritten), { of: 'search' }];
      case 'answer':
        return ['answer', leaf.status];
      case 'noAnswer':
        return ['no answer'];
      case 'redirect':
        return ['redirect', leaf.status, this.location(leaf.location, way)];
      case 'weighted': {
        const shares = new Map<string, number>();
        for (const { share, outcome } of leaf.alternatives) {
          const text = JSON.stringify(this.outcome(outcome, way, isRewritten));
          shares.set(text, (shares.get(text) ?? 0) + share);
        }
        const all = [...shares].map(([text, share]) => [text, Math.round(share * 1e9) / 1e9] as const);
        return all.length === 1 ? JSON.parse((all[0] as readonly [string, number])[0]) : ['weighted', all.sort()];
      }
      case 'conditional':
      case 'undecided':
        throw new NotKnown();
    }
  }

  /** The path as the backend gets it. */
  private upstream({ path: { known, open } }: Way, isRewritten: boolean): unknown {
    const { side, domain } = this;
    const { method } = this.profile;
    if (method === 'CONNECT' || method === 'TRACE') throw new NotKnown();
    const written = isRewritten ? side.codec.rewrittenTarget(known, { sent: known, path: known, query: undefined }) : known;
    // Outside of letters that nobody escapes a path that is rewritten is escaped anew, and one that is not is sent as it came.
    return [written, open, ...(domain.kind === 'plain' ? [] : [isRewritten])];
  }

  private location({ text, pathOnly }: RedirectLocation, way: Way): unknown {
    const tokens = this.filled(text, way);
    const [first] = tokens;
    if (first === undefined || typeof first !== 'string') throw new NotKnown();
    if (pathOnly === 'kept' || !first.startsWith('/')) return this.checked(tokens);
    return this.checked(merged([`${this.profile.scheme}://`, { of: 'host' }, ...tokens]));
  }

  /** What codecs make of a Location is left out, so nothing may be in it that they change. */
  private checked(tokens: readonly Token[]): readonly unknown[] {
    if (tokens.some((token) => typeof token === 'string' && !/^[\w.~:/?&=-]*$/.test(token))) throw new NotKnown();
    return tokens.map((token) => (token === REST ? { rest: this.domain.kind } : token));
  }

  private filled(template: TextTemplate, way: Way): readonly Token[] {
    return merged(template.flatMap((part): readonly Token[] => this.part(part, way)));
  }

  private part(part: TemplatePart, { path, groups }: Way): readonly Token[] {
    if (typeof part === 'string') return [part];
    if ('capture' in part) {
      if (groups === undefined) throw new NotKnown();
      return groups[part.capture] ?? [];
    }
    if ('set' in part) return fail();
    if ('value' in part) return [{ of: JSON.stringify(part) }];
    if ('unknown' in part) return [{ of: part.unknown }];
    if ('ifAny' in part) return part.ifAny === 'query' || part.ifAny === 'search' ? [{ of: JSON.stringify(part) }] : fail();
    // Codecs read headers and cookies in ways of their own, and scripts are not followed.
    if (!('variable' in part)) return fail();
    const { variable, ...form } = part;
    if (Object.keys(form).length > 0) return [{ of: JSON.stringify([part, path.known, path.open]) }];
    return this.variable(variable, path);
  }

  private variable(variable: RequestVariable, { known, open }: PathForm): readonly Token[] {
    const path: readonly Token[] = open ? [known, REST] : [known];
    const { scheme, headers = {}, port } = this.profile;
    switch (variable) {
      case 'scheme':
        return [scheme];
      case 'path':
        return path;
      case 'search':
        return [{ of: 'search' }];
      case 'target':
        if (this.domain.kind !== 'plain') return [{ of: 'target' }];
        return [this.sent.known, ...(this.sent.open ? REST_ALONE : []), { of: 'search' }];
      // A request has its host in lower case and, at the usual ports, without a port.
      case 'host':
      case 'hostAsSent':
      case 'hostnameAsSent':
        return [{ of: 'host' }];
      case 'portAsSent':
        return [];
      case 'clientScheme':
      case 'clientHost':
      case 'clientPort':
        if (Object.keys(headers).some((name) => name.toLowerCase().startsWith('x-forwarded-')) || port !== undefined) return fail();
        return variable === 'clientScheme' ? [scheme] : variable === 'clientHost' ? [{ of: 'host' }] : [scheme === 'https' ? '443' : '80'];
      case 'clientAddress':
        return this.domain.kind === 'plain' ? fail() : [{ of: variable }];
      default:
        return [{ of: variable }];
    }
  }
}

function fail(): never {
  throw new NotKnown();
}

const merged = (tokens: readonly Token[]): readonly Token[] =>
  tokens.reduce<Token[]>((all, token) => {
    const last = all.at(-1);
    if (token === '') return all;
    if (typeof token === 'string' && typeof last === 'string') all[all.length - 1] = last + token;
    else all.push(token);
    return all;
  }, []);

export const backendText = ({ namespace, service, port }: Extract<Backend, { kind: 'service' }>): string =>
  `${namespace}/${service}:${port}`;

const gateText = (gate: Gate): string => withoutOrigins(gate);
