import type { Chart } from 'cdk8s';

import { fail } from '../../findings/fail';
import type { KubeObject } from '../../kinds/kube-object';
import { WORKLOADS } from '../../kinds/shapes';
import { FileError } from '../../manifests/file-error';
import { findFiles } from '../../manifests/find-files';
import { ManifestReader } from '../../manifests/manifest-reader';
import type { Manifests } from '../../manifests/manifests';
import { type ReadTable, tableOf } from '../../manifests/read-table';
import { type ControllerReference, controllerReference } from '../controller/ingress-controller';
import { PathIngress } from '../routes/path-ingress';
import type { RoutingTableOptions } from './routing-table-options';

/** Synthesized objects need no check of their shape, and belong to no file. */
export function readCharts(charts: readonly Chart[], options: RoutingTableOptions): ReadTable {
  const controller = options.controller === undefined ? controllerOf(charts) : controllerReference(options.controller);
  const all = charts.flatMap((chart) => chart.toJson() as KubeObject[]);
  // If the controller is known, only its own flags are used.
  const objects =
    controller === undefined ? all : [...all.filter(({ kind }) => !WORKLOADS.includes(kind)), ...(controller.facts.workloads ?? [])];
  return build({ objects, findings: [], placeOf: () => undefined, fileOf: () => undefined }, controller, options);
}

export function readFiles(files: readonly string[], options: RoutingTableOptions): ReadTable {
  const reader = new ManifestReader();
  try {
    for (const file of findFiles(files)) reader.addFile(file);
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
  const scope = controller === undefined ? {} : scopeOf(controller);
  return tableOf(manifests, { ...scope, complete });
}

function scopeOf({ dialect, ingressClassName, facts }: ControllerReference): {
  readonly controller: string;
  readonly classes?: readonly string[];
  readonly settings?: { readonly [name: string]: string };
} {
  return {
    controller: dialect,
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
