import { after, before, describe } from 'node:test';
import { whatIsReal } from '../cluster/cluster';
import { inventory } from '../inventory';
import { acceptChecks, repeatAndDeleteChecks } from './accept';
import { demoAnswers, gatewayDemoAnswers, shopAnswers, webAnswers } from './answer';
import { breakIt } from './break-it';
import { caseManifests } from './case-manifests';
import { installChecks } from './install';
import { exampleManifests, type Manifest, namespacesOf } from './manifests';
import { documentedLevel, podSecurityChecks } from './pod-security';
import { readinessChecks } from './pods';
import { rbacChecks } from './rbac';
import { forgetFailures, startTheCluster, stopTheCluster, theCluster } from './the-cluster';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // This is process 1 of the sandbox: the kernel ends the others.
  process.on(signal, () => {
    console.log(`stopped by ${signal}`);
    process.exit(1);
  });
}

console.log(whatIsReal(inventory()));

describe('a real cluster', () => {
  before(startTheCluster);
  after(stopTheCluster);

  for (const manifest of [...exampleManifests(), ...caseManifests()]) describe(manifest.title, () => lifeOf(manifest));
  demoAnswers();
  gatewayDemoAnswers();
  shopAnswers();
  webAnswers();
  breakIt();
});

/** A manifest comes, is looked at, comes again, and goes. */
function lifeOf(manifest: Manifest): void {
  before(async () => {
    forgetFailures();
    for (const namespace of namespacesOf(manifest)) await theCluster().createNamespace(namespace, documentedLevel(manifest, namespace));
  });
  acceptChecks(manifest);
  podSecurityChecks(manifest);
  readinessChecks(manifest);
  installChecks(manifest);
  rbacChecks(manifest);
  repeatAndDeleteChecks(manifest);
}
