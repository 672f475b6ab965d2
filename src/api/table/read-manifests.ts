import type { Chart } from 'cdk8s';

import { shapeOf } from '../../dialects/routing-kinds';
import { fail } from '../../findings/fail';
import type { Finding } from '../../findings/finding';
import { fieldText } from '../../kinds/field-path';
import type { KubeObject } from '../../kinds/kube-object';
import { namespaceOf } from '../../kinds/object-key';
import { WORKLOADS } from '../../kinds/shapes';
import { checkObject } from '../../manifests/check-object';
import { FileError } from '../../manifests/file-error';
import { findFiles } from '../../manifests/find-files';
import { ManifestReader } from '../../manifests/manifest-reader';
import type { Manifests } from '../../manifests/manifests';
import { type ReadTable, tableOf } from '../../manifests/read-table';
import { originText } from '../../words/origin-text';
import { type ControllerReference, controllerReference } from '../controller/ingress-controller';
import { PathIngress } from '../routes/path-ingress';
import type { RoutingTableOptions } from './routing-table-options';

/** Synthesized objects belong to no file. */
export function readCharts(charts: readonly Chart[], options: RoutingTableOptions): ReadTable {
  const controller = options.controller === undefined ? controllerOf(charts) : controllerReference(options.controller);
  const all = charts.flatMap((chart) => chart.toJson() as KubeObject[]);
  // If the controller is known, only its own flags are used.
  const objects = controller === undefined ? all : withoutWorkloads(all);
  return build({ ...takenOf(objects), placeOf: () => undefined, fileOf: () => undefined }, controller, options);
}

/** The objects that the API server accepts, and why it refuses others. */
function takenOf(all: readonly KubeObject[]): Pick<Manifests, 'objects' | 'refused' | 'findings'> {
  const findings: Finding[] = [];
  const objects: KubeObject[] = [];
  const refused: KubeObject[] = [];
  for (const object of all) {
    const { apiVersion, kind, metadata } = object;
    const shape = shapeOf(apiVersion, kind);
    if (shape === undefined) continue;
    const origin = { kind, namespace: namespaceOf(object), name: metadata.name };
    const checked = checkObject(object, shape, (field) => originText({ ...origin, field: fieldText(field) }));
    findings.push(...checked.findings);
    (checked.exists ? objects : refused).push(object);
  }
  return { objects, refused, findings };
}

export function readFiles(files: readonly string[], options: RoutingTableOptions): ReadTable {
  const reader = new ManifestReader();
  try {
    const found = findFiles(files);
    for (const file of found.files) reader.addFile(file);
    for (const folder of found.hidden) reader.leaveOut(folder);
  } catch (error) {
    if (error instanceof FileError) fail('input/file-not-read', '', { because: error.message });
    throw error;
  }
  return readAll(reader, options);
}

export function readText(text: string, options: RoutingTableOptions): ReadTable {
  const reader = new ManifestReader();
  reader.addText('text', text);
  return readAll(reader, options);
}

const readAll = (reader: ManifestReader, options: RoutingTableOptions): ReadTable =>
  build(reader.manifests(), options.controller === undefined ? undefined : controllerReference(options.controller), options);

function build(manifests: Manifests, controller: ControllerReference | undefined, { complete = false }: RoutingTableOptions): ReadTable {
  if (controller === undefined) return tableOf(manifests, { complete });
  const { workloads } = controller.facts;
  // Of a controller that the app installs, the flags are those that the app writes.
  const objects = workloads === undefined ? manifests.objects : [...withoutWorkloads(manifests.objects), ...workloads];
  return tableOf({ ...manifests, objects }, { ...scopeOf(controller), complete });
}

const withoutWorkloads = (objects: readonly KubeObject[]): readonly KubeObject[] => objects.filter(({ kind }) => !WORKLOADS.includes(kind));

function scopeOf({ dialect, ingressClassName, facts }: ControllerReference): {
  readonly controller: string;
  readonly classes?: readonly string[];
  readonly settings?: { readonly [name: string]: string };
} {
  return {
    controller: facts.variant === undefined ? dialect : `${dialect}/${facts.variant}`,
    ...(ingressClassName === undefined ? {} : { classes: [ingressClassName] }),
    ...(facts.settings === undefined ? {} : { settings: facts.settings }),
  };
}

/** The controller of all routes of these charts; `undefined` if there are no routes. */
function controllerOf(charts: readonly Chart[]): ControllerReference | undefined {
  const found = new Map<string, ControllerReference>();
  for (const chart of charts) {
    for (const construct of chart.node.findAll()) {
      if (!(construct instanceof PathIngress)) continue;
      const { dialect, ingressClassName = '' } = construct._controller;
      found.set(`${dialect} ${ingressClassName}`.trimEnd(), construct._controller);
    }
  }
  if (found.size > 1) fail('input/controllers-of-chart', '', { controllers: [...found.keys()] });
  return [...found.values()][0];
}
