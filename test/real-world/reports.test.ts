import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Asked, checked, explained } from './ask';
import { EXCUSED_REPORTS, type Excuse } from './excused';

interface Report {
  readonly source: string;
  readonly title: string;
  readonly requests: readonly Asked[];
  /** Of ingress-nginx v1.15.1 itself, one for each request: "404", "308 -> <location>", "200 <backend> <target>". */
  readonly answers: readonly string[];
  /** Ingresses that its admission refuses, as `namespace/name`. */
  readonly refused: readonly string[];
  /** Whether nginx loads what the controller writes. */
  readonly configLoads: boolean;
  readonly manifest: string;
}

const REPORTS = JSON.parse(readFileSync(join(__dirname, 'reports.json'), 'utf8')) as readonly Report[];

/** What ran when the answers were recorded, whatever the manifests say. */
const RECORDED = ['--controller', 'ingress-nginx'];

const nameOf = ({ source, title }: Report): string => `${source}: ${title}`;

/** The recording marks Services without pods; a cluster has an EndpointSlice for it. */
const withEndpoints = (manifest: string): string =>
  [
    manifest,
    ...manifest
      .split(/^---$/m)
      .filter((one) => one.includes('truth/no-endpoints'))
      .map((one) => {
        const name = /^ {2}name: (\S+)$/m.exec(one)?.[1];
        const metadata = `{name: ${name}-1, labels: {kubernetes.io/service-name: ${name}}}`;
        return `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: ${metadata}\naddressType: IPv4\nendpoints: []\n`;
      }),
  ].join('\n---\n');

/** The number of a port is not known of a Service that is not among the manifests: the answer has its name, or that it is the first. */
const isSame = (answer: string, real: string): boolean =>
  answer === real || answer.replace(/:(?:the first|[a-z][\w-]*) /, ': ') === real.replace(/:\d+ /, ': ');

/** Differences between the answers of the controller and ours. */
async function differences({ requests, answers, refused, configLoads, manifest: given }: Report): Promise<readonly string[]> {
  const found: string[] = [];
  const manifest = withEndpoints(given);
  for (const [index, asked] of requests.entries()) {
    const { answer, conditional, frozen } = await explained(manifest, asked, RECORDED);
    // The answer of the backend itself is its own affair.
    const real = (answers[index] as string).replace(/^\d+ (\S+\/\S+:\d+ \S+)( -> .*)?$/, '$1');
    if (frozen === configLoads) found.push(`${asked.url}: the configuration ${configLoads ? 'loads' : 'does not load'}`);
    else if (configLoads && ![answer, ...conditional].some((one) => isSame(one, real))) found.push(`${asked.url}: ${real}, not ${answer}`);
  }
  const findings = await checked(manifest, RECORDED);
  const told = [...findings.matchAll(/\[manifest\/refused\] Ingress (\S+) is refused/g)].map(([, name]) => name as string);
  if (told.sort().join() !== [...refused].sort().join()) found.push(`admission refuses [${refused}], not [${told}]`);
  return found;
}

describe('manifests of public reports are answered as by the controller', () => {
  const excused = (report: Report): boolean => nameOf(report) in EXCUSED_REPORTS;
  const reached = REPORTS.filter((report) => !excused(report));

  test.each(reached.map((report) => [nameOf(report), report] as const))('%s', async (_name, report) => {
    expect(await differences(report)).toEqual([]);
  });

  test.each(REPORTS.filter(excused).map((report) => [nameOf(report), report] as const))(
    '%s: still needs its excuse',
    async (name, report) => {
      expect(await differences(report)).not.toEqual([]);
      const { instead } = EXCUSED_REPORTS[name] as Excuse;
      expect(await differences({ ...report, answers: instead })).toEqual([]);
    },
  );

  test('every report is reached or excused', () => {
    const names = REPORTS.map(nameOf);
    expect(Object.keys(EXCUSED_REPORTS).filter((name) => !names.includes(name))).toEqual([]);
    console.info(`real-world/reports: ${reached.length} of ${REPORTS.length}, ${REPORTS.length - reached.length} excused`);
  });
});
