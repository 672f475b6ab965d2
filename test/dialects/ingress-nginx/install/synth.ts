import { Chart, Testing } from 'cdk8s';
import { ControllerKind } from '../../../../src/api/controller/controller-kind';
import { IngressController, type IngressControllerProps } from '../../../../src/api/controller/ingress-controller';
import type { IngressNginxOptions } from '../../../../src/dialects/ingress-nginx/public/options';
import type { Manifest } from './canonical';

/** What the installation with these options becomes. */
export function synth(own: IngressNginxOptions = {}, props: IngressControllerProps = {}): Manifest[] {
  const chart = new Chart(Testing.app(), 'test');
  new IngressController(chart, 'controller', { kind: ControllerKind.ingressNginx(own), ...props });
  return Testing.synth(chart) as Manifest[];
}
