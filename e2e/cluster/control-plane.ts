import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authority, type KeyPair, signingKey } from './certificates';
import { until } from './condition';
import { KubeApi } from './kube-api';
import { NODE_ADDRESS, SERVICE_RANGE } from './network';
import type { Supervisor } from './supervisor';

const SERVER = `https://${NODE_ADDRESS}:6443`;
const ETCD = 'http://127.0.0.1:2379';
const ETCD_PEER = 'http://127.0.0.1:2380';

/** A running control plane and how to talk to it. */
export interface ControlPlane {
  readonly api: KubeApi;
  /** For programs that take one: an administrator's. */
  readonly kubeconfig: string;
}

/**
 * Starts etcd, kube-apiserver, kube-controller-manager and kube-scheduler, as they come: the default admission plugins (Pod Security
 * among them), RBAC, every controller but the one that would mourn a node without a kubelet.
 */
export async function startControlPlane(program: string, folder: string, supervisor: Supervisor): Promise<ControlPlane> {
  const authority = new Authority(folder, 'kubernetes');
  const serving = authority.issue('kube-apiserver', {
    names: [`IP:${NODE_ADDRESS}`, 'IP:127.0.0.1', 'DNS:kubernetes', 'DNS:kubernetes.default', 'DNS:kubernetes.default.svc'],
  });
  const administrator = authority.issue('administrator', { subject: '/O=system:masters/CN=administrator' });
  const serviceAccounts = signingKey(folder, 'service-accounts');
  const api = new KubeApi(SERVER, authority.certificate, administrator);
  const giveUp = supervisor.failure;
  const start = (part: string, ...flags: string[]) => supervisor.start({ name: part, command: [program, part, ...flags] });

  start(
    'etcd',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${ETCD}`,
    `--advertise-client-urls=${ETCD}`,
    `--listen-peer-urls=${ETCD_PEER}`,
    `--initial-advertise-peer-urls=${ETCD_PEER}`,
    `--initial-cluster=default=${ETCD_PEER}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  );
  start(
    'kube-apiserver',
    `--etcd-servers=${ETCD}`,
    `--advertise-address=${NODE_ADDRESS}`,
    '--bind-address=0.0.0.0',
    '--secure-port=6443',
    `--tls-cert-file=${serving.certificate}`,
    `--tls-private-key-file=${serving.key}`,
    `--client-ca-file=${authority.certificate}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${serviceAccounts.publicKey}`,
    `--service-account-signing-key-file=${serviceAccounts.privateKey}`,
    `--service-cluster-ip-range=${SERVICE_RANGE}`,
    '--authorization-mode=RBAC',
  );
  await until('the API server is ready', () => api.get('/readyz'), { giveUp });

  const kubeconfig = writeKubeconfig(join(folder, 'administrator.kubeconfig'), authority.certificate, administrator);
  start(
    'kube-controller-manager',
    `--kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    '--controllers=*,-node-lifecycle-controller',
    `--service-account-private-key-file=${serviceAccounts.privateKey}`,
    `--root-ca-file=${authority.certificate}`,
  );
  start('kube-scheduler', `--kubeconfig=${kubeconfig}`, '--leader-elect=false');
  // Before it exists no pod can be made in the namespace: this is the controllers' first sign of life.
  await until('the controllers work', () => api.find('/api/v1/namespaces/default/serviceaccounts/default'), { giveUp });
  return { api, kubeconfig };
}

function writeKubeconfig(file: string, authority: string, identity: KeyPair): string {
  const name = 'e2e';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: SERVER, 'certificate-authority': authority } }],
    users: [{ name, user: { 'client-certificate': identity.certificate, 'client-key': identity.key } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}
