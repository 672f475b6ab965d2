import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { PathIngress, RouteTarget, RoutingTable, type Tls } from '../../src';
import { type AnyObject, ruleBreaches } from '../kubernetes-rules';
import { problemsOf } from '../kubernetes-schema';
import { hostileText, hostileValue } from './hostile';
import type { Random } from './random';
import type { Callable } from './surface';
import { callStatic, classOf, SAMPLE, Values } from './values';

/** What became of one attempt. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly documents: readonly AnyObject[] }
  | { readonly kind: 'refused' }
  /** An error that says nothing to a user. */
  | { readonly kind: 'raw'; readonly error: string }
  /** A manifest that the API server would refuse, or that does not say what was given. */
  | { readonly kind: 'invalid'; readonly problem: string };

export interface Attempt {
  readonly callable: string;
  readonly args: readonly unknown[];
  readonly outcome: Outcome;
}

/** Calls something public with values of which some are hostile, and writes the manifests if the values are taken. */
export async function attempt(surface: readonly Callable[], random: Random): Promise<Attempt> {
  const callable = choose(surface, random);
  let args: readonly unknown[] = [];
  try {
    const values = new Values(random, surface, random.of([0.02, 0.1, 0.3]));
    args = values.arguments(callable);
    const app = new App();
    const chart = new Chart(app, 'c', { namespace: 'default', disableResourceNameHashes: random.chance(0.5) });
    await call(callable, chart, args, random);
    return { callable: nameOf(callable), args, outcome: judge(app) };
  } catch (error) {
    return { callable: nameOf(callable), args, outcome: isForUsers(error) ? { kind: 'refused' } : { kind: 'raw', error: textOf(error) } };
  }
}

/** Most options belong to constructs and to routes. */
function choose(surface: readonly Callable[], random: Random): Callable {
  const large = ({ how, name }: Callable): boolean => how === 'constructor' || name === 'addRoute';
  return random.of(random.chance(0.6) ? surface.filter(large) : surface);
}

const nameOf = ({ owner, how, name }: Callable): string => (how === 'constructor' ? `new ${owner}` : `${owner}.${name}`);

async function call(callable: Callable, chart: Chart, args: readonly unknown[], random: Random): Promise<void> {
  if (callable.how === 'static') {
    use(callStatic(callable, args), chart);
    return;
  }
  const made = callable.how === 'constructor' ? construct(callable, chart, args, random) : instanceFor(callable.owner, chart);
  if (callable.how === 'method') await (made as { readonly [name: string]: (...all: unknown[]) => unknown })[callable.name]!(...args);
  const ingress = made as Partial<PathIngress>;
  if (typeof ingress.addRoute === 'function') (made as PathIngress).addRoute('/', RouteTarget.external('web', 80));
}

function construct({ owner, parameters }: Callable, chart: Chart, args: readonly unknown[], random: Random): unknown {
  const Class = classOf(owner) as unknown as new (...all: readonly unknown[]) => unknown;
  const inTree = parameters[0]?.name === 'scope';
  if (!inTree) return new Class(...args);
  return new Class(random.chance(0.02) ? hostileValue(random) : chart, random.chance(0.1) ? hostileText(random) : 'made', ...args.slice(2));
}

function instanceFor(owner: string, chart: Chart): unknown {
  if (owner === 'RouteTarget') return RouteTarget.external('web', 80);
  if (owner === 'RoutingTable') return RoutingTable.fromYaml(SAMPLE);
  if (owner === 'RouteValidation') return new (classOf(owner) as unknown as new () => unknown)();
  const props = owner === 'RouteEquivalence' ? { before: RoutingTable.fromYaml(SAMPLE) } : {};
  return new (classOf(owner) as unknown as new (...all: readonly unknown[]) => unknown)(chart, 'made', props);
}

/** Values that only take effect elsewhere. */
function use(made: unknown, chart: Chart): void {
  const { name } = (Object(made) as object).constructor;
  if (name === 'RoutingTable') {
    const table = made as RoutingTable;
    table.resolve('https://shop.example.com/');
    table.explain('https://shop.example.com/');
    table.toString();
    void table.findings;
    return;
  }
  const ingress = new PathIngress(chart, 'made', { host: 'shop.example.com', ...(name === 'Tls' ? { tls: made as Tls } : {}) });
  if (name === 'RouteTarget') ingress.addRoute('/made', made as RouteTarget);
  else if (name === 'Rewrite' || name === 'RequestMatch')
    ingress.addRoute(
      '/made',
      RouteTarget.external('web', 80),
      name === 'Rewrite' ? { rewrite: made as never } : { matches: [made as never] },
    );
  ingress.addRoute('/', RouteTarget.external('web', 80));
}

// ---- judging

/** Errors of the library have a stable code; those of synth are lists of them. */
const isForUsers = (error: unknown): boolean => error instanceof Error && /\[[a-z][a-z-]*\/[a-z][a-z-]*\]/.test(error.message);

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const from = error.stack?.split('\n').find((line) => line.includes('/src/') && !line.includes('node_modules'));
  return `${error.name}: ${error.message.slice(0, 200)}${from === undefined ? '' : ` ${from.trim().replace(/\(.*\/src\//, '(src/')}`}`;
}

/** What no text of a manifest comes to by itself. */
const COERCED = /\[object \w+\]|\bundefined\b|\bNaN\b|Symbol\(|=> ?['{]|^class \{|\$\{Token\[/;

function judge(app: App): Outcome {
  const text = app.synthYaml();
  const documents = parseAllDocuments(text, { version: '1.1', logLevel: 'silent' });
  for (const document of documents) {
    if ('errors' in document && document.errors.length > 0)
      return { kind: 'invalid', problem: `YAML: ${document.errors[0]!.message.split('\n')[0]}` };
  }
  const read = documents.map((document) => document.toJS() as AnyObject);
  const meant = app.charts.flatMap((chart) => chart.toJson() as AnyObject[]);
  if (JSON.stringify(read) !== JSON.stringify(meant))
    return { kind: 'invalid', problem: `the YAML says something else than the objects: ${differing(read, meant)}` };
  for (const object of meant) {
    const [problem] = [...problemsOf(object), ...ruleBreaches(object)];
    if (problem !== undefined) return { kind: 'invalid', problem: `${object.kind} ${problem}` };
    const coerced = JSON.stringify(object).match(COERCED);
    if (coerced !== null) return { kind: 'invalid', problem: `${object.kind} holds ${coerced[0]}` };
  }
  return { kind: 'accepted', documents: meant };
}

function differing(read: unknown, meant: unknown): string {
  const [a, b] = [JSON.stringify(read), JSON.stringify(meant)];
  const at = [...a].findIndex((char, index) => char !== b[index]);
  return `${a.slice(Math.max(0, at - 40), at + 30)} for ${b.slice(Math.max(0, at - 40), at + 30)}`;
}
