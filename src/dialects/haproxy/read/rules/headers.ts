import { isGoInteger } from '../../../../annotation-table/go-text';
import { regexOf } from '../../../../regex/pcre2/regex';
import type { Step } from '../../../../table/routing-table';
import { milliseconds } from '../durations';
import { type Rule, type RuleSource, type RuleType, rule } from '../rule';

interface SetHeader {
  readonly HdrName: string;
  readonly HdrFormat: string;
  readonly CondTest?: string;
  readonly Response?: boolean;
  readonly AfterResponse?: boolean;
}

const setHeader = (type: RuleType, { HdrName, HdrFormat, CondTest = '', Response = false, AfterResponse = false }: SetHeader): Rule =>
  rule(type, {
    HdrName,
    HdrFormat,
    CondTest,
    Cond: CondTest === '' ? '' : 'if',
    Type: 0,
    Response,
    AfterResponse,
    ForwardedProto: false,
  });

/**
 * Rules about headers: none of them changes where a request goes, but rows name their ids.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/ingress/reqSetHost.go, reqSetHdr.go, reqCapture.go, resSetCORS.go.
 */
export const headerRules = {
  host: ({ said }: RuleSource): readonly Rule[] => {
    const host = said.text('set-host');
    return host === '' ? [] : [setHeader('setHeader', { HdrName: 'Host', HdrFormat: host })];
  },

  request: (source: RuleSource): readonly Rule[] => headers('request-set-header', source).map((one) => setHeader('setHeader', one)),

  response: (source: RuleSource): readonly Rule[] =>
    headers('response-set-header', source).map((one) => setHeader('responseHeader', { ...one, Response: true })),

  capture: ({ said }: RuleSource): readonly Rule[] => {
    const length = said.text('request-capture-len');
    return said
      .text('request-capture')
      .split('\n')
      .filter((sample) => sample !== '')
      .map((Expression) => rule('capture', { Expression, CaptureLen: isGoInteger(length) ? Number(length) : 0 }));
  },

  cors: (source: RuleSource): readonly Rule[] => corsRules(source),
};

/** Lines up to the first that has no space. */
function headers(annotation: string, { said, fault }: RuleSource): readonly SetHeader[] {
  const found: SetHeader[] = [];
  for (const line of said.text(annotation).split('\n')) {
    if (line === '') continue;
    const space = line.indexOf(' ');
    if (space < 0) {
      fault({ kind: 'ignored', annotation, because: `"${line}" has no value` });
      break;
    }
    found.push({ HdrName: line.slice(0, space), HdrFormat: quoted(line.slice(space + 1)) });
  }
  return found;
}

/** `EnsureQuoted` */
const quoted = (text: string): string => {
  if (text === '' || text === '"') return '""';
  const begun = text.startsWith('"') ? text : `"${text}`;
  return begun.endsWith('"') ? begun : `${begun}"`;
};

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

function corsRules({ said, fault }: RuleSource): readonly Rule[] {
  if (said.on('cors-enable') !== true) return [];
  const origin = said.text('cors-allow-origin');
  const found = '{ var(txn.cors_origin) -m found }';
  const condition = origin === '*' || origin === '' ? found : `{ var(txn.cors_origin) -m reg ${origin} }`;
  const refused = origin === '*' ? undefined : regexOf(origin, true);
  if (refused?.kind === 'refused')
    fault({ kind: 'frozen', annotation: 'cors-allow-origin', because: `"${origin}" is no regular expression: ${refused.because}` });
  const rules = [rule('setVariable', { Name: 'cors_origin', Scope: 'txn', Expression: 'req.hdr(origin)', CondTest: '' })];
  const add = (name: string, HdrFormat: string): void => {
    rules.push(setHeader('setHeader', { HdrName: `Access-Control-${name}`, HdrFormat, AfterResponse: true, CondTest: condition }));
  };
  const without = (annotation: string): string => said.text(annotation).replace(/\s+/g, '');
  if (origin !== '') add('Allow-Origin', origin === '*' ? '*' : '%[var(txn.cors_origin)]');
  const methods = without('cors-allow-methods').toUpperCase().split(',');
  const wrong = methods.find((method) => method !== '*' && method !== '' && !METHODS.includes(method));
  if (wrong !== undefined) fault({ kind: 'ignored', annotation: 'cors-allow-methods', because: `"${wrong}" is no method` });
  else if (methods[0] === '*') add('Allow-Methods', '*');
  else if (methods[0] !== '') add('Allow-Methods', quoted(methods.join(', ')));
  const allowed = without('cors-allow-headers');
  if (allowed !== '') add('Allow-Headers', quoted(allowed));
  const age = milliseconds(said.text('cors-max-age'));
  if (age !== undefined) add('Max-Age', `"${Math.trunc(age / 1000)}"`);
  if (said.text('cors-allow-credentials') === 'true') add('Allow-Credentials', '"true"');
  if (said.text('cors-respond-to-options') === 'true') rules.push(rule('answer', { StatusCode: 204 }, [preflight(said)]));
  return rules;
}

const preflight = (said: RuleSource['said']): Step => ({
  kind: 'when',
  conditions: [{ kind: 'method', methods: ['OPTIONS'] }],
  outcome: { kind: 'answer', status: 204, because: 'every OPTIONS request is answered' },
  origin: said.origin('cors-respond-to-options'),
});
