import { escapeLiteral } from '../../../model/escape-literal';
import { syntaxOf } from '../../../regex/pcre2/syntax';
import type { Origin, Outcome, Statement, Step, TextTemplate } from '../../../table/routing-table';
import type { By } from './controller-origin';
import type { ParsedAnnotations } from './parsed-annotations';
import type { Location } from './servers';
import { configSwitch } from './settings';
import { doubtOf, undecidedStep } from './snippets/levels';
import { isRedirect } from './snippets/statements';
import type { StepContext } from './step-context';
import { readTemplate } from './templates';
import type { RewritePhase } from './treatments';

/**
 * What nginx does to a request in the rewrite phase of a location, in the order of the file: CORS, snippets, `return`, rewrite-target. Only
 * the last depends on the path.
 *
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl, internal/ingress/controller/template/template.go
 * (`buildProxyPass`); nginx/nginx@release-1.27.1:src/http/modules/ngx_http_rewrite_module.c.
 */
export function rewritePhase(annotations: ParsedAnnotations | undefined, by: By, context: StepContext): RewritePhase {
  const snippets = context.snippets.ofLocation(annotations, by);
  const origins = annotations?.corsOrigins;
  const limits = snippets.flatMap((one) => one.limits);
  const before: Step[] = limits.map((one) => ({ kind: 'script', statements: [one], origin: one.origin }));
  if (origins !== undefined) before.push(...preflight(origins, by('enable-cors')));
  const doubt = doubtOf([snippets], 'anything');
  if (doubt !== undefined) before.push(undecidedStep(doubt));
  return {
    before,
    statements: snippets.flatMap(({ statements }) => statements),
    returned: annotations === undefined ? undefined : returnedBy(annotations, by, context),
  };
}

/** `rewrite`: that of the path, if there is one. Without statements each of the parts is a step. */
export function stepsOf({ before, statements, returned }: RewritePhase, rewrite: PathRewrite | undefined): readonly Step[] {
  const [first] = statements;
  if (first?.do === 'return') return [...before, { kind: 'when', conditions: [], outcome: first.outcome, origin: first.origin }];
  if (first === undefined) {
    const always: readonly Step[] = returned === undefined ? [] : [{ kind: 'when', conditions: [], ...returned }];
    return [...before, ...always, ...(rewrite === undefined ? [] : [rewrite.step])];
  }
  const all = [
    ...statements,
    ...(returned === undefined ? [] : [{ do: 'return' as const, text: 'the redirect of an annotation', ...returned }]),
    ...(rewrite === undefined ? [] : [rewrite.statement]),
  ];
  return [...before, { kind: 'script', statements: all, origin: first.origin }];
}

/** `OPTIONS` is answered for an origin that may ask. */
function preflight(origins: readonly string[], origin: Origin): readonly Step[] {
  const outcome: Outcome = { kind: 'answer', status: 204, because: 'CORS: the question before a request' };
  const method = { kind: 'method', methods: ['OPTIONS'] } as const;
  if (origins.length === 0) return [];
  if (origins.includes('*')) return [{ kind: 'when', conditions: [method], outcome, origin }];
  const pattern = `(${origins.map((one) => `(${escapeLiteral(one).replace('\\*', '[A-Za-z0-9\\-]+')})`).join('|')})$`;
  return [
    {
      kind: 'when',
      conditions: [method, { kind: 'header', name: 'origin', test: { kind: 'matches', pattern, caseSensitive: false } }],
      outcome,
      origin,
    },
  ];
}

function returnedBy({ redirect }: ParsedAnnotations, by: By, context: StepContext): RewritePhase['returned'] {
  const { url, code, annotation, relative } = redirect;
  if (url === '') return undefined;
  const text = readTemplate(url, context.variables);
  if ('refused' in text) return undefined;
  return { outcome: returned(code, text, relative || configSwitch(context.settings, 'relative-redirects', false)), origin: by(annotation) };
}

/** `return` with a text: a Location for some codes, a body for the others. */
const returned = (status: number, text: TextTemplate, relative: boolean): Outcome =>
  isRedirect(status)
    ? { kind: 'redirect', status, location: { text, pathOnly: relative ? 'kept' : 'completed' } }
    : { kind: 'answer', status, because: 'a redirect with a code that nginx does not redirect with', withBody: true };

/** The rewrite of rewrite-target, in both forms. */
export interface PathRewrite {
  readonly step: Step;
  readonly statement: Statement;
}

/** `buildProxyPass`: a target that is the path itself rewrites nothing. */
export function pathRewrite({ path }: Location, annotations: ParsedAnnotations, by: By, context: StepContext): PathRewrite | undefined {
  const { target } = annotations.rewrite;
  if (target === '' || target === path) return undefined;
  const origin = by('rewrite-target');
  const syntax = syntaxOf(path);
  if (syntax.kind === 'refused') context.freezes.add('regex', `"${path}" is no regular expression: ${syntax.because}`, origin);
  const substitution = readTemplate(target, context.variables);
  if ('refused' in substitution) return undefined;
  const common = { pattern: path, caseSensitive: false } as const;
  const written = { text: `rewrite "(?i)${path}" ${target} break`, origin, ...common } as const;
  if (/^(?:https?:\/\/|\$scheme)/.test(target))
    return {
      step: { kind: 'redirectMatch', redirect: { ...common, substitution, status: 302 }, origin },
      statement: { do: 'redirect', ...written, location: substitution, query: 'appended', status: 302, pathOnly: 'kept' },
    };
  return {
    step: { kind: 'rewrite', rewrite: { kind: 'regexReplaceAll', ...common, substitution, statusIfEmpty: 500 }, origin },
    statement: { do: 'rewrite', ...written, path: substitution, queryOfRequest: 'kept', next: 'stay' },
  };
}
