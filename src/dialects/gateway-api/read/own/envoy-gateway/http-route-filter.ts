import { record, text, texts } from '../../../../../kinds/ingress-view';
import { regexOf } from '../../../../../regex/re2/regex';
import type { Effect, EffectValue } from '../../../../../table/effects';
import { originOf } from '../../../../../table/origin';
import type { Outcome, TextTemplate, UpstreamRewrite } from '../../../../../table/routing-table';
import type { Cluster } from '../../cluster';
import { type Fields, type Named, nameOf } from '../../view';
import type { Extension } from '../extension';
import { secretOf } from './secrets';

/** envoyproxy/gateway@v1.9.1:internal/gatewayapi/filters.go (`processExtensionRefHTTPFilter`). */
export function readHttpRouteFilter(filter: Named, cluster: Cluster): Extension {
  const { urlRewrite, directResponse, credentialInjection, matches, ...unknown } = record(filter.object.spec);
  const [member] = [...Object.keys(unknown), ...(Array.isArray(matches) && matches.length > 0 ? ['matches'] : [])];
  if (member !== undefined) return { effects: [], undecided: `what ${member} of ${nameOf(filter)} does` };
  const parts = [
    urlRewrite === undefined ? {} : readRewrite(record(urlRewrite), filter),
    directResponse === undefined ? {} : readResponse(record(directResponse), filter, cluster),
    credentialInjection === undefined ? {} : readCredential(record(credentialInjection), filter, cluster),
  ];
  return { ...Object.assign({}, ...parts), effects: parts.flatMap(({ effects = [] }) => effects) };
}

type Part = Partial<Extension>;

function readRewrite({ path, hostname }: Fields, filter: Named): Part {
  const effects: readonly Effect[] =
    hostname === undefined
      ? []
      : [{ effect: 'upstreamHost', value: record(hostname) as EffectValue, origin: originOf(filter, 'spec.urlRewrite.hostname') }];
  if (path === undefined) return { effects };
  const { type, replaceRegexMatch } = record(path);
  if (type !== 'ReplaceRegexMatch') return { effects, undecided: `what ${text(type)} of ${nameOf(filter)} does` };
  const { pattern, substitution } = record(replaceRegexMatch);
  const written = text(pattern);
  const regex = regexOf(written, true);
  if (written === '' || regex.kind === 'refused') return { effects, invalid: `"${written}" of ${nameOf(filter)} is no regular expression` };
  const rewrite = regexRewrite(written, text(substitution));
  return rewrite === undefined
    ? { effects, undecided: `how often "${written}" of ${nameOf(filter)} is found in a path` }
    : { effects, rewrite };
}

/**
 * Every match in the path is replaced: envoyproxy/envoy@v1.39.1:source/common/router/config_impl.cc (`regex_rewrite_->replaceAll`). A pattern
 * for the beginning matches once.
 */
function regexRewrite(pattern: string, substitution: string): UpstreamRewrite | undefined {
  if (!pattern.startsWith('^') || hasOpenAlternative(pattern)) return undefined;
  return { kind: 'regexReplace', pattern, caseSensitive: true, substitution: templateOf(substitution) };
}

/** Whether a `|` stands outside of groups, or where it cannot be told. */
function hasOpenAlternative(pattern: string): boolean {
  let depth = 0;
  for (const [token] of pattern.matchAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/g)) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (token === '|' && depth === 0) return true;
  }
  return false;
}

/** `\1` is a group, and `\\` a backslash: google/re2@2025-11-05:re2/re2.cc (`Rewrite`). */
const templateOf = (substitution: string): TextTemplate =>
  [...substitution.matchAll(/\\(\d)|\\(\\)|([^\\]+)|\\/g)].map(([written, group, backslash, plain]) =>
    group !== undefined ? { capture: Number(group) } : (backslash ?? plain ?? written),
  );

function readResponse({ statusCode, body, contentType, header }: Fields, filter: Named, cluster: Cluster): Part {
  const { kind, name } = record(record(body).valueRef);
  const key = `${filter.namespace}/${text(name)}`;
  if (name !== undefined && cluster.complete && cluster.find(text(kind) || 'ConfigMap', key) === undefined)
    return { invalid: `there is no ${text(kind) || 'ConfigMap'} ${key}` };
  const status = typeof statusCode === 'number' ? statusCode : 200;
  const outcome: Outcome = { kind: 'answer', status, because: `${nameOf(filter)} answers`, withBody: true };
  const headers = { ...(contentType === undefined ? {} : { 'Content-Type': text(contentType) }), ...texts(header) };
  const effects: readonly Effect[] =
    Object.keys(headers).length === 0 && header === undefined
      ? []
      : [
          {
            effect: 'responseHeaders',
            value: { ...headers, ...(header === undefined ? {} : { header: record(header) as EffectValue }) },
            origin: originOf(filter, 'spec.directResponse'),
          },
        ];
  return { outcome, effects };
}

function readCredential(own: Fields, filter: Named, cluster: Cluster): Part {
  const secret = secretOf(record(record(own.credential).valueRef), filter, cluster);
  if ('missing' in secret) return { invalid: secret.missing };
  return { effects: [{ effect: 'requestHeaders', value: own as EffectValue, origin: originOf(filter, 'spec.credentialInjection') }] };
}
