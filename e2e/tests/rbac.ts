import { deepEqual, rejects } from 'node:assert/strict';
import { installNamespace, type Manifest } from './manifests';
import { check, theCluster } from './the-cluster';

/** Verbs, the resource (with its group and, after a slash, its part), and, where it matters, in which namespace and which one. */
interface Right {
  readonly verbs: string;
  readonly resource: string;
  readonly group?: string;
  readonly namespace?: string;
  readonly name?: string;
}

const NETWORKING = 'networking.k8s.io';
const COORDINATION = 'coordination.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
const ELSEWHERE = 'kube-system';

/** What the controller does all day, by its own sources and the role that upstream publishes. */
function controllerNeeds(own: string): Right[] {
  return [
    { verbs: 'get list watch', resource: 'ingresses', group: NETWORKING },
    { verbs: 'get list watch', resource: 'ingressclasses', group: NETWORKING },
    { verbs: 'update', resource: 'ingresses/status', group: NETWORKING },
    { verbs: 'get list watch', resource: 'services' },
    { verbs: 'list watch', resource: 'pods' },
    { verbs: 'list watch', resource: 'configmaps' },
    { verbs: 'list watch', resource: 'secrets' },
    { verbs: 'get list watch', resource: 'nodes' },
    { verbs: 'get list watch', resource: 'endpointslices', group: 'discovery.k8s.io' },
    { verbs: 'create patch', resource: 'events' },
    { verbs: 'create', resource: 'leases', group: COORDINATION, namespace: own },
    { verbs: 'get update', resource: 'leases', group: COORDINATION, namespace: own, name: 'ingress-nginx-leader' },
    { verbs: 'get list watch', resource: 'configmaps', namespace: own },
    { verbs: 'get list watch', resource: 'secrets', namespace: own },
    { verbs: 'get', resource: 'namespaces', namespace: own },
  ];
}

/** What nobody who takes over the controller should be able to do. Upstream lets it list all Secrets; more than that is not granted. */
function controllerMustNot(own: string): Right[] {
  return [
    { verbs: 'create update patch delete', resource: 'pods' },
    { verbs: 'create', resource: 'pods/exec' },
    { verbs: 'create update patch delete', resource: 'deployments', group: 'apps' },
    { verbs: 'get create update patch delete', resource: 'secrets', namespace: ELSEWHERE },
    { verbs: 'create update patch delete', resource: 'secrets', namespace: own },
    { verbs: 'create update patch delete', resource: 'configmaps', namespace: own },
    { verbs: 'create update patch delete', resource: 'ingresses', group: NETWORKING },
    { verbs: 'update', resource: 'leases', group: COORDINATION, namespace: own, name: 'of-somebody-else' },
    { verbs: 'update', resource: 'leases', group: COORDINATION, namespace: ELSEWHERE },
    { verbs: 'create update patch bind escalate', resource: 'clusterroles', group: RBAC },
    { verbs: 'create update patch', resource: 'clusterrolebindings', group: RBAC },
    { verbs: 'create update patch bind escalate', resource: 'roles', group: RBAC, namespace: own },
    { verbs: 'create update patch', resource: 'rolebindings', group: RBAC, namespace: own },
    { verbs: 'create', resource: 'serviceaccounts/token', namespace: ELSEWHERE },
    { verbs: 'impersonate', resource: 'users' },
    { verbs: 'impersonate', resource: 'serviceaccounts' },
    { verbs: 'create update patch delete', resource: 'validatingwebhookconfigurations', group: ADMISSION },
    { verbs: 'create update patch delete', resource: 'mutatingwebhookconfigurations', group: ADMISSION },
    { verbs: 'update patch delete', resource: 'nodes' },
  ];
}

/** What the Jobs do that make the webhook's certificate. */
function certificateNeeds(own: string): Right[] {
  return [
    { verbs: 'get create', resource: 'secrets', namespace: own },
    { verbs: 'get update', resource: 'validatingwebhookconfigurations', group: ADMISSION },
  ];
}

function certificateMustNot(own: string): Right[] {
  return [
    { verbs: 'get list create update', resource: 'secrets', namespace: ELSEWHERE },
    { verbs: 'list update delete', resource: 'secrets', namespace: own },
    { verbs: 'create delete', resource: 'validatingwebhookconfigurations', group: ADMISSION },
    { verbs: 'create update', resource: 'mutatingwebhookconfigurations', group: ADMISSION },
    { verbs: 'create', resource: 'pods', namespace: own },
    { verbs: 'list', resource: 'ingresses', group: NETWORKING },
    { verbs: 'create', resource: 'clusterrolebindings', group: RBAC },
  ];
}

/** The service accounts of an install can do what they need, and not more. */
export function rbacChecks(manifest: Manifest): void {
  const own = installNamespace(manifest);
  if (own === undefined) return;
  const accounts = manifest.objects.filter(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.namespace === own);
  const user = (suffix: string) => {
    const account = accounts.find(({ metadata }) => metadata.name.endsWith('-admission') === (suffix === '-admission'));
    return account === undefined ? undefined : `system:serviceaccount:${own}:${account.metadata.name}`;
  };

  const controller = user('');
  if (controller !== undefined) {
    check('rbac: the controller can do what it needs', [own], async () => {
      deepEqual(await missingRights(controller, controllerNeeds(own)), []);
    });
    check('rbac: the controller cannot do what it must not', [own], async () => {
      deepEqual(await grantedRights(controller, controllerMustNot(own)), []);
    });
    check('rbac: in the name of the controller, a pod and a binding to cluster-admin are refused', [own], async () => {
      const { api } = theCluster();
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'intruder' }, spec: { containers: [{ name: 'any', image: 'any' }] } };
      await rejects(api.create(`/api/v1/namespaces/${own}/pods`, pod, controller), /forbidden/);
      const binding = {
        apiVersion: `${RBAC}/v1`,
        kind: 'ClusterRoleBinding',
        metadata: { name: 'intruder' },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ kind: 'User', name: controller, apiGroup: RBAC }],
      };
      await rejects(api.create(`/apis/${RBAC}/v1/clusterrolebindings`, binding, controller), /forbidden/);
    });
  }

  const certificates = user('-admission');
  if (certificates !== undefined) {
    check("rbac: the webhook's Jobs can do what they need, and no more", [own], async () => {
      deepEqual(await missingRights(certificates, certificateNeeds(own)), []);
      deepEqual(await grantedRights(certificates, certificateMustNot(own)), []);
    });
  }
}

/** Which of these the user does not have. */
export async function missingRights(user: string, rights: readonly Right[]): Promise<string[]> {
  const answers = await Promise.all(single(rights).map(async (right) => ({ right, granted: await canI(user, right) })));
  return answers.filter(({ granted }) => !granted).map(({ right }) => inWords(right));
}

/** Which of these the user has. */
export async function grantedRights(user: string, rights: readonly Right[]): Promise<string[]> {
  const answers = await Promise.all(single(rights).map(async (right) => ({ right, granted: await canI(user, right) })));
  return answers.filter(({ granted }) => granted).map(({ right }) => inWords(right));
}

function single(rights: readonly Right[]): Right[] {
  return rights.flatMap((right) => right.verbs.split(' ').map((verbs) => ({ ...right, verbs })));
}

/** What "kubectl auth can-i --as" asks. */
async function canI(user: string, { verbs: verb, resource, group = '', namespace, name }: Right): Promise<boolean> {
  const [plural, subresource = ''] = resource.split('/');
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb, group, resource: plural, subresource, namespace, name } },
  };
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  return (await theCluster().api.create<{ status: { allowed: boolean } }>(path, review, user)).status.allowed;
}

function inWords({ verbs, resource, namespace, name }: Right): string {
  return `${verbs} ${resource}${name === undefined ? '' : ` "${name}"`} ${namespace === undefined ? 'everywhere' : `in ${namespace}`}`;
}
