import { didYouMean } from '../../../findings/did-you-mean';
import type { Finding } from '../../../findings/finding';
import type { ContainerView } from '../../../kinds/cluster-view';
import type { KubeObject } from '../../../kinds/kube-object';
import type { ReadScope } from '../../../kinds/read-scope';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import type { ObjectCheck } from '../../dialect';
import { releaseOf } from '../../release';
import { ANNOTATION_TABLE } from '../annotation-table';
import { ANNOTATIONS } from '../annotations';
import { annotationFindings } from '../check-annotations';
import { checkConfigMap } from '../check-config-map';
import { flagsOf, isController, refusedValue } from '../container-flags';
import { finding } from '../findings';
import { FLAGS } from '../flags';
import { identity } from '../identity';
import { admit, type Verdict } from '../read/admission';
import { type Collected, collect } from '../read/collect';
import { differencesOf, sinceLater } from '../versions';
import { checkEffects } from './effects';
import { checkExploits } from './exploits';
import { checkReferences } from './references';

/** What synth says about the settings of routes, about objects that anybody wrote: by the same tables. */
function findings(objects: readonly KubeObject[], scope: ReadScope, whereOf: (origin: Origin) => string): readonly Finding[] {
  const collected = collect(objects, scope);
  const { cluster, settings, verdicts } = collected;
  const own = verdicts.flatMap(({ view, foreign }) => (foreign === undefined ? [view] : []));
  const config = settings.configMap === undefined ? undefined : cluster.configMaps.get(settings.configMap);
  return [
    ...own.flatMap((view) =>
      annotationFindings(view.annotations, settings.annotationsPrefix, (key) => whereOf(originOf(view, annotationField(key)))),
    ),
    // What nginx does not load is said by the table.
    ...(config === undefined
      ? []
      : checkConfigMap(config.data, whereOf({ kind: 'ConfigMap', namespace: config.namespace, name: config.name, field: 'data' })).filter(
          ({ code }) => code !== 'config/stops-nginx',
        )),
    ...checkEffects(collected, whereOf),
    ...checkReferences(collected, objects, whereOf),
    ...checkExploits(collected, containerOf(collected, scope), whereOf),
    ...controllerFindings(collected, scope, whereOf),
  ];
}

/** What the release that runs does otherwise, and annotations that it does not have. */
function versionFindings(version: string, { ingresses }: Collected, whereOf: (origin: Origin) => string): readonly Finding[] {
  const differences = differencesOf(version);
  return [
    ...(differences.length === 0 ? [] : [finding('manifest/release-differs', '', { version, differences })]),
    ...ingresses.flatMap(({ view, annotations: { said } }) =>
      ANNOTATIONS.flatMap(({ name }) => {
        const since = 'value' in said.text(name) ? sinceLater(name, version) : undefined;
        if (since === undefined) return [];
        const key = said.keyOf(name);
        const because = `has no effect: ingress-nginx v${version} does not know it, and v${since} is the first that does`;
        const fix = `run ingress-nginx v${since} or newer, or remove it`;
        return [finding('annotation/no-effect', whereOf(originOf(view, annotationField(key))), { key, because, fix })];
      }),
    ),
  ];
}

/** What about the controller itself is not known, or not as it is taken to be. */
function controllerFindings(collected: Collected, scope: ReadScope, whereOf: (origin: Origin) => string): readonly Finding[] {
  const container = containerOf(collected, scope);
  const tag = container === undefined ? undefined : releaseOf(container.image);
  const isOtherRelease = tag !== undefined && tag !== identity.version;
  const { unknownConfig } = collected.settings;
  const objects = unknownConfig === undefined ? [] : refusedBySettings(collected, scope);
  return [
    ...(container === undefined ? [] : flagFindings(container, isOtherRelease, whereOf)),
    ...(isOtherRelease ? versionFindings(tag, collected, whereOf) : []),
    ...(unknownConfig === undefined || objects.length === 0
      ? []
      : [finding('manifest/settings-not-given', '', { because: unknownConfig, objects })]),
  ];
}

const containerOf = ({ cluster }: Collected, { instance }: ReadScope): ContainerView | undefined =>
  instance === undefined ? cluster.containers.find(isController) : instance.container;

/** Another version may have other flags, but hardly one that is nearly the same. */
function flagFindings(container: ContainerView, isOtherVersion: boolean, whereOf: (origin: Origin) => string): readonly Finding[] {
  const { kind, namespace, name } = container;
  const where = whereOf({ kind, namespace, name, field: 'spec.template.spec.containers' });
  const workload = `${kind} ${namespace}/${name}`;
  return [...flagsOf(container)].flatMap(([flag, value]) => {
    const accepts = refusedValue(flag, value);
    if (accepts !== undefined) return [finding('manifest/flag-value', where, { flag, workload, value, accepts })];
    if (FLAGS.known.has(flag)) return [];
    const suggestion = didYouMean(flag, FLAGS.known);
    return isOtherVersion && suggestion === undefined ? [] : [finding('manifest/flag-unknown', where, { flag, workload, suggestion })];
  });
}

/** A config map that lets in what it can. */
const PERMISSIVE = {
  'allow-snippet-annotations': 'true',
  'annotations-risk-level': 'Critical',
  'strict-validate-path-type': 'false',
  'allow-cross-namespace-resources': 'true',
};

/** Ingresses that are refused or ignored, and would not be with another config map. */
function refusedBySettings({ cluster, settings, verdicts }: Collected, scope: ReadScope): readonly string[] {
  const isOut = ({ refused, ignored }: Verdict): boolean => refused !== undefined || ignored !== undefined;
  if (!verdicts.some(isOut)) return [];
  const permitted = admit(cluster, { ...settings, config: PERMISSIVE }, scope);
  return verdicts.flatMap((one, index) => (isOut(one) && !isOut(permitted[index] as Verdict) ? [`Ingress ${one.view.key}`] : []));
}

export const check: ObjectCheck = { annotations: ANNOTATION_TABLE.rows, findings };
