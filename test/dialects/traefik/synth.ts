import { App, Chart, Testing } from 'cdk8s';
import type { traefik } from '../../../src';
import { ControllerKind } from '../../../src/api/controller/controller-kind';
import { IngressController } from '../../../src/api/controller/ingress-controller';
import { PathIngress } from '../../../src/api/routes/path-ingress';
import type { PathIngressProps } from '../../../src/api/routes/path-ingress-options';
import type { KubeObject } from '../../../src/kinds/kube-object';
import { expectValid } from '../../kubernetes-schema';

/** A chart "web" with routes for a Traefik that is there. */
export class Edge {
  public readonly chart = new Chart(new App(), 'web', { namespace: 'web' });

  public constructor(private readonly options: traefik.Options = {}) {}

  public routes(name: string, props: PathIngressProps = {}): PathIngress {
    const controller = IngressController.fromIngressClassName('traefik', { kind: ControllerKind.traefik(this.options) });
    return new PathIngress(this.chart, name, { controller, name, ...props });
  }

  /** What the API server takes. */
  public synth(): Objects {
    const objects = new Objects(Testing.synth(this.chart) as KubeObject[]);
    expectValid(objects.all);
    return objects;
  }
}

/** A route of an IngressRoute. */
export interface WrittenRoute {
  readonly match: string;
  readonly priority: number;
  readonly middlewares?: readonly { readonly name: string }[];
  readonly services: readonly { readonly [field: string]: unknown }[];
}

export class Objects {
  public constructor(public readonly all: readonly KubeObject[]) {}

  // biome-ignore lint/suspicious/noExplicitAny: tests look into objects of many kinds
  public spec(kind: string, name: string): any {
    return this.all.find((object) => object.kind === kind && object.metadata.name === name)?.spec;
  }

  public routes(name = 'shop'): readonly WrittenRoute[] {
    return this.spec('IngressRoute', name).routes;
  }

  /** The Middlewares that the first route of an IngressRoute names, in their order. */
  public middlewares(name = 'shop'): readonly object[] {
    return (this.routes(name)[0]?.middlewares ?? []).map((one) => this.spec('Middleware', one.name));
  }

  public names(kind: string): readonly string[] {
    return this.all.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);
  }
}

/** The routes of one PathIngress "shop" for shop.example.com. */
export function synthShop(
  build: (shop: PathIngress) => void,
  props: PathIngressProps = { host: 'shop.example.com' },
  options: traefik.Options = {},
): Objects {
  const edge = new Edge(options);
  build(edge.routes('shop', props));
  return edge.synth();
}
