import { LOAD_BALANCER_HOST } from '../cluster/cluster';
import { STYLE_SHEET } from '../cluster/images/tomcat';
import { NODE_ADDRESS } from '../cluster/network';
import { asText, isWebhook, type Manifest, readManifest, workloads } from './manifests';
import { isReady, podsOf } from './pods';
import { curlAt, type Expected, expectAnswer } from './requests';
import { theCluster } from './the-cluster';

/** The demo: no host, so the load balancer's own name will do. */
export const DEMO = readManifest('examples/01-two-services/expected/demo.k8s.yaml');
export const DEMO_NAMESPACE = 'default';
export const DEMO_URL = `https://${LOAD_BALANCER_HOST}`;

/** Who answers for the demo. */
export interface DemoController {
  readonly name: string;
  readonly url: string;
  readonly address: () => string;
  /** The whole body of its own answer where it has no route. Apache's and Tomcat's are pages. */
  readonly noRoute: RegExp;
  /** By request whose path contains a text, the address that it was sent to. */
  readonly askedEndpoints: (text: string) => readonly string[];
  /** Comes back when it sends requests to all of these addresses. */
  readonly sendsTo: (addresses: readonly string[]) => Promise<unknown>;
}

/** Traefik, whichever of its providers reads the routes. */
export const TRAEFIK: DemoController = {
  name: 'Traefik',
  url: DEMO_URL,
  address: () => NODE_ADDRESS,
  noRoute: /^404 page not found\s*$/,
  askedEndpoints: (text) => theCluster().traefik.askedEndpoints(text),
  sendsTo: (addresses) => {
    const cluster = theCluster();
    return cluster.until('Traefik sends requests to all pods', async () => {
      const endpoints = await cluster.traefik.endpoints();
      const missing = addresses.filter((address) => !endpoints.has(address));
      if (missing.length > 0) throw new Error(`not to ${missing.join(', ')}`);
      return true;
    });
  },
};

/** Envoy, as Envoy Gateway tells it to. */
export const ENVOY_GATEWAY: DemoController = {
  name: 'Envoy',
  url: 'https://demo.example.com',
  address: () => theCluster().envoyGateway.address,
  noRoute: /^$/,
  askedEndpoints: (text) => theCluster().envoyGateway.askedEndpoints(text),
  sendsTo: (addresses) =>
    theCluster().until('Envoy sends requests to all pods', async () => {
      for (const app of ['httpd', 'tomcat']) await curlAt(ENVOY_GATEWAY.address(), `${ENVOY_GATEWAY.url}/${app}`);
      const asked = new Set(ENVOY_GATEWAY.askedEndpoints('/'));
      return addresses.every((address) => asked.has(address)) ? true : undefined;
    }),
};

const APACHES_PAGE = /It works!/;
const TOMCATS_PAGE = /<title>Apache Tomcat<\/title>/;
/** What the controller itself answers, where it has no route. */
const NO_ROUTE = 'no route';

/** What the demo answers. Each name is a check; `break-it` says which mistake is caught by which. */
export const DEMO_ANSWERS: { readonly [name: string]: readonly [path: string, Expected | typeof NO_ROUTE] } = {
  "/httpd gives Apache's page": ['/httpd', { status: 200, body: APACHES_PAGE }],
  "/httpd/ gives Apache's page": ['/httpd/', { status: 200, body: APACHES_PAGE }],
  'a file below /httpd/ is found below the root of httpd': ['/httpd/below.txt', { status: 200, body: /a file below the root/ }],
  "what is not there below /httpd/ is Apache's own 404": [
    '/httpd/nothing',
    { status: 404, body: /Apache|The requested URL was not found/ },
  ],
  "/tomcat gives Tomcat's welcome page": ['/tomcat', { status: 200, body: TOMCATS_PAGE }],
  "/tomcat/ gives Tomcat's welcome page": ['/tomcat/', { status: 200, body: TOMCATS_PAGE }],
  "the welcome page's style sheet is found below /tomcat/": [
    '/tomcat/tomcat.css',
    { status: 200, body: new RegExp(`^${STYLE_SHEET.slice(0, 4)}`) },
  ],
  "/httpdocs is nobody's": ['/httpdocs', NO_ROUTE],
  "/tomcatalog is nobody's": ['/tomcatalog', NO_ROUTE],
  "/ is nobody's": ['/', NO_ROUTE],
};

/** Asks for one of them. */
export async function expectDemoAnswer(name: string, { url, address, noRoute } = TRAEFIK): Promise<void> {
  const [path, expected] = DEMO_ANSWERS[name] ?? [];
  if (path === undefined || expected === undefined) throw new Error(`no such check: ${name}`);
  expectAnswer(await curlAt(address(), url + path), expected === NO_ROUTE ? { status: 404, body: noRoute } : expected);
}

/**
 * Applies a manifest as it was synthesized, but for the webhook: its controller does not run, so it would refuse every Ingress. Comes
 * back when the pods are ready and the controller sends requests to them.
 */
export async function deploy(manifest: Manifest, { sendsTo } = TRAEFIK): Promise<void> {
  const cluster = theCluster();
  await cluster.kubectl.apply(asText(manifest.objects.filter((object) => !isWebhook(object))));
  const addresses: string[] = [];
  for (const workload of workloads(manifest)) {
    if (!['httpd', 'tomcat'].includes(workload.spec.template.spec.containers[0].image.split(':')[0] ?? '')) continue;
    await cluster.until(`the pods of ${workload.metadata.name} are ready`, async () => {
      const pods = await podsOf(workload);
      if (!pods.every(isReady)) return undefined;
      addresses.push(...pods.map(({ status }) => `${status.podIP}:${workload.spec.template.spec.containers[0].ports?.[0]?.containerPort}`));
      return true;
    });
  }
  await sendsTo(addresses);
}

/** Takes it all away again. */
export async function undeploy(manifest: Manifest, ...more: readonly string[]): Promise<void> {
  await theCluster().kubectl.delete([asText(manifest.objects), ...more].join('\n---\n'));
}
