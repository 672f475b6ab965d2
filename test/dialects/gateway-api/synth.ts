import { App, Chart, Testing } from 'cdk8s';
import { gatewayApi } from '../../../src';
import { ControllerKind } from '../../../src/api/controller/controller-kind';
import { IngressController } from '../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { expectValid } from '../../kubernetes-schema';

const { ENVOY_GATEWAY } = gatewayApi.GatewayImplementation;

/** A chart "web" with a Gateway "edge", for which routes are added. */
export class Edge {
  public readonly chart = new Chart(new App(), 'web', { namespace: 'web' });
  public readonly controller: IngressController;

  public constructor(options: Partial<gatewayApi.Options> = {}) {
    const kind = ControllerKind.gatewayApi({ implementation: ENVOY_GATEWAY, gatewayName: 'edge', ...options });
    this.controller = new IngressController(this.chart, 'controller', { kind });
  }

  public routes(name: string, props: PathIngressProps = {}): PathIngress {
    return new PathIngress(this.chart, name, { controller: this.controller, name, ...props });
  }

  /** What the API server takes. */
  public synth(): Objects {
    const objects = new Objects(Testing.synth(this.chart) as KubeObject[]);
    expectValid(objects.all);
    return objects;
  }
}

export class Objects {
  public constructor(public readonly all: readonly KubeObject[]) {}

  public ofKind(kind: string): readonly KubeObject[] {
    return this.all.filter((object) => object.kind === kind);
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests look into objects of many kinds
  public spec(kind: string, name: string): any {
    return this.all.find((object) => object.kind === kind && object.metadata.name === name)?.spec;
  }

  public names(kind: string): readonly string[] {
    return this.ofKind(kind).map(({ metadata }) => metadata.name);
  }
}

/** The routes of one PathIngress "shop" for shop.example.com. */
export function synthShop(
  build: (shop: PathIngress) => void,
  props: PathIngressProps = { host: 'shop.example.com' },
  options: Partial<gatewayApi.Options> = {},
): Objects {
  const edge = new Edge(options);
  build(edge.routes('shop', props));
  return edge.synth();
}
