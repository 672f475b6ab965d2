import { ok, rejects } from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { KubeObject } from '../cluster/kube-api';
import { DEMO, type DEMO_ANSWERS, DEMO_NAMESPACE, deploy, expectDemoAnswer, undeploy } from './demo';
import { webhooksReachController } from './install';
import { asText, namespacesOf, workloads } from './manifests';
import { grantedRights } from './rbac';
import { check, theCluster } from './the-cluster';

interface Mistake {
  readonly what: string;
  /** The object that is wrong. */
  readonly kind: string;
  readonly name?: string;
  readonly replace: readonly [find: RegExp, by: string];
  /** The check of `answer` that sees it. */
  readonly caughtBy: keyof typeof DEMO_ANSWERS;
}

/** Mistakes that the API server accepts: only who asks for the page sees them. */
const MISTAKES: readonly Mistake[] = [
  {
    what: 'a wrong service port in the Ingress',
    kind: 'Ingress',
    replace: [/"httpd-service","port":\{"number":8080\}/, '"httpd-service","port":{"number":8081}'],
    caughtBy: "/httpd gives Apache's page",
  },
  {
    what: 'a selector that matches no pod',
    kind: 'Service',
    name: 'tomcat-service',
    replace: [/"selector":\{"app":"tomcat"\}/, '"selector":{"app":"tomcat10"}'],
    caughtBy: "/tomcat gives Tomcat's welcome page",
  },
  {
    what: 'a port of the Service at which the container does not listen',
    kind: 'Service',
    name: 'httpd-service',
    replace: [/"targetPort":80\b/, '"targetPort":8080'],
    caughtBy: "/httpd/ gives Apache's page",
  },
  {
    what: 'a rewrite left out',
    kind: 'Ingress',
    replace: [/"nginx.ingress.kubernetes.io\/rewrite-target":"[^"]*",?/, ''],
    caughtBy: "/httpd gives Apache's page",
  },
  {
    what: 'a rewrite that forgets what follows the prefix',
    kind: 'Ingress',
    replace: [/"rewrite-target":"[^"]*"|rewrite-target":"\/\$2"/, 'rewrite-target":"/"'],
    caughtBy: "the welcome page's style sheet is found below /tomcat/",
  },
  {
    what: 'a prefix that does not end at a segment',
    kind: 'Ingress',
    replace: [/\/httpd\(\/\|\$\)\(\.\*\)/, '/httpd()(.*)'],
    caughtBy: "/httpdocs is nobody's",
  },
  {
    what: 'a class that nobody serves',
    kind: 'Ingress',
    replace: [/"ingressClassName":"nginx"/, '"ingressClassName":"elsewhere"'],
    caughtBy: "/tomcat/ gives Tomcat's welcome page",
  },
];

/** Each check is worth something only if it fails where something is broken. */
export function breakIt(): void {
  describe('break-it: each mistake is caught', () => {
    before(async () => {
      for (const namespace of namespacesOf(DEMO)) await theCluster().createNamespace(namespace);
      await deploy(DEMO);
    });
    after(() => undeploy(DEMO));

    for (const mistake of MISTAKES) {
      check(`break-it: ${mistake.what} is caught by "answer: ${mistake.caughtBy}"`, [DEMO_NAMESPACE], () => isCaught(mistake));
    }

    const refused = async (object: KubeObject, find: RegExp, by: string, why: RegExp) => {
      await rejects(theCluster().kubectl.apply(changed(object, find, by)), why);
    };
    check('break-it: the deprecated class annotation is caught by "accept"', [DEMO_NAMESPACE], async () => {
      const annotated = withClassAnnotation(theObject('Ingress'));
      // A warning does not keep the object from being stored.
      await refused(annotated, /"ingressClassName":"nginx",/, '', /deprecated/).finally(() =>
        theCluster().kubectl.delete(asText([annotated])),
      );
    });
    check('break-it: an API version that is gone is caught by "accept"', [DEMO_NAMESPACE], () =>
      refused(theObject('Ingress'), /networking\.k8s\.io\/v1"/, 'extensions/v1beta1"', /no matches for kind/),
    );
    check('break-it: a field that does not exist is caught by "accept"', [DEMO_NAMESPACE], () =>
      refused(theObject('Ingress'), /"ingressClassName"/, '"ingressClass"', /field not declared in schema|unknown field/),
    );
    check('break-it: a path type that does not exist is caught by "accept"', [DEMO_NAMESPACE], () =>
      refused(theObject('Ingress'), /"ImplementationSpecific"/, '"Regex"', /Unsupported value: "Regex"/),
    );
    check('break-it: a pod with more rights than its namespace allows is caught by "accept" and "pod-security"', [DEMO_NAMESPACE], () =>
      refused(theObject('Deployment', 'httpd'), /"runAsNonRoot":true/g, '"runAsNonRoot":false', /would violate PodSecurity "restricted/),
    );
    check('break-it: a port below 1024 without the sysctl for it is caught by "pods"', [DEMO_NAMESPACE], withoutSysctl);
    check('break-it: a webhook for a Service that is not there is caught by "install"', namespacesOf(DEMO), async () => {
      const [controller] = workloads(DEMO);
      ok(controller !== undefined);
      const webhook = JSON.parse(
        changed(theObject('ValidatingWebhookConfiguration'), /"name":"ingress-nginx-controller-admission"/, '"name":"elsewhere"'),
      );
      await rejects(webhooksReachController([webhook], controller), /services "elsewhere" not found/);
    });
    check('break-it: a role that may do more is caught by "rbac"', namespacesOf(DEMO), async () => {
      const role = theObject('ClusterRole', 'ingress-nginx');
      const user = 'system:serviceaccount:ingress-nginx:ingress-nginx';
      await theCluster().kubectl.apply(changed(role, /"verbs":\["list","watch"\]/, '"verbs":["get","list","watch"]'));
      await theCluster().until('the new right is seen', async () => {
        const granted = await grantedRights(user, [{ verbs: 'get', resource: 'secrets', namespace: 'kube-system' }]);
        return granted.length === 1 || undefined;
      });
      await theCluster().kubectl.apply(asText([role]));
    });
  });
}

async function isCaught({ what, kind, name, replace, caughtBy }: Mistake): Promise<void> {
  const cluster = theCluster();
  const right = theObject(kind, name);
  const check = String(caughtBy);
  await expectDemoAnswer(check);
  await cluster.kubectl.apply(changed(right, ...replace));
  try {
    await cluster.until(
      `"${check}" fails: ${what}`,
      () =>
        expectDemoAnswer(check).then(
          () => undefined,
          () => true as const,
        ),
      20,
    );
  } finally {
    await cluster.kubectl.apply(asText([right]));
  }
  await cluster.until(`"${check}" holds again`, () => expectDemoAnswer(check).then(() => true as const), 20);
}

/** httpd as a user that is not root may not listen on port 80 then, and its pods are never ready. */
async function withoutSysctl(): Promise<void> {
  const cluster = theCluster();
  const right = theObject('Deployment', 'httpd');
  const renamed = changed(right, /"sysctls":\[[^\]]*\]/, '"sysctls":[]').replaceAll('"httpd"', '"no-sysctl"');
  await cluster.kubectl.apply(renamed);
  try {
    await cluster.until(
      'the pods cannot listen',
      () => {
        const pods = cluster.kubelet.podProcesses([DEMO_NAMESPACE]).filter(({ pod }) => pod.metadata.labels?.app === 'no-sysctl');
        return (pods.length > 0 && pods.every((pod) => /Permission denied.*could not bind/.test(pod.lastLines()))) || undefined;
      },
      20,
    );
  } finally {
    await cluster.kubectl.delete(renamed);
  }
}

/** A new Ingress, because the server warns when one is created, not when it is changed. */
function withClassAnnotation(ingress: KubeObject): KubeObject {
  const annotations = { ...ingress.metadata.annotations, 'kubernetes.io/ingress.class': 'nginx' };
  return { ...ingress, metadata: { ...ingress.metadata, name: 'annotated', annotations } };
}

function theObject(kind: string, name?: string): KubeObject {
  const found = DEMO.objects.find((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
  if (found === undefined) throw new Error(`${DEMO.title} has no ${kind} ${name ?? ''}`);
  return found;
}

function changed(object: KubeObject, find: RegExp, by: string): string {
  const text = asText([object]);
  const result = text.replace(find, () => by);
  if (result === text) throw new Error(`${find} is not in ${text}`);
  return result;
}
