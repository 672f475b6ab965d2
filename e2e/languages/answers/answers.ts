import { readFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import {
  ControllerKind,
  DifferenceKind,
  DiffVerdict,
  FindingSeverity,
  IngressController,
  PathIngress,
  ResolutionKind,
  Rewrite,
  RouteTarget,
  RoutingTable,
} from 'cdk8s-ingress';

/** What every language is asked. */
export interface Questions {
  readonly tables: readonly {
    readonly name: string;
    /** YAML of any number of documents. */
    readonly manifests: string;
    readonly requests: readonly {
      readonly url: string;
      readonly method?: string;
      readonly headers: { readonly [name: string]: string };
      readonly clientAddress?: string;
    }[];
  }[];
  /** Pairs of tables, by their places. */
  readonly diffs: readonly (readonly [before: number, after: number])[];
}

/**
 * What the library answers. The programs beside this one answer in the same form: members in camelCase as TypeScript has them, absent or
 * null if there is none, and enums by the names of their members, because their values exist in TypeScript alone.
 */
export function answersOf({ tables, diffs }: Questions) {
  const read = tables.map(({ manifests }) => RoutingTable.fromYaml(manifests));
  return named({
    tables: read.map((table, index) => ({
      controller: table.controller,
      version: table.version,
      text: table.toString(),
      findings: table.findings,
      requests: tables[index]!.requests.map(({ url, ...request }) => ({
        resolution: table.resolve(url, request),
        explanation: table.explain(url, request),
      })),
    })),
    diffs: diffs.map(([before, after]) => read[before]!.diff(read[after]!)),
    mistakes: Object.fromEntries(Object.entries(MISTAKES).map(([name, make]) => [name, messageOf(make)])),
    findings: shop().ingress.findings,
  });
}

/** An app with one PathIngress for ingress-nginx. */
function shop() {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'default' });
  const controller = IngressController.fromIngressClassName('nginx', { kind: ControllerKind.ingressNginx() });
  const ingress = new PathIngress(chart, 'paths', { controller, host: 'shop.example.com' });
  ingress.addRoute('/httpd', RouteTarget.external('httpd-service', 8080), { rewrite: Rewrite.stripPrefix() });
  return { app, ingress };
}

/** Mistakes, whose errors must arrive whole: of one call, of one option, of the whole app at synth, of a file. */
const MISTAKES: { readonly [name: string]: () => void } = {
  path: () => shop().ingress.addRoute('tomcat', RouteTarget.external('tomcat-service', 8080)),
  option: () => shop().ingress.addRoute('/tomcat', RouteTarget.external('tomcat-service', 8080), { allowSourceRanges: ['10.0.0.0/33'] }),
  synth: () => {
    const { app, ingress } = shop();
    ingress.addRoute('/alpine', RouteTarget.named('alpine-service', 8080));
    app.synthYaml();
  },
  file: () => RoutingTable.fromFiles(['no-such-folder/no-such-file.yaml']),
};

function messageOf(make: () => void): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('this is no mistake');
}

const NAMES = new Map<unknown, string>(
  [DifferenceKind, DiffVerdict, FindingSeverity, ResolutionKind].flatMap((members) =>
    Object.entries(members).map(([name, value]) => [value, name]),
  ),
);

/** The members that hold enums; a `kind` of Kubernetes is none of their values. */
const ENUMS = new Set(['kind', 'severity', 'verdict']);

function named(value: unknown, member = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, named(inner, name)]));
  return ENUMS.has(member) ? (NAMES.get(value) ?? value) : value;
}

if (require.main === module) {
  const [file = ''] = process.argv.slice(2);
  console.log(JSON.stringify(answersOf(JSON.parse(readFileSync(file, 'utf8')) as Questions)));
}
