import { Chart, Testing } from 'cdk8s';
import type { traefik } from '../../../../src';
import { ControllerKind } from '../../../../src/api/controller/controller-kind';
import { IngressController } from '../../../../src/api/controller/ingress-controller';
import type { InstallOptions } from '../../../../src/installation/install-options';
import type { Manifest } from '../../ingress-nginx/install/canonical';

/** What the installation with these options becomes. */
export function synth(own: traefik.Options = {}, props: InstallOptions = {}): Manifest[] {
  const chart = new Chart(Testing.app(), 'test');
  new IngressController(chart, 'controller', { kind: ControllerKind.traefik(own), ...props });
  return Testing.synth(chart) as Manifest[];
}
