import { deepEqual, ok, rejects } from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { LOAD_BALANCER_HOST } from '../cluster/cluster';
import type { Pod } from '../cluster/pod';
import {
  DEMO,
  DEMO_ANSWERS,
  DEMO_NAMESPACE,
  DEMO_URL,
  type DemoController,
  deploy,
  ENVOY_GATEWAY,
  expectDemoAnswer,
  TRAEFIK,
  undeploy,
} from './demo';
import { type Manifest, namespacesOf, readManifest } from './manifests';
import { CERTIFICATE_NOT_ACCEPTED, CurlFailure, curl, curlAt, type Expected, expectAnswer, Stream } from './requests';
import { check, explained, theCluster } from './the-cluster';

/** The demo as its README tells it, with Traefik in the place of ingress-nginx; and once for Traefik itself. */
export function demoAnswers(): void {
  for (const [manifest, namespace] of [
    [DEMO, DEMO_NAMESPACE] as const,
    [readManifest('examples/08-traefik/expected/demo.k8s.yaml'), 'demo'] as const,
  ])
    describe(`${manifest.title}, asked by curl`, () => {
      before(() => comes(manifest));
      after(() => undeploy(manifest));

      for (const name of Object.keys(DEMO_ANSWERS)) check(`answer: ${name}`, [namespace], () => expectDemoAnswer(name));
      check('answer: both pods of each service get requests', [namespace], () => bothPodsAreAsked(namespace, TRAEFIK));
      check('answer: when a pod dies, no request fails once the endpoints have settled', [namespace], () => aPodDies(namespace));
      check('answer: a service without pods is a 503, and the other goes on', [namespace], () => scaledToZero(namespace));
    });
}

const GATEWAY_DEMO = readManifest('examples/06-gateway-api/expected/demo.k8s.yaml');

/** The demo as HTTPRoutes, with Envoy Gateway itself. */
export function gatewayDemoAnswers(): void {
  describe(`${GATEWAY_DEMO.title}, asked by curl`, () => {
    before(async () => {
      await theCluster().createNamespace('demo');
      await theCluster().createTlsSecret('demo', 'demo-tls', ['demo.example.com']);
      await comes(GATEWAY_DEMO, ENVOY_GATEWAY);
    });
    after(async () => {
      await undeploy(GATEWAY_DEMO);
      await theCluster().kubectl.mustRun(['delete', 'secret', 'demo-tls', '-n', 'demo']);
    });

    for (const name of Object.keys(DEMO_ANSWERS)) check(`answer: ${name}`, ['demo'], () => expectDemoAnswer(name, ENVOY_GATEWAY));
    check('answer: both pods of each service get requests', ['demo'], () => bothPodsAreAsked('demo', ENVOY_GATEWAY));
  });
}

const SHOP = readManifest('examples/03-hosts-tls-default-backend/expected/shop.k8s.yaml');
const SHOP_ANSWERS: { readonly [name: string]: readonly [url: string, Expected] } = {
  'the prefix is stripped on both hosts (1)': ['https://shop.example.com/catalog', { status: 200, body: /It works!/ }],
  'the prefix is stripped on both hosts (2)': ['https://www.shop.example.com/catalog/below.txt', { status: 200, body: /a file below/ }],
  'another host has another service': ['https://api.example.com/', { status: 200, body: /Apache Tomcat/ }],
  'the redirect keeps to the host': ['https://shop.example.com/products', { status: 308, location: '/catalog' }],
  'what no route takes goes to the default backend': ['https://shop.example.com/below.txt', { status: 200, body: /a file below/ }],
  'plain http is sent to https': ['http://shop.example.com/catalog', { status: 308, location: 'https://shop.example.com/catalog' }],
};

/** These examples are for a cluster that has a controller: its class is there. */
const CLASS = JSON.stringify({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'nginx' },
  spec: { controller: 'k8s.io/ingress-nginx' },
});

/** Hosts with certificates. */
export function shopAnswers(): void {
  describe(`${SHOP.title}, asked by curl`, () => {
    const [namespace = ''] = namespacesOf(SHOP);
    before(async () => {
      await theCluster().createNamespace(namespace);
      await theCluster().createTlsSecret(namespace, 'shop-tls', ['shop.example.com', 'www.shop.example.com']);
      await theCluster().createTlsSecret(namespace, 'api-tls', ['api.example.com']);
      await theCluster().kubectl.apply(CLASS);
      await comes(SHOP);
    });
    after(() => undeploy(SHOP, CLASS));

    for (const [name, [url, expected]] of Object.entries(SHOP_ANSWERS)) {
      check(`answer: ${name}`, [namespace], async () => expectAnswer(await curl(url), expected));
    }
    check('answer: each host shows its own certificate, chosen by SNI', [namespace], async () => {
      // The certificate of one host is none for another: the same address, asked by a name that no certificate has.
      await rejects(curl('https://other.example.com/catalog'), (error) => {
        return error instanceof CurlFailure && error.exitStatus === CERTIFICATE_NOT_ACCEPTED;
      });
    });
  });
}

/** The same routes for both. */
const WEBS = ['examples/04-canary-auth-limits', 'examples/08-traefik'].map((example) => readManifest(`${example}/expected/web.k8s.yaml`));

/** A canary, and who may not come in. */
export function webAnswers(): void {
  WEBS.forEach(webAnswersOf);
}

function webAnswersOf(manifest: Manifest): void {
  describe(`${manifest.title}, asked by curl`, () => {
    const [namespace = ''] = namespacesOf(manifest);
    before(async () => {
      await theCluster().createNamespace(namespace);
      await theCluster().createTlsSecret(namespace, 'www-tls', ['www.example.com']);
      // alice, with the password "e2e"
      const auth = 'auth=alice:{SHA}REkdS3S9AXTuux41ZXoXqIbt+ww=';
      await theCluster().kubectl.mustRun(['create', 'secret', 'generic', 'admin-users', '-n', namespace, `--from-literal=${auth}`]);
      await theCluster().kubectl.apply(CLASS);
      await comes(manifest);
    });
    after(async () => {
      await undeploy(manifest, CLASS);
      await theCluster().kubectl.mustRun(['delete', 'secret', 'www-tls', 'admin-users', '-n', namespace]);
    });

    check('answer: who asks for the next version gets it, always', [namespace], async () => {
      const asked = await podsThatAnswer('https://www.example.com/', 20, { options: ['-H', 'X-Next: always'] });
      deepEqual(await podsOfApp(namespace, 'web-next'), asked);
    });
    check('answer: who does not want the next version never gets it', [namespace], async () => {
      const asked = await podsThatAnswer('https://www.example.com/', 20, { options: ['-H', 'X-Next: never'] });
      deepEqual(await podsOfApp(namespace, 'web'), asked);
    });
    check('answer: /admin is refused to addresses that are not allowed', [namespace], async () => {
      expectAnswer(await curl('https://www.example.com/admin', '--user', 'alice:e2e'), { status: 403 });
    });
  });
}

async function comes(manifest: Manifest, controller = TRAEFIK): Promise<void> {
  for (const namespace of namespacesOf(manifest)) await theCluster().createNamespace(namespace);
  await explained(`${manifest.title} comes`, namespacesOf(manifest), () => deploy(manifest, controller));
}

async function bothPodsAreAsked(namespace: string, controller: DemoController): Promise<void> {
  for (const app of ['httpd', 'tomcat']) {
    // Each of Envoy's threads takes the pods in turn for itself.
    deepEqual(await podsThatAnswer(`${controller.url}/${app}`, 20, { controller }), await podsOfApp(namespace, app));
  }
}

async function aPodDies(namespace: string): Promise<void> {
  const cluster = theCluster();
  const stream = new Stream(LOAD_BALANCER_HOST, '/httpd');
  const sendsSome = (more: number) => {
    const goal = stream.sent + more;
    return cluster.until(`${more} more requests were sent`, () => (stream.sent >= goal ? true : undefined));
  };
  try {
    await sendsSome(20);
    deepEqual(stream.failures, []);
    const [victim] = await cluster.api.list<Pod>(`/api/v1/namespaces/${namespace}/pods?labelSelector=app=httpd`);
    ok(victim !== undefined);
    // As a crash of the node would: no warning, no grace.
    cluster.kubelet.podProcess(namespace, victim.metadata.name).crash();
    await cluster.kubectl.run(['delete', 'pod', victim.metadata.name, '-n', namespace, '--grace-period=0', '--force']);
    await cluster.until(
      'Traefik has left the dead pod',
      async () => !(await cluster.traefik.endpoints()).has(`${victim.status.podIP}:80`) || undefined,
    );
    // Those on their way when it died may have failed; from here on none may, neither before nor after the next pod is there.
    await sendsSome(1);
    const settled = stream.failures.length;
    await cluster.until('a new pod has taken its place', async () => {
      const pods = await podsOfApp(namespace, 'httpd');
      const endpoints = await cluster.traefik.endpoints();
      return pods.length === 2 && pods.every((address) => endpoints.has(`${address}:80`)) ? true : undefined;
    });
    await sendsSome(200);
    deepEqual(stream.failures.slice(settled), []);
  } finally {
    await stream.stop();
  }
}

async function scaledToZero(namespace: string): Promise<void> {
  const cluster = theCluster();
  const scale = (replicas: number) => cluster.kubectl.mustRun(['scale', 'deployment', 'httpd', '-n', namespace, `--replicas=${replicas}`]);
  await scale(0);
  try {
    await cluster.until(
      '/httpd is a 503',
      async () => {
        expectAnswer(await curl(`${DEMO_URL}/httpd`), { status: 503 });
        return true;
      },
      30,
    );
    await expectDemoAnswer("/tomcat gives Tomcat's welcome page");
  } finally {
    await scale(2);
  }
  await cluster.until(
    '/httpd is back',
    async () => {
      await expectDemoAnswer("/httpd gives Apache's page");
      return true;
    },
    30,
  );
}

/** Addresses of the pods of an app, in order. */
async function podsOfApp(namespace: string, app: string): Promise<string[]> {
  const pods = await theCluster().api.list<Pod>(`/api/v1/namespaces/${namespace}/pods?labelSelector=app=${app}`);
  return pods
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ status }) => status.podIP ?? '')
    .sort();
}

let marks = 0;

/** Which pods answered, by the access log of the controller. */
async function podsThatAnswer(
  url: string,
  requests: number,
  { controller = TRAEFIK, options = [] }: { readonly controller?: DemoController; readonly options?: readonly string[] } = {},
): Promise<string[]> {
  marks += 1;
  const mark = `?mark=${marks}.`;
  for (let count = 0; count < requests; count += 1)
    expectAnswer(await curlAt(controller.address(), url + mark, ...options), { status: 200 });
  const asked = await theCluster().until(`${controller.name} has written its log`, () => {
    const written = controller.askedEndpoints(mark);
    return written.length >= requests ? written : undefined;
  });
  return [...new Set(asked.map((address) => address.replace(/:\d+$/, '')))].sort();
}
