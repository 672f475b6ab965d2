import { wildcardOf } from '../model/host-names';
import { lowerCase } from '../regex/pcre2/bytes';
import { type Groups, matchRegex, testRegex } from './match-path';
import type { RegexCache } from './regex-cache';
import type { HostEntry, HostPattern, PatternHostEntry, RoutingTableData } from './routing-table';
import { matchesWildcard } from './wildcard';

export type FoundHost = { readonly how: 'name' | 'pattern' | 'fallback'; readonly entry: HostEntry } | UndecidedHost;

export interface UndecidedHost {
  readonly how: 'undecided';
  readonly because: string;
}

/** Finds the entry of a host: by name, then the first pattern that matches, then the fallback. */
export class HostIndex {
  private readonly names = new Map<string, FoundHost>();
  private readonly fallback: FoundHost;
  /** Patterns by what follows the first label, or the first labels; all others have to be tried. */
  private readonly afterOneLabel = new Map<string, number>();
  private readonly afterAny = new Map<string, number>();
  private readonly others: number[] = [];

  public constructor(
    private readonly table: Pick<RoutingTableData, 'hosts' | 'patterns' | 'fallback' | 'nameless'>,
    private readonly regexes: RegexCache,
  ) {
    for (const entry of table.hosts)
      for (const name of entry.names) if (!this.names.has(name)) this.names.set(name, { how: 'name', entry });
    this.fallback = { how: 'fallback', entry: table.fallback };
    table.patterns.forEach(({ match }, position) => {
      if (match.kind === 'oneLabel' && !this.afterOneLabel.has(match.domain)) this.afterOneLabel.set(match.domain, position);
      else if (match.kind === 'anyDepth' && !this.afterAny.has(match.domain)) this.afterAny.set(match.domain, position);
      else if (['regex', 'anyEnding', 'wildcard', 'any'].includes(match.kind)) this.others.push(position);
    });
  }

  public find(name: string | undefined): FoundHost {
    if (name === undefined) return this.nameless();
    const named = this.names.get(name);
    if (named !== undefined) return named;
    for (const position of this.possible(name)) {
      const pattern = this.table.patterns[position] as PatternHostEntry;
      const verdict = matchHost(pattern.match, name, this.regexes);
      if (typeof verdict === 'string') return { how: 'undecided', because: verdict };
      if (verdict) return { how: 'pattern', entry: pattern };
    }
    return this.fallback;
  }

  /** A request without a host: where it has no entry of its own, only a pattern that takes any has a say. */
  private nameless(): FoundHost {
    if (this.table.nameless !== undefined) return { how: 'fallback', entry: this.table.nameless };
    const entry = this.table.patterns.find(({ match }) => match.kind === 'any');
    return entry === undefined ? this.fallback : { how: 'pattern', entry };
  }

  private possible(name: string): readonly number[] {
    const found = [...this.others];
    if (this.afterOneLabel.size > 0) {
      const position = this.afterOneLabel.get(name.slice(name.indexOf('.') + 1));
      if (position !== undefined) found.push(position);
    }
    if (this.afterAny.size > 0) {
      for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        const position = this.afterAny.get(name.slice(dot + 1));
        if (position !== undefined) found.push(position);
      }
    }
    return found.sort((a, b) => a - b);
  }
}

/** A text where it cannot be decided. */
function matchHost(pattern: HostPattern, name: string, regexes: RegexCache): boolean | string {
  switch (pattern.kind) {
    case 'oneLabel': {
      if (!name.endsWith(`.${pattern.domain}`)) return false;
      const label = name.slice(0, name.length - pattern.domain.length - 1);
      if (label === '') return pattern.label === 'anyOrEmpty';
      return !label.includes('.') && (pattern.label !== 'word' || /^[\w-]+$/.test(label));
    }
    case 'anyDepth':
      return name.endsWith(`.${pattern.domain}`) && name.length > pattern.domain.length + 1;
    case 'any':
      return true;
    case 'anyEnding':
      return name.startsWith(`${pattern.beginning}.`);
    case 'wildcard':
      return matchesWildcard(pattern.pattern, name, false);
    case 'regex': {
      const verdict = testRegex(pattern.pattern, pattern.caseSensitive, name, regexes);
      return verdict.kind === 'undecided' ? verdict.because : verdict.kind === 'match';
    }
  }
}

/** The groups that the pattern of a host matched. */
export function hostGroups(entry: HostEntry, name: string, regexes: RegexCache): Groups {
  const match = 'match' in entry ? (entry as PatternHostEntry).match : undefined;
  if (match?.kind === 'oneLabel') return [name, name.slice(0, name.indexOf('.'))];
  if (match?.kind !== 'regex') return [];
  const verdict = matchRegex(match.pattern, match.caseSensitive, name, regexes);
  return verdict.kind === 'match' ? verdict.groups : [];
}

/** Whether the table has a certificate for a host. */
export class CertificateIndex {
  private readonly names = new Set<string>();
  /** With `*.` */
  private readonly wildcards = new Set<string>();

  public constructor(table: RoutingTableData) {
    for (const { host } of table.certificates) (host.startsWith('*.') ? this.wildcards : this.names).add(lowerCase(host));
  }

  public covers(name: string): boolean {
    return this.names.has(name) || (this.wildcards.size > 0 && this.wildcards.has(wildcardOf(name)));
  }
}
