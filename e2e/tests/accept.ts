import { deepEqual, equal } from 'node:assert/strict';
import type { KubeObject } from '../cluster/kube-api';
import { asText, isWebhook, type Manifest, namespaceOf, namespacesOf } from './manifests';
import { check, cleanup, precondition, theCluster } from './the-cluster';

/** The API server takes everything, without a warning. What else is checked of the manifest comes after this. */
export function acceptChecks(manifest: Manifest): void {
  const { objects } = manifest;
  const webhooks = objects.filter(isWebhook);
  const others = objects.filter((object) => !isWebhook(object));

  precondition('accept: the API server takes it, without a warning', namespacesOf(manifest), async () => {
    const { kubectl } = theCluster();
    equal(countLines(await kubectl.apply(asText(others))), others.length);
    if (webhooks.length > 0) equal(countLines(await kubectl.apply(asText(webhooks))), webhooks.length);
  });
}

/** The last checks of a manifest: the same again changes nothing, and its deletion leaves nothing. */
export function repeatAndDeleteChecks(manifest: Manifest): void {
  const { objects } = manifest;
  const webhooks = objects.filter(isWebhook);
  const others = objects.filter((object) => !isWebhook(object));

  check('accept: applied again, it changes nothing', namespacesOf(manifest), async () => {
    const { kubectl } = theCluster();
    const before = await settledVersions(objects);
    if (webhooks.length > 0) {
      await kubectl.apply(asText(webhooks));
      deepEqual(await versions(webhooks), pick(before, webhooks));
      await kubectl.delete(asText(webhooks));
    }
    await kubectl.apply(asText(others));
    deepEqual(await versions(others), pick(before, others));
  });

  cleanup('accept: its deletion leaves nothing', namespacesOf(manifest), async () => {
    const cluster = theCluster();
    // kubectl would wait for one object after the other.
    await cluster.kubectl.mustRun(['delete', '--ignore-not-found', '--wait=false', '-f', '-'], asText(objects));
    await cluster.until('all objects are gone', async () => (Object.keys(await versions(objects)).length === 0 ? true : undefined));
  });
}

type Versions = { readonly [object: string]: string };

async function versions(objects: readonly KubeObject[]): Promise<Versions> {
  const args = ['get', '--ignore-not-found', '-o', 'json', '-f', '-'];
  const text = await theCluster().kubectl.mustRun(args, asText(objects));
  if (text.trim() === '') return {};
  const answer = JSON.parse(text) as KubeObject & { readonly items?: readonly KubeObject[] };
  const found = answer.kind === 'List' ? (answer.items ?? []) : [answer];
  return Object.fromEntries(found.map((object) => [nameOf(object), object.metadata.resourceVersion ?? '']));
}

/** The controllers write into the status for a while; what is compared must not be their doing. */
function settledVersions(objects: readonly KubeObject[]): Promise<Versions> {
  let last = '';
  return theCluster().until('the objects have settled', async () => {
    const now = await versions(objects);
    const same = JSON.stringify(now) === last;
    last = JSON.stringify(now);
    return same ? now : undefined;
  });
}

function pick(all: Versions, objects: readonly KubeObject[]): Versions {
  return Object.fromEntries(objects.map((object) => [nameOf(object), all[nameOf(object)] ?? 'not there']));
}

function nameOf(object: KubeObject): string {
  return `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;
}

function countLines(text: string): number {
  return text.split('\n').filter((line) => line.endsWith('serverside-applied')).length;
}
