import type { Cover, CoveringRequest } from '../proof/cover/covering-requests';
import { decisionText, requestText, undecidedText } from '../proof/diff/difference-text';
import type { Decision } from '../table/decide';
import type { RoutingRequest } from '../table/request';
import { decisionKind } from '../words/decision-kind';
import { originText } from '../words/origin-text';
import { jsonText } from './print-findings';

export type RequestsForm = 'hurl' | 'curl' | 'json';

/** Requests for another program to send, with what each side answers. */
export function requestsText({ requests, left }: Cover, form: RequestsForm): string {
  if (form === 'json') return jsonText({ form: 1, requests: requests.map(requestJson), left });
  const missing = left.map((part) => oneLine(`no request: ${undecidedText(part)}`));
  const blocks = requests.map((one) => [...linesOf(one), ...(form === 'hurl' ? hurl(one) : curl(one.request))].join('\n'));
  const head = form === 'curl' ? ['#!/bin/sh\n# Options of curl can be given, such as --connect-to ::127.0.0.1:8080'] : [];
  return `${[...head, ...blocks, ...(missing.length === 0 ? [] : [missing.map((line) => `# ${line}`).join('\n')])].join('\n\n')}\n`;
}

/** Comments: the request in words where a part of it cannot be sent by everyone, and both answers. */
const linesOf = ({ request, before, after }: CoveringRequest): readonly string[] =>
  [
    ...(request.clientAddress === undefined ? [] : [`from a client at ${request.clientAddress}`]),
    `before: ${answerText(before)}`,
    `after: ${answerText(after)}`,
  ].map((line) => `# ${oneLine(line)}`);

const answerText = (decision: Decision): string =>
  `${decisionText(decision)}${decision.decidedBy === undefined || decision.decidedBy.name === '' ? '' : ` (${originText(decision.decidedBy)})`}`;

/** A comment ends where its line does. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const urlOf = ({ scheme = 'http', host, port, target }: RoutingRequest): string =>
  `${scheme}://${host ?? ''}${port === undefined ? '' : `:${port}`}${target}`;

const headersOf = ({ headers = {} }: RoutingRequest): readonly (readonly [string, string])[] =>
  Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const));

interface RequestParts {
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyBytes: number;
}

/** A program that sends a body writes the header for its length by itself, and a server waits for a body whose length is said. */
function partsOf(request: RoutingRequest): RequestParts {
  const isLength = ([name, value]: readonly [string, string]): boolean => name.toLowerCase() === 'content-length' && /^\d+$/.test(value);
  const headers = headersOf(request);
  const length = headers.find(isLength);
  return { headers: headers.filter((one) => !isLength(one)), bodyBytes: length === undefined ? 0 : Number(length[1]) };
}

// ---- Hurl (hurl.dev/docs/hurl-file.html)

/** A longer body would make the file unreadable. */
const LONGEST_LITERAL_BYTES = 1000;

/** Asserts of what is known of the answer afterwards: a backend may answer as it likes. */
function hurl({ request, after }: CoveringRequest): readonly string[] {
  const { method = 'GET' } = request;
  const { headers, bodyBytes } = partsOf(request);
  if (bodyBytes > LONGEST_LITERAL_BYTES) return [`# not in this form: its body has ${bodyBytes} bytes (--requests curl sends it)`];
  const kind = decisionKind(after);
  const status =
    (kind === 'redirect' || kind === 'answer') && after.assuming === undefined && request.clientAddress === undefined
      ? after.status
      : undefined;
  const location = status === undefined ? undefined : after.location;
  return [
    `${method} ${urlOf(request).replace(/#/g, '\\#')}`,
    ...headers.map(([name, value]) => `${name}: ${value.replace(/[\\#]/g, (char) => `\\${char}`)}`),
    ...(bodyBytes === 0 ? [] : [`\`${'x'.repeat(bodyBytes)}\``]),
    `HTTP ${status ?? '*'}`,
    ...(location === undefined ? [] : ['[Asserts]', `header "Location" == "${location.replace(/[\\"]/g, (char) => `\\${char}`)}"`]),
  ];
}

// ---- curl (curl.se/docs/manpage.html)

function curl(request: RoutingRequest): readonly string[] {
  const { method = 'GET' } = request;
  const { headers: fields, bodyBytes } = partsOf(request);
  const how = method === 'HEAD' ? ['--head'] : method === 'GET' && bodyBytes === 0 ? [] : ['--request', quoted(method)];
  // curl adds headers of its own to a body, and waits before it sends a long one.
  const body = bodyBytes === 0 ? [] : ["--data-binary @- --header 'Content-Type:' --header 'Expect:'"];
  // curl sends no header without a value but in this form.
  const headers = fields.flatMap(([name, value]) => ['--header', quoted(value === '' ? `${name};` : `${name}: ${value}`)]);
  const written = '%{http_code} %header{location}\\n';
  const parts = [
    'curl --silent --show-error --max-time 10 --http1.1 --globoff --path-as-is --output /dev/null --write-out',
    quoted(written),
    '"$@"',
  ];
  const line = [...parts, ...how, ...body, ...headers, quoted(urlOf(request))].join(' ');
  return [bodyBytes === 0 ? line : `head -c ${bodyBytes} /dev/zero | tr '\\0' x | ${line}`];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

// ---- JSON

const requestJson = ({ request, before, after }: CoveringRequest): object => ({
  url: requestText(request),
  request,
  before: answerJson(before),
  after: answerJson(after),
});

export const answerJson = (decision: Decision): object => ({
  kind: decisionKind(decision),
  text: decisionText(decision),
  status: decision.status ?? null,
  location: decision.location ?? null,
  decidedBy: decision.decidedBy ?? null,
});
