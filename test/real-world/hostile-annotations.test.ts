import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ingressYaml, runWith } from '../cli/run-cli';

/**
 * Values of annotations, and what the annotation parsers of kubernetes/ingress-nginx@controller-v1.15.1 said of each when they ran over an
 * Ingress that has it, with what it needs (`annotations.NewAnnotationExtractor(...).Extract`, and the checks of `CheckIngress` before it).
 */
interface Row {
  readonly annotation: string;
  readonly value: string;
  /** Other annotations, without which it is not read. */
  readonly with?: { readonly [annotation: string]: string };
  /**
   * `refused`: admission refuses the Ingress. `denied`: its locations answer 503. `invalid`: the log says so, and the value is left out.
   * `outside`: nothing is said, and something else is done: no limit for a negative one, every request for a weight above the total, 301 for a
   * code that is none of a redirect (internal/ingress/controller/template/template.go, rootfs/etc/nginx/lua/balancer.lua,
   * internal/ingress/annotations/redirect/redirect.go).
   */
  readonly verdict: 'refused' | 'denied' | 'invalid' | 'outside' | 'taken';
}

const ROWS = JSON.parse(readFileSync(join(__dirname, 'hostile/annotations.json'), 'utf8')) as readonly Row[];

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly what: string;
}

/** What `check` says about an annotation. */
async function findingsOf({ annotation, value, with: others = {} }: Row): Promise<readonly Finding[]> {
  const metadata = `  annotations: ${JSON.stringify({ ...others, [annotation]: value })}\nspec:`;
  const { output } = await runWith(ingressYaml().replace('spec:', metadata), 'check', '-o', 'json');
  const { findings } = JSON.parse(output) as { readonly findings: readonly Finding[] };
  const name = annotation.split('/')[1] as string;
  return findings.filter(({ what }) => what.includes(name));
}

const isNotAccepted = ({ code }: Finding): boolean => code === 'annotation/value-not-accepted' || code.startsWith('manifest/refused');

describe('check says of values what the controller does with them', () => {
  test.each(ROWS.map((row) => [row.annotation.replace(/.*\//, ''), row.value, row.verdict, row] as const))(
    '%s %j is %s',
    async (_name, _value, verdict, row) => {
      const found = await findingsOf(row);
      const codes = found.map(({ code, severity }) => `${severity} ${code}`);
      if (verdict === 'refused') expect(codes).toContain('error manifest/refused');
      else if (verdict === 'denied') expect(codes).toContain('error manifest/backend-unreachable');
      else if (verdict !== 'taken') expect(codes).toContain('error annotation/value-not-accepted');
      else expect(found.filter(isNotAccepted)).toEqual([]);
    },
  );

  test('each verdict is there', () => {
    const count = (verdict: Row['verdict']): number => ROWS.filter((row) => row.verdict === verdict).length;
    expect([count('refused'), count('denied'), count('invalid'), count('outside'), count('taken')]).toEqual([15, 4, 23, 3, 7]);
  });
});
