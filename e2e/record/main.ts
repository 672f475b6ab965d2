import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadCases } from '../../test/cases';
import { Cluster } from '../cluster/cluster';
import type { KubeObject } from '../cluster/kube-api';
import type { TraefikRouter } from '../cluster/traefik';
import { type Inventory, inventory } from '../inventory';
import { asText } from '../tests/manifests';
import { caseServices, caseSituations } from './cases';
import { EchoBackends, serviceOf } from './echo-backends';
import { exampleSituations, passwordsFor, servicesNamedBy } from './examples';
import { observe } from './probe';
import { ingressClasses, PROVIDERS, type ProviderName } from './providers';
import type { Observed, Provenance, RecordedRequest, RecordedSituation, Situation, WantedRequest } from './recording';

const SENTINEL = serviceOf('default', 'sentinel', { http: 80 });

async function main(folder = 'test/truth'): Promise<void> {
  const all = inventory();
  const cases = loadCases();
  const files: { readonly [file: string]: readonly Situation[] } = {
    'cases.jsonl': caseSituations(cases),
    'examples.jsonl': exampleSituations(),
  };
  const situations = Object.values(files).flat();
  const backends = new EchoBackends([SENTINEL, ...caseServices(cases), ...servicesNamedBy(files['examples.jsonl'] ?? [])]);
  const cluster = await Cluster.start(all);
  try {
    await cluster.kubectl.apply(asText(ingressClasses()));
    await backends.create(cluster);
    await createSecrets(cluster, situations);
    const recorder = new Recorder(cluster, backends);
    const target = resolve(folder, `traefik-${all.programs.versions.traefik}`);
    mkdirSync(target, { recursive: true });
    const counts: { [file: string]: { situations: number; requests: number } } = {};
    for (const [file, wanted] of Object.entries(files)) {
      const recorded: RecordedSituation[] = [];
      for (const situation of wanted) recorded.push(await recorder.record(situation));
      writeFileSync(join(target, file), recorded.map((one) => `${JSON.stringify(one)}\n`).join(''));
      counts[file] = { situations: recorded.length, requests: recorded.reduce((sum, { requests }) => sum + requests.length, 0) };
    }
    const provenance = provenanceOf(all, counts);
    writeFileSync(join(target, 'provenance.json'), `${JSON.stringify(provenance, undefined, 2)}\n`);
    console.log(`${target}: ${JSON.stringify(provenance.files)}`);
  } finally {
    await cluster.stop();
  }
}

function provenanceOf({ programs: { versions } }: Inventory, files: Provenance['files']): Provenance {
  return {
    schema: 'cdk8s-ingress-truth/2',
    controller: { name: 'traefik', version: versions.traefik },
    kubernetes: versions.kubernetes,
    recorded: new Date().toISOString().slice(0, 10),
    by: 'npm run e2e:record',
    standsIn: 'echo servers behind every Service; see e2e/README.md for how this Traefik differs from upstream',
    files,
  };
}

/** Certificates of hosts, and passwords. */
async function createSecrets(cluster: Cluster, situations: readonly Situation[]): Promise<void> {
  const passwords = passwordsFor(situations);
  if (passwords.length > 0) await cluster.kubectl.apply(asText(passwords));
  const certificates = new Map<string, Set<string>>();
  for (const ingress of situations.flatMap(({ manifests }) => manifests)) {
    for (const { hosts, secretName } of certificatesOf(ingress)) {
      const { metadata } = ingress;
      const key = `${metadata.namespace ?? 'default'}/${secretName}`;
      certificates.set(key, new Set([...(certificates.get(key) ?? []), ...hosts]));
    }
  }
  for (const [key, hosts] of certificates) {
    const [namespace = '', name = ''] = key.split('/');
    await cluster.createTlsSecret(namespace, name, [...hosts]);
  }
}

interface Certificate {
  readonly hosts: readonly string[];
  readonly secretName?: string;
}

interface WithTls extends KubeObject {
  readonly spec: {
    readonly tls?: readonly Certificate[] | Pick<Certificate, 'secretName'>;
    readonly routes?: readonly { readonly match: string }[];
  };
}

/** An IngressRoute has one, for the hosts of its rules. */
function certificatesOf(object: KubeObject): readonly Certificate[] {
  const { tls, routes = [] } = (object as WithTls).spec;
  if (tls === undefined || 'length' in tls) return tls ?? [];
  const hosts = routes.flatMap(({ match }) => [...match.matchAll(/Host\(`([^`]+)`\)/g)].map(([, host = '']) => host));
  return tls.secretName === undefined ? [] : [{ secretName: tls.secretName, hosts: [...new Set(hosts)] }];
}

class Recorder {
  private sentinels = 0;

  public constructor(
    private readonly cluster: Cluster,
    private readonly backends: EchoBackends,
  ) {}

  public async record({ name, provider, manifests, requests }: Situation): Promise<RecordedSituation> {
    const { kubectl, traefik } = this.cluster;
    await kubectl.apply(asText(manifests));
    await this.settle(provider);
    const answers = requests.map(() => new Answers());
    const rounds = hasTies(await traefik.routers()) ? ROUNDS : 1;
    for (let round = 0; round < rounds; round += 1) {
      if (round > 0) await this.settle(provider);
      for (const [index, request] of requests.entries()) await this.send(request, answers[index] as Answers);
    }
    await kubectl.delete(asText(manifests));
    const recorded = requests.map(({ url, headers, method }, index): RecordedRequest => {
      const isBare = Object.keys(headers).length === 0;
      return {
        url,
        ...(method === undefined ? {} : { method }),
        ...(isBare ? {} : { headers }),
        answers: (answers[index] as Answers).list(),
      };
    });
    return { name, provider, manifests, requests: recorded };
  }

  /** A sentinel comes last and competes with nobody: when it answers, the controller has read all that came before, and put it in order anew. */
  private async settle(provider: ProviderName): Promise<void> {
    this.sentinels += 1;
    const host = `${this.sentinels}.sentinel.invalid`;
    await this.cluster.kubectl.apply(asText([sentinel(host, provider)]));
    await this.cluster.until(`the controller has read the routes for "${host}"`, async () => {
      const { backend } = await this.observe({ url: `http://${host}/`, headers: {} });
      return backend === undefined ? undefined : true;
    });
  }

  private async send(request: WantedRequest, answers: Answers): Promise<void> {
    for (let time = 0; time < request.repeat; time += 1) {
      const answer = await this.cluster.until(`${request.url} is let in`, async () => {
        const observed = await this.observe(request);
        // A limit of requests says nothing about routes.
        return observed.status === 429 ? undefined : observed;
      });
      answers.add(answer);
    }
  }

  private observe(request: Pick<WantedRequest, 'url' | 'headers' | 'method'>): Promise<Observed> {
    return observe(request, this.backends.nameOf.bind(this.backends));
  }
}

/** Traefik puts routers of equal priority into another order each time, so their requests are sent in as many. */
const ROUNDS = 8;

function hasTies(routers: readonly TraefikRouter[]): boolean {
  const seen = new Map<string, string>();
  return routers.some(({ name, rule, priority, entryPoints }) => {
    if (name.endsWith('@internal') || rule.includes(SENTINEL.name)) return false;
    return entryPoints.some((entryPoint) => {
      const key = `${entryPoint} ${priority}`;
      const other = seen.get(key) ?? rule;
      seen.set(key, rule);
      return other !== rule;
    });
  });
}

/** The different answers to one request. */
class Answers {
  private readonly times = new Map<string, number>();

  public add(observed: Observed): void {
    const text = JSON.stringify(observed);
    this.times.set(text, (this.times.get(text) ?? 0) + 1);
  }

  /** In an order that does not depend on which came first. */
  public list(): RecordedRequest['answers'] {
    const several = this.times.size > 1;
    const sorted = [...this.times].sort(([one], [other]) => (one < other ? -1 : 1));
    return sorted.map(([text, times]) => ({ ...(JSON.parse(text) as Observed), ...(several ? { times } : {}) }));
  }
}

function sentinel(host: string, provider: ProviderName): KubeObject & { spec: object } {
  const metadata = { name: 'zz-sentinel', namespace: SENTINEL.namespace };
  const ingressClassName = PROVIDERS.find(({ name }) => name === provider)?.className ?? '';
  if (provider === 'kubernetescrd') {
    const routes = [{ match: `Host(\`${host}\`) && Path(\`/\`)`, services: [{ name: SENTINEL.name, port: 80 }] }];
    return { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata, spec: { ingressClassName, entryPoints: ['web'], routes } };
  }
  const backend = { service: { name: SENTINEL.name, port: { number: 80 } } };
  const rules = [{ host, http: { paths: [{ path: '/', pathType: 'Exact', backend }] } }];
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { ingressClassName, rules } };
}

main(process.argv[2]).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
