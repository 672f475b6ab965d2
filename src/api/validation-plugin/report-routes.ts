import type { TableScope } from '../../dialects/build-table';

import { type Finding, isAtLeast, type Severity } from '../../findings/finding';
import { DEFAULT_NAMESPACE } from '../../kinds/ingress-view';
import { ManifestReader } from '../../manifests/manifest-reader';
import { type Manifests, placeText } from '../../manifests/manifests';
import { tablesOf } from '../../manifests/read-table';
import { checkManifests } from '../../proof/check-manifests';
import type { Origin } from '../../table/routing-table';
import type { RouteValidationProps } from './route-validation-props';

/** The used parts of the validation context of cdk8s-cli (cdk8s-cli@2.207.60:lib/plugins/validation.d.ts). */
export interface ValidationContext {
  /** Paths of files. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata: { readonly [name: string]: string }): void;
  };
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

interface ViolatingResource {
  /** The bare name, by which cdk8s-cli finds the path of the construct. */
  readonly resourceName: string;
  readonly manifestPath: string;
  readonly locations: readonly string[];
}

/** Reports what is found in the manifests of an app, as `cdk8s-ingress check` prints it. */
export function reportRoutes({ manifests: files, report }: ValidationContext, props: RouteValidationProps): void {
  const { failOn = 'error', ...scope } = props;
  const reader = new ManifestReader();
  // In the order in which a folder is applied, because the last of two equal objects counts.
  for (const file of [...files].sort()) reader.addFile(file);
  const manifests = rememberPlaces(reader.manifests());
  const read = tablesOf(manifests, scope as TableScope);
  const findings = checkManifests(read);
  for (const finding of findings) report.addViolation(violationOf(finding, resourceOf(finding.where, manifests, files)));
  const count = (severity: Severity): string => String(findings.filter((finding) => finding.severity === severity).length);
  report.submit(findings.some((finding) => isAtLeast(finding, failOn)) ? 'failure' : 'success', {
    Controller: read.map(({ title }) => title).join(', '),
    Errors: count('error'),
    Warnings: count('warning'),
    Info: count('info'),
  });
}

/** One violation for each finding: findings of one code do not share their texts. */
const violationOf = ({ code, severity, what, why, fix }: Finding, resource: ViolatingResource): Violation => ({
  ruleName: code,
  recommendation: `${severity}: ${what}${why === undefined ? '' : `\n    why: ${why}`}`,
  fix,
  violatingResources: [resource],
});

const UNKNOWN = 'N/A';

function resourceOf(where: string, { originAt }: PlacedManifests, files: readonly string[]): ViolatingResource {
  const file = files.find((one) => where === one || where.startsWith(`${one}:`));
  if (file === undefined)
    return { resourceName: UNKNOWN, manifestPath: files.join(', ') || UNKNOWN, locations: ['the manifests together'] };
  const origin = originAt(where);
  if (origin === undefined) return { resourceName: UNKNOWN, manifestPath: file, locations: [where] };
  const { kind, namespace, name, field } = origin;
  return { resourceName: name, manifestPath: file, locations: [`${where} ${kind} ${namespace}/${name} ${field}`.trimEnd()] };
}

interface PlacedManifests extends Manifests {
  /** The origin of a place, by its text. */
  readonly originAt: (where: string) => Origin | undefined;
}

/** Remembers the origin of each reported place, because findings keep only the text of a place. */
function rememberPlaces(manifests: Manifests): PlacedManifests {
  const origins = new Map<string, Origin>();
  const placeOf: Manifests['placeOf'] = (origin) => {
    const place = manifests.placeOf(origin);
    if (place !== undefined) origins.set(placeText(place), origin);
    return place;
  };
  for (const { kind, metadata } of manifests.objects)
    placeOf({ kind, namespace: metadata.namespace ?? DEFAULT_NAMESPACE, name: metadata.name, field: '' });
  return { ...manifests, placeOf, originAt: (where) => origins.get(where) };
}
