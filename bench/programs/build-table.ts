import { createHash } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import { ENVOY_GATEWAY } from '../../src/dialects/gateway-api/profiles/envoy-gateway';
import { readerOf } from '../../src/dialects/gateway-api/read';
import { read } from '../../src/dialects/ingress-nginx/read';
import { parseText } from '../../src/manifests/parse-document';
import { splitDocuments } from '../../src/manifests/split-documents';
import { resolve } from '../../src/table/resolve';
import { objectsOf, routesOf, type Shape, yamlOf } from './manifests';

/** One measured run in a process of its own: `node build-table.js <what> <shape> <how many>`. Prints a `BuildRun` as JSON. */

/** `table`: from parsed objects to answers on every host; `manifests`: our reading of YAML; `yaml`: that of the package `yaml`. */
export type What = 'table' | 'manifests' | 'yaml';

export interface BuildRun {
  readonly milliseconds: number;
  /** Of the objects. */
  readonly sha256: string;
}

const [what, shape, count] = process.argv.slice(2) as [What, Shape, string];
const given = objectsOf(shape, routesOf(shape, Number(count)));
const text = yamlOf(given);

const measured = {
  table: () => {
    const table = shape === 'gateway' ? readerOf(ENVOY_GATEWAY)(given) : read(given);
    for (const { names } of table.hosts) resolve(table, { host: names[0] ?? '', target: '/' });
    return given;
  },
  manifests: () =>
    [...splitDocuments(text)].map((document) => {
      const parsed = parseText(document.text);
      return 'value' in parsed && parsed.value;
    }),
  yaml: () => parseAllDocuments(text).map((document) => document.toJS()),
};
const start = performance.now();
const objects = measured[what]();
const milliseconds = performance.now() - start;
const run: BuildRun = { milliseconds, sha256: createHash('sha256').update(JSON.stringify(objects)).digest('hex') };
console.log(JSON.stringify(run));
