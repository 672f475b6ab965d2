import { bytesOf } from '../regex/pcre2/bytes';
import type { RequestRules, RequestVariable, TextTemplate } from './routing-table';
import { headerOf, type SeenRequest } from './seen-request';

/** What a template may take from a request. */
export interface TemplateSource {
  readonly seen: SeenRequest;
  readonly rules: RequestRules;
  /** Stands for the name of a request that has none. */
  readonly nameless: string;
  /** Decoded and normalized, or rewritten. */
  readonly path: string;
  readonly groups: readonly string[];
  /** What is done to a group before it is put in. */
  readonly capture?: (text: string) => string;
}

export function fillTemplate(template: TextTemplate, source: TemplateSource): { readonly text: string } | { readonly undecided: string } {
  let text = '';
  for (const part of template) {
    if (typeof part === 'string') text += bytesOf(part);
    else if ('capture' in part) {
      const group = source.groups[part.capture] ?? '';
      text += source.capture?.(group) ?? group;
    } else if ('variable' in part) text += textOf(part.variable, source);
    else return { undecided: `it depends on ${part.unknown}, which is known only when the request is there` };
  }
  return { text };
}

function textOf(variable: RequestVariable, { seen, rules, nameless, path }: TemplateSource): string {
  const believed = (name: string): string | undefined => (rules.trustsForwardedHeaders ? headerOf(seen, name, rules) : undefined);
  switch (variable) {
    case 'scheme':
      return seen.scheme;
    case 'clientScheme':
      return believed('x-forwarded-proto') ?? seen.scheme;
    case 'clientPort':
      return believed('x-forwarded-port') ?? (seen.scheme === 'https' ? '443' : '80');
    case 'host':
      return seen.name ?? nameless;
    case 'hostAsSent':
      return seen.hostAsSent ?? '';
    case 'clientHost': {
      const sent = believed('x-forwarded-host')?.split(',', 1)[0] ?? seen.hostAsSent ?? seen.name ?? nameless;
      return sent.split(':', 1)[0] as string;
    }
    case 'method':
      return seen.method;
    case 'target':
      return seen.target.sent;
    case 'targetWithoutTrailingSlash':
      return seen.target.sent.endsWith('/') ? seen.target.sent.slice(0, -1) : seen.target.sent;
    case 'path':
      return path;
    case 'query':
      return seen.target.query ?? '';
    case 'queryMark':
      return seen.target.query ? '?' : '';
  }
}

/** The scheme as the client sees it: a header of a proxy before the controller may say another. */
export function clientScheme(seen: SeenRequest, rules: RequestRules): string {
  return (rules.trustsForwardedHeaders ? headerOf(seen, 'x-forwarded-proto', rules) : undefined) ?? seen.scheme;
}
