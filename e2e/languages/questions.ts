import type { DialectName } from '../../src/dialects/dialect';
import { DIALECTS } from '../../src/dialects/registry';
import { CaseApp } from '../../test/case-app';
import { refusalOf } from '../../test/case-exceptions';
import { emptyEndpoints, loadCases } from '../../test/cases';
import type { Questions } from './answers/answers';

/**
 * Every case of test/cases as each dialect renders it, with its requests, and for each case the differences between its first rendering and
 * the others.
 */
export function questions(): Questions {
  // What synth warns of is among the findings that are compared.
  process.removeAllListeners('warning');
  const tables: Questions['tables'][number][] = [];
  const diffs: Questions['diffs'][number][] = [];
  for (const one of loadCases()) {
    const first = tables.length;
    for (const dialect of Object.keys(DIALECTS) as DialectName[]) {
      if (refusalOf(dialect, one) !== undefined) continue;
      const app = new CaseApp(one, dialect);
      if (app.notSupported.length > 0) continue;
      const objects = [...app.synth(), ...emptyEndpoints(one)];
      if (tables.length > first) diffs.push([first, tables.length]);
      tables.push({
        name: `${one.name} with ${dialect}`,
        // JSON is YAML.
        manifests: objects.map((object) => JSON.stringify(object)).join('\n---\n'),
        requests: one.probes.map(({ url, method, headers, from }) => ({
          url,
          headers,
          ...(method === undefined ? {} : { method }),
          ...(from === undefined ? {} : { clientAddress: from }),
        })),
      });
    }
  }
  return { tables, diffs };
}
