import { writeFileSync } from 'node:fs';
import { messageOf } from '../manifests/file-error';
import { type CoveringRequest, coveringRequests } from '../proof/cover/covering-requests';
import { undecidedText } from '../proof/diff/difference-text';
import { judgeReply } from '../proof/probe/judge-response';
import type { Decision } from '../table/decide';
import type { RoutingRequest } from '../table/request';
import type { Arguments } from './arguments';
import { EXIT } from './exit-codes';
import { jsonText, tellFindings } from './print-findings';
import type { ProbeArguments } from './probe-arguments';
import { type Probed, probeJson, probeJunit, probeMarkdown, probeText } from './probe-output';
import { Progress } from './progress';
import { readTables } from './read-table';
import { type Address, bodyLength, LONGEST_BODY_BYTES, send } from './send-request';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** So many connections in a row that fail are the fault of the address. */
const MOST_FAILURES = 5;

/** `probe --to <url> [files...]` */
export async function probe(args: Arguments, terminal: Terminal): Promise<number> {
  const options = args.probe as ProbeArguments;
  const read = await readTables(args, terminal);
  const claiming = read.filter(({ table }) => table.claimed.length > 0);
  const [one, ...more] = claiming;
  if (one === undefined) throw new UsageError('no controller reads a route of the manifests; choose one with --controller, or --class');
  if (more.length > 0)
    throw new UsageError(
      `the manifests have several controllers (${claiming.map(({ title }) => title).join(', ')}); choose one with --controller`,
    );
  const errors = read.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
  tellFindings(errors, terminal);
  const cover = coveringRequests(one.table, one.table);
  const probed = await sendAll(cover.requests, options, terminal);
  const left = [...errors.map(({ what }) => `not read: ${what}`), ...cover.left.map(undecidedText)];
  const result = { probed, left };
  if (options.junit !== undefined) writeReport(options.junit, probeJunit(result, options.naming));
  switch (args.output) {
    case 'json':
      terminal.output.write(jsonText(probeJson(result, options.naming)));
      break;
    case 'markdown':
      terminal.output.write(probeMarkdown(result, options.naming));
      break;
    default:
      terminal.output.write(probeText(result, options.naming));
  }
  if (probed.some(({ verdict }) => verdict === 'different')) return EXIT.findings;
  return left.length > 0 || probed.some(({ verdict }) => verdict === 'unknown') ? EXIT.undecided : EXIT.done;
}

/** One after the other, and not faster than the user allows. */
async function sendAll(requests: readonly CoveringRequest[], options: ProbeArguments, terminal: Terminal): Promise<readonly Probed[]> {
  const { ratePerSecond, maxRequests, maxSeconds, timeoutSeconds, insecure, naming } = options;
  const progress = new Progress(terminal.errors);
  const begin = Date.now();
  const probed: Probed[] = [];
  let count = 0;
  let failures = 0;
  for (const [request, expected] of predictions(requests)) {
    const reason =
      notSent(request, options) ??
      (count >= maxRequests ? `not sent: more than ${maxRequests} requests (--max-requests)` : undefined) ??
      (Date.now() - begin > maxSeconds * 1000 ? `not sent: more than ${maxSeconds} seconds (--max-seconds)` : undefined) ??
      (failures >= MOST_FAILURES ? `not sent: ${MOST_FAILURES} requests before it could not be sent` : undefined);
    if (reason !== undefined) {
      probed.push({ request, expected, seconds: 0, verdict: 'unknown', because: reason });
      continue;
    }
    await until(begin + (count * 1000) / ratePerSecond);
    count++;
    progress.tell(() => `${count} of ${requests.length} requests`);
    const start = Date.now();
    const reply = await send(request, addressFor(request, options) as Address, { timeoutSeconds, insecure });
    failures = reply.kind === 'failed' ? failures + 1 : 0;
    probed.push({ request, expected, reply, seconds: (Date.now() - start) / 1000, ...judgeReply(expected, reply, naming) });
  }
  progress.done();
  return probed;
}

/** Nobody can choose the address that a client has: such a request is sent once. */
function predictions(requests: readonly CoveringRequest[]): readonly (readonly [RoutingRequest, readonly Decision[]])[] {
  const found = new Map<string, readonly [RoutingRequest, readonly Decision[]]>();
  for (const { request, before, fromElsewhere = [] } of requests) {
    const { clientAddress: _, ...sent } = request;
    const key = JSON.stringify(sent);
    if (!found.has(key)) found.set(key, [sent, [before, ...fromElsewhere.map((one) => one.before)]]);
  }
  return [...found.values()];
}

const until = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, time - Date.now())));

/** Methods that change nothing (RFC 9110, section 9.2.1), and that every client can send. */
const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Why a request is not sent; absent if it is. */
function notSent(request: RoutingRequest, options: ProbeArguments): string | undefined {
  const { method = 'GET', scheme = 'http', port } = request;
  if (!SAFE.includes(method) && !options.unsafeMethods) return 'not sent: its method may change something (--unsafe-methods sends it)';
  if (method === 'CONNECT') return 'not sent: CONNECT asks for a tunnel';
  if (port !== undefined) return `not sent: it is for port ${port}`;
  if (addressFor(request, options) === undefined) return `not sent: no address for ${scheme} is given (--to ${scheme}://...)`;
  if (bodyLength(request) > LONGEST_BODY_BYTES) return `not sent: its body has more than ${LONGEST_BODY_BYTES} bytes`;
  return undefined;
}

function addressFor({ scheme = 'http', host }: RoutingRequest, { to, resolve }: ProbeArguments): Address | undefined {
  const address = to.get(scheme);
  const other = resolve.get((host ?? '').toLowerCase());
  return address === undefined || other === undefined ? address : { ...address, host: other };
}

function writeReport(file: string, report: string): void {
  try {
    writeFileSync(file, report);
  } catch (error) {
    throw new UsageError(`"${file}" cannot be written: ${messageOf(error)}`);
  }
}
