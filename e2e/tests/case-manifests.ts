import type { DialectName } from '../../src/dialects/dialect';
import { DIALECTS } from '../../src/dialects/registry';
import { CaseApp } from '../../test/case-app';
import { refusalOf } from '../../test/case-exceptions';
import { loadCases } from '../../test/cases';
import { isServed, type Manifest } from './manifests';

/** Whose own kinds the API server knows. */
const VARIANTS: { readonly [dialect: string]: string } = { 'gateway-api': 'envoy-gateway' };

/** What each dialect makes of the cases that it can do: all of them as one manifest, because one at a time would take minutes. */
export function caseManifests(): Manifest[] {
  const cases = loadCases();
  const all = (Object.keys(DIALECTS) as DialectName[]).map((name) => {
    // What synth refuses because of a value, the answers of a dialect do not see.
    const variant = VARIANTS[name];
    const target = variant === undefined ? name : `${name}/${variant}`;
    const apps = cases.filter((one) => refusalOf(target, one) === undefined).map((one) => new CaseApp(one, name, 'default', variant));
    const made = apps.filter(({ notSupported }) => notSupported.length === 0).flatMap((app) => app.synth());
    // All cases have a Gateway of one name, of which the API server would know one.
    const served = made.filter((object) => object.kind !== 'Gateway' && isServed({ title: name, objects: [object] }));
    // Several cases have the same Services, and they are alike.
    const objects = new Map(served.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
    return { title: `test/cases for ${name}`, objects: [...objects.values()] };
  });
  return all.filter(({ objects }) => objects.length > 0);
}
