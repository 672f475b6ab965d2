import type { DialectName } from '../../src/dialects/dialect';
import { DIALECTS } from '../../src/dialects/registry';
import { CaseApp } from '../../test/case-app';
import { loadCases } from '../../test/cases';
import { isServed, type Manifest } from './manifests';

/** What each dialect makes of the cases that it can do: all of them as one manifest, because one at a time would take minutes. */
export function caseManifests(): Manifest[] {
  const cases = loadCases();
  const all = (Object.keys(DIALECTS) as DialectName[]).map((name) => {
    const apps = cases.map((one) => new CaseApp(one, name)).filter(({ notSupported }) => notSupported.length === 0);
    // Several cases have the same Services, and they are alike.
    const objects = new Map(apps.flatMap((app) => app.synth()).map((object) => [`${object.kind} ${object.metadata.name}`, object]));
    return { title: `test/cases for ${name}`, objects: [...objects.values()].filter(isOfKubernetes) };
  });
  return all.filter(isServed);
}

/** The API server has no CRDs of controllers; Ingresses name their objects by annotation only. */
const isOfKubernetes = ({ apiVersion }: Manifest['objects'][number]): boolean => !apiVersion.endsWith('.haproxy.org/v3');
