import { readFileSync } from 'node:fs';
import { read } from '../../src/dialects/aws-load-balancer/read';
import type { KubeObject } from '../../src/kinds/kube-object';
import type { Decision } from '../../src/table/decide';
import { requestTo } from '../../src/table/request';
import { resolve } from '../../src/table/resolve';
import { describeHosts } from '../../src/words/describe';
import { RECORDING } from './harness/rules-main';

/**
 * The table against the recorded rules, which are evaluated here in the simplest way: in order, with patterns as regular expressions. So what
 * `read` makes of a load balancer, host by host, is compared with the load balancer itself.
 */
interface Recorded {
  readonly always: readonly KubeObject[];
  readonly cases: readonly {
    readonly name: string;
    readonly flags?: object;
    readonly objects: readonly KubeObject[];
    readonly result: {
      readonly ifAdmissionWereOff?: object;
      readonly groups: readonly { readonly loadBalancers?: readonly { readonly listeners: readonly Listener[] }[] }[];
    };
  }[];
}

interface Listener {
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly defaultActions: readonly Action[];
  readonly rules: readonly {
    readonly conditions: readonly Condition[];
    readonly actions: readonly Action[];
    readonly transforms?: readonly object[];
  }[];
}

interface Condition {
  readonly field: string;
  readonly values?: readonly string[];
  readonly regexValues?: readonly string[];
}

interface Action {
  readonly type: string;
  readonly targetGroups?: readonly { readonly backend?: string }[];
  readonly fixedResponse?: { readonly statusCode: string };
  readonly redirect?: { readonly statusCode: string };
}

const { always, cases } = JSON.parse(readFileSync(RECORDING, 'utf8')) as Recorded;

const like = (pattern: string, flags = ''): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[\\^$.+()|[\]{}]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    flags,
  );

const isSimple = (listener: Listener): boolean =>
  listener.rules.every(
    ({ conditions, transforms }) =>
      transforms === undefined &&
      conditions.every(({ field, regexValues }) => ['host-header', 'path-pattern'].includes(field) && regexValues === undefined),
  );

/** The last action of the first rule that matches. */
function actionOf({ rules, defaultActions }: Listener, host: string, path: string): Action {
  const found = rules.find(({ conditions }) =>
    conditions.every(({ field, values = [] }) =>
      values.some((value) => (field === 'host-header' ? like(value, 'i').test(host) : like(value).test(path))),
    ),
  );
  return (found?.actions ?? defaultActions).at(-1) as Action;
}

/** Services are compared without their ports, which rules write as the Ingress does. */
function doneBy({ fixedResponse, redirect, targetGroups = [] }: Action): string {
  if (fixedResponse !== undefined) return fixedResponse.statusCode;
  if (redirect !== undefined) return redirect.statusCode.replace('HTTP_', '');
  const [{ backend } = {}, ...others] = targetGroups;
  return others.length > 0 || backend === undefined ? 'several' : backend.replace(/:.*/, '');
}

function decided({ status, backend, undecided, alternatives }: Decision): string {
  if (alternatives !== undefined) return 'several';
  if (backend?.kind === 'service') return `${backend.namespace}/${backend.service}`;
  return undecided === undefined ? String(status) : `? ${undecided}`;
}

const PATHS = ['/', '/foo', '/foo/', '/foo/bar', '/foobar', '/FOO', '/a', '/a/b', '/a/b/c', '/a/bc', '/zzz', '/x.png'];
const HOSTS = ['a.example.com', 'b.example.com', 'x.y.example.com', 'example.com', 'nobody.test'];

const plain = cases.filter(({ flags, result: { groups } }) => {
  const [group, ...others] = groups;
  return flags === undefined && others.length === 0 && group?.loadBalancers?.[0]?.listeners.every(isSimple) === true;
});
let compared = 0;

test.each(plain.map((one) => [one.name, one] as const))('%s', (_, { objects, result }) => {
  const named = new Set(objects.map(({ kind, metadata: { name } }) => `${kind} ${name}`));
  const table = read([...always.filter(({ kind, metadata: { name } }) => !named.has(`${kind} ${name}`)), ...objects], { complete: true });
  expect(describeHosts(table).length).toBeGreaterThan(0);
  for (const listener of result.groups[0]?.loadBalancers?.[0]?.listeners ?? []) {
    for (const host of HOSTS) {
      for (const path of PATHS) {
        const url = `${listener.protocol.toLowerCase()}://${host}:${listener.port}${path}`;
        const expected = doneBy(actionOf(listener, host, path));
        // Target groups that are named are not the controller's.
        if (expected === 'several') continue;
        expect([url, decided(resolve(table, requestTo(url)))]).toEqual([url, expected]);
        compared++;
      }
    }
  }
});

test('most cases were compared', () => {
  process.stdout.write(`truth: aws-load-balancer: ${compared} requests to ${plain.length} load balancers\n`);
  expect(plain.length).toBeGreaterThan(300);
});
