import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, type ApiObjectProps, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/**
 * The demo, `examples/01-two-services`, without this library: the same objects with cdk8s-plus-27 alone. The objects of the controller
 * are data, as somebody would copy them from its documentation, which is less work than to make them from options.
 */

const app = new App();
const chart = new Chart(app, 'demo');

const objects = JSON.parse(readFileSync(join(__dirname, 'controller-objects.json'), 'utf8')) as (ApiObjectProps & {
  metadata: { name: string };
})[];
for (const object of objects) new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object);

interface Demo {
  readonly name: string;
  readonly image: string;
  readonly pullPolicy: kplus.ImagePullPolicy;
  readonly command?: string[];
  readonly containerPort: number;
  readonly resources: kplus.ContainerResources;
  readonly startup: kplus.ProbeOptions;
  readonly answerTimeout: Duration;
  readonly user: number;
  readonly sysctls: kplus.Sysctl[];
  readonly writableFolders: string[];
}

function demoService(demo: Demo): kplus.Service {
  const { name, containerPort, user } = demo;
  const scope = new Construct(chart, name);
  const timeoutSeconds = demo.answerTimeout;
  const deployment = new kplus.Deployment(scope, 'deployment', {
    metadata: { name, labels: { app: name } },
    podMetadata: { labels: { app: name } },
    select: false,
    replicas: 2,
    securityContext: { user, group: user, ensureNonRoot: true, sysctls: demo.sysctls },
  });
  deployment.select(kplus.LabelSelector.of({ labels: { app: name } }));
  const container = deployment.addContainer({
    name: `${name}-ctr`,
    image: demo.image,
    imagePullPolicy: demo.pullPolicy,
    ...(demo.command && { command: demo.command }),
    // Not "ports": probes without a port of their own would ask port 80.
    portNumber: containerPort,
    resources: demo.resources,
    securityContext: { ensureNonRoot: true, readOnlyRootFilesystem: true },
    readiness: kplus.Probe.fromHttpGet('/', { timeoutSeconds }),
    liveness: kplus.Probe.fromTcpSocket({ failureThreshold: 6, timeoutSeconds }),
    startup: kplus.Probe.fromHttpGet('/', { ...demo.startup, timeoutSeconds }),
  });
  const volume = kplus.Volume.fromEmptyDir(scope, 'writable', 'writable');
  for (const folder of demo.writableFolders) container.mount(folder, volume, { subPath: folder.slice(folder.lastIndexOf('/') + 1) });
  ApiObject.of(deployment).addJsonPatch(
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
    JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
  );
  const service = new kplus.Service(scope, 'service', {
    metadata: { name: `${name}-service`, labels: { app: name } },
    ports: [{ port: 8080, targetPort: containerPort, protocol: kplus.Protocol.TCP }],
  });
  service.selectLabel('app', name);
  return service;
}

const httpd = demoService({
  name: 'httpd',
  image: 'httpd:alpine',
  pullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
  containerPort: 80,
  resources: { cpu: { request: kplus.Cpu.millis(50) }, memory: { request: Size.mebibytes(32), limit: Size.mebibytes(256) } },
  startup: { periodSeconds: Duration.seconds(1), failureThreshold: 30 },
  answerTimeout: Duration.seconds(2),
  user: 82,
  sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
  writableFolders: ['/usr/local/apache2/logs'],
});
const HOME = '/usr/local/tomcat';
const tomcat = demoService({
  name: 'tomcat',
  image: 'tomcat',
  pullPolicy: kplus.ImagePullPolicy.ALWAYS,
  command: ['sh', '-c', `cp -R ${HOME}/webapps.dist/ROOT ${HOME}/webapps/ && exec ${HOME}/bin/catalina.sh run`],
  containerPort: 8080,
  resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) } },
  startup: { periodSeconds: Duration.seconds(2), failureThreshold: 75 },
  answerTimeout: Duration.seconds(5),
  user: 10001,
  sysctls: [],
  writableFolders: ['conf/Catalina', 'logs', 'temp', 'work', 'webapps'].map((folder) => `${HOME}/${folder}`),
});

const ingress = new kplus.Ingress(chart, 'paths', {
  className: 'nginx',
  metadata: {
    annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2', 'nginx.ingress.kubernetes.io/use-regex': 'true' },
  },
});
for (const [path, service] of [
  ['/httpd(/|$)(.*)', httpd],
  ['/tomcat(/|$)(.*)', tomcat],
] as const) {
  ingress.addRule(path, kplus.IngressBackend.fromService(service), kplus.HttpIngressPathType.IMPLEMENTATION_SPECIFIC);
}

app.synth();
console.log(app.synthYaml());
