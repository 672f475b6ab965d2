import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Asked, checked, explained } from './ask';
import { EXCUSED_REPORTS } from './excused';

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

const nameOf = ({ source, title }: Report): string => `${source}: ${title}`;

/** Differences between the answers of the controller and ours. */
async function differences({ requests, answers, refused, configLoads, manifest }: Report): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [index, asked] of requests.entries()) {
    const { answer, conditional, frozen } = await explained(manifest, asked);
    // The answer of the backend itself is its own affair.
    const real = (answers[index] as string).replace(/^\d+ (\S+\/\S+:\d+ \S+)( -> .*)?$/, '$1');
    if (frozen === configLoads) found.push(`${asked.url}: the configuration ${configLoads ? 'loads' : 'does not load'}`);
    else if (configLoads && answer !== real && !conditional.includes(real)) found.push(`${asked.url}: ${real}, not ${answer}`);
  }
  const findings = await checked(manifest);
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
    async (_name, report) => {
      expect(await differences(report)).not.toEqual([]);
    },
  );

  test('every report is reached or excused', () => {
    const names = REPORTS.map(nameOf);
    expect(Object.keys(EXCUSED_REPORTS).filter((name) => !names.includes(name))).toEqual([]);
    console.info(`real-world/reports: ${reached.length} of ${REPORTS.length}, ${REPORTS.length - reached.length} excused`);
  });
});
