import { Chart, Testing } from 'cdk8s';
import { ControllerKind } from '../../../../src/api/controller/controller-kind';
import { IngressController } from '../../../../src/api/controller/ingress-controller';
import type * as ingressNginx from '../../../../src/dialects/ingress-nginx/public';
import type { InstallOptions } from '../../../../src/installation/install-options';
import type { Manifest } from './canonical';

/** What the installation with these options becomes. */
export function synth(own: ingressNginx.Options = {}, props: InstallOptions = {}): Manifest[] {
  const chart = new Chart(Testing.app(), 'test');
  new IngressController(chart, 'controller', { kind: ControllerKind.ingressNginx(own), ...props });
  return Testing.synth(chart) as Manifest[];
}
