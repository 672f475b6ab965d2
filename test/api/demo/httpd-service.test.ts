import { ApiObject, Chart, Duration, Size, Testing } from 'cdk8s';
import { EnvValue, ImagePullPolicy, Probe } from 'cdk8s-plus-27';
import { type HttpdServiceProps, PodSecurityLevel } from '../../../src/api/demo/demo-service';
import { HttpdService } from '../../../src/api/demo/httpd-service';
import { expectValid } from '../../kubernetes-schema';

/** The Deployment and the Service, judged by the API server's schema. */
function synth(props?: HttpdServiceProps): [deployment: object, service: object] {
  const chart = new Chart(Testing.app(), 'demo');
  new HttpdService(chart, 'httpd', props);
  const [deployment, service, ...more] = Testing.synth(chart);
  expect(more).toEqual([]);
  expectValid([deployment, service]);
  return [deployment, service];
}

const CONTAINER = 'spec.template.spec.containers.0';

test('by default, two pods of Pod Security level "restricted" behind a Service', () => {
  expect(synth()).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'httpd', labels: { app: 'httpd' } },
      spec: {
        minReadySeconds: 0,
        progressDeadlineSeconds: 600,
        replicas: 2,
        selector: { matchLabels: { app: 'httpd' } },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        template: {
          metadata: { labels: { app: 'httpd', 'cdk8s.io/metadata.addr': 'demo-httpd-deployment-c847c967' } },
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name: 'httpd-ctr',
                image: 'httpd:alpine',
                imagePullPolicy: 'IfNotPresent',
                ports: [{ containerPort: 80 }],
                startupProbe: {
                  failureThreshold: 30,
                  periodSeconds: 1,
                  timeoutSeconds: 2,
                  httpGet: { path: '/', port: 80, scheme: 'HTTP' },
                },
                readinessProbe: { failureThreshold: 3, timeoutSeconds: 2, httpGet: { path: '/', port: 80, scheme: 'HTTP' } },
                livenessProbe: { failureThreshold: 6, timeoutSeconds: 2, tcpSocket: { port: 80 } },
                resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '256Mi' } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  privileged: false,
                  readOnlyRootFilesystem: true,
                  runAsNonRoot: true,
                },
                volumeMounts: [{ name: 'writable', mountPath: '/usr/local/apache2/logs', subPath: 'logs' }],
              },
            ],
            dnsPolicy: 'ClusterFirst',
            hostNetwork: false,
            restartPolicy: 'Always',
            securityContext: {
              fsGroupChangePolicy: 'Always',
              runAsGroup: 82,
              runAsNonRoot: true,
              runAsUser: 82,
              seccompProfile: { type: 'RuntimeDefault' },
              sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
            },
            setHostnameAsFQDN: false,
            terminationGracePeriodSeconds: 30,
            volumes: [{ name: 'writable', emptyDir: {} }],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'httpd-service', labels: { app: 'httpd' } },
      spec: {
        externalIPs: [],
        ports: [{ port: 8080, protocol: 'TCP', targetPort: 80 }],
        selector: { app: 'httpd' },
        type: 'ClusterIP',
      },
    },
  ]);
});

test('the name goes into every name and label', () => {
  const [deployment, service] = synth({ name: 'static' });
  expect(deployment).toMatchObject({
    metadata: { name: 'static', labels: { app: 'static' } },
    spec: { selector: { matchLabels: { app: 'static' } }, template: { metadata: { labels: { app: 'static' } } } },
  });
  expect(deployment).toHaveProperty(`${CONTAINER}.name`, 'static-ctr');
  expect(service).toMatchObject({ metadata: { name: 'static-service' }, spec: { selector: { app: 'static' } } });
});

test('the longest name fits', () => {
  expect(synth({ name: 'a'.repeat(55) })[1]).toHaveProperty('metadata.name', `${'a'.repeat(55)}-service`);
});

test.each<[option: string, props: HttpdServiceProps, path: string, value: unknown]>([
  ['replicas', { replicas: 0 }, 'spec.replicas', 0],
  ['image', { image: 'example.com/site:3' }, `${CONTAINER}.image`, 'example.com/site:3'],
  ['imagePullPolicy', { imagePullPolicy: ImagePullPolicy.NEVER }, `${CONTAINER}.imagePullPolicy`, 'Never'],
  ['containerPort', { containerPort: 8081 }, `${CONTAINER}.ports`, [{ containerPort: 8081 }]],
  ['containerPort of the probes', { containerPort: 8081 }, `${CONTAINER}.livenessProbe.tcpSocket`, { port: 8081 }],
  ['resources', { resources: { memory: { limit: Size.gibibytes(1) } } }, `${CONTAINER}.resources`, { limits: { memory: '1024Mi' } }],
  ['env', { env: { TZ: EnvValue.fromValue('UTC') } }, `${CONTAINER}.env`, [{ name: 'TZ', value: 'UTC' }]],
  [
    'readiness',
    { readiness: Probe.fromHttpGet('/ready', { periodSeconds: Duration.seconds(7) }) },
    `${CONTAINER}.readinessProbe`,
    { failureThreshold: 3, periodSeconds: 7, httpGet: { path: '/ready', port: 80, scheme: 'HTTP' } },
  ],
  [
    'liveness',
    { liveness: Probe.fromCommand(['true']) },
    `${CONTAINER}.livenessProbe`,
    { failureThreshold: 3, exec: { command: ['true'] } },
  ],
  ['startup', { startup: Probe.fromTcpSocket() }, `${CONTAINER}.startupProbe`, { failureThreshold: 3, tcpSocket: { port: 80 } }],
  ['labels', { labels: { team: 'web' } }, 'metadata.labels', { app: 'httpd', team: 'web' }],
  ['labels of the pods', { labels: { team: 'web' } }, 'spec.template.metadata.labels.team', 'web'],
])('%s changes the Deployment', (_, props, path, value) => {
  expect(synth(props)[0]).toHaveProperty(path, value);
});

test('port, containerPort and labels change the Service', () => {
  expect(synth({ port: 80, containerPort: 8081, labels: { team: 'web' } })[1]).toMatchObject({
    metadata: { labels: { app: 'httpd', team: 'web' } },
    spec: { ports: [{ port: 80, targetPort: 8081, protocol: 'TCP' }] },
  });
});

test.each([
  ['httpd', 'Always'],
  ['httpd:latest', 'Always'],
  ['httpd:2.4', 'IfNotPresent'],
  [`httpd@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
  [`httpd:latest@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
  ['example.com:5000/httpd', 'Always'],
  ['example.com:5000/httpd:2', 'IfNotPresent'],
])('image %s is pulled %s, as Kubernetes does by itself', (image, policy) => {
  expect(synth({ image })[0]).toHaveProperty(`${CONTAINER}.imagePullPolicy`, policy);
});

test.each([
  ['httpd:2.4.65', true],
  ['docker.io/httpd:2.4', true],
  ['library/httpd', true],
  ['docker.io/library/httpd', true],
  ['public.ecr.aws/docker/library/httpd:alpine', true],
  [`httpd@sha256:${'a'.repeat(64)}`, true],
  ['bitnami/httpd', false],
  ['httpd-exporter', false],
  ['example.com/httpd', false],
])('of image %s it is %s that its page and its user are known', (image, official) => {
  const [deployment] = synth({ image });
  expect(deployment).toHaveProperty('spec.template.spec.securityContext.runAsNonRoot', official);
  expect(deployment).toHaveProperty(`${CONTAINER}.readinessProbe.${official ? 'httpGet' : 'tcpSocket'}.port`, 80);
});

test('level BASELINE leaves user and files to the image, but allows no new privileges', () => {
  const [deployment] = synth({ podSecurity: PodSecurityLevel.BASELINE });
  expect(deployment).toHaveProperty('spec.template.spec.securityContext', {
    fsGroupChangePolicy: 'Always',
    runAsNonRoot: false,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(deployment).toHaveProperty(`${CONTAINER}.securityContext`, {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: false,
    runAsNonRoot: false,
  });
  expect(deployment).not.toHaveProperty(`${CONTAINER}.volumeMounts`);
});

test('level RESTRICTED can be asked of another image; a port from 1024 needs no sysctl', () => {
  const [deployment] = synth({ image: 'example.com/site:3', containerPort: 8081, podSecurity: PodSecurityLevel.RESTRICTED });
  expect(deployment).toHaveProperty('spec.template.spec.securityContext', {
    fsGroupChangePolicy: 'Always',
    runAsGroup: 82,
    runAsNonRoot: true,
    runAsUser: 82,
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test.each<[reason: string, props: HttpdServiceProps, message: string]>([
  ['negative replicas', { replicas: -1 }, '[service/replicas-not-whole] replicas -1 is not a whole number, 0 or more'],
  ['half a replica', { replicas: 1.5 }, '[service/replicas-not-whole] replicas 1.5'],
  ['no number of replicas', { replicas: Number.NaN }, '[service/replicas-not-whole] replicas NaN'],
  ['port 0', { port: 0 }, '[service/port-out-of-range] port 0 is not a whole number from 1 to 65535'],
  ['port 65536', { port: 65536 }, '[service/port-out-of-range] port 65536'],
  ['half a port', { containerPort: 80.5 }, '[service/port-out-of-range] containerPort 80.5'],
  ['an empty image', { image: '' }, '[service/image-not-a-reference] image "" is not an image reference'],
  ['an image with a tab', { image: 'httpd\t' }, '[service/image-not-a-reference] image "httpd\\t"'],
  ['an empty name', { name: '' }, '[service/name-not-a-dns-label] name "" is not a DNS label of at most 55 characters'],
  ['upper case in the name', { name: 'Httpd' }, '[service/name-not-a-dns-label] name "Httpd"'],
  ['a digit first in the name', { name: '2httpd' }, '[service/name-not-a-dns-label] name "2httpd"'],
  ['a long name', { name: 'a'.repeat(56) }, '[service/name-not-a-dns-label] name "aaa'],
  ['a space in a label', { labels: { team: 'my team' } }, '[service/label-malformed] label "team" cannot be "my team"'],
  ['a label without name', { labels: { 'example.com/': 'x' } }, '[service/label-malformed] label "example.com/"'],
  ['another label "app"', { labels: { app: 'x' } }, '[service/label-selects-pods] label "app" cannot be "x"'],
])('refuses %s', (_, props, message) => {
  expect(() => synth(props)).toThrow(message);
});

test.each<[reason: string, props: object | string, message: string]>([
  ['a slip in a name', { replcas: 1 }, '[option/unknown] HttpdService has no option "replcas"; did you mean "replicas"?'],
  ['a slip inside', { resources: { cpus: {} } }, 'did you mean "resources.cpu"?'],
  ['an option of Tomcat', { welcomePage: true }, '[option/unknown] HttpdService has no option "welcomePage"'],
  ['a text', 'httpd', '[option/wrong-type] HttpdService cannot take "httpd"'],
  ['a number as a name', { name: 7 }, '[option/wrong-type] name of HttpdService cannot be 7'],
  ['a text as a number', { replicas: '2' }, '[service/replicas-not-whole] replicas "2"'],
  ['a text as a port', { port: '80' }, '[service/port-out-of-range] port "80"'],
  ['a text as a variable', { env: { LANG: 'en' } }, '[option/wrong-type] env.LANG of HttpdService cannot be "en"'],
  ['a level that does not exist', { podSecurity: 'strict' }, '[option/wrong-type] podSecurity of HttpdService cannot be "strict"'],
  ['a path as a probe', { readiness: '/' }, '[option/wrong-type] readiness of HttpdService cannot be "/"'],
])('refuses %s, which no compiler has seen', (_, props, message) => {
  expect(() => synth(props as HttpdServiceProps)).toThrow(message);
});

test('an error names the construct', () => {
  expect(() => synth({ replicas: -1 })).toThrow(/\n {4}at: demo\/httpd$/);
});

test('two services of one name do not fit into a chart', () => {
  const chart = new Chart(Testing.app(), 'demo');
  new HttpdService(chart, 'one');
  expect(() => new HttpdService(chart, 'two')).toThrow(
    '[service/name-taken] Deployment "httpd" is in this chart already, at "demo/one/deployment/Resource"',
  );
  expect(() => new HttpdService(chart, 'three', { name: 'other' })).not.toThrow();
});

test('a removed service leaves its name to another', () => {
  const chart = new Chart(Testing.app(), 'demo');
  new HttpdService(chart, 'one');
  chart.node.tryRemoveChild('one');
  expect(() => new HttpdService(chart, 'two')).not.toThrow();
});

test('an object of the same name that comes later is found at synth', () => {
  const chart = new Chart(Testing.app(), 'demo');
  new HttpdService(chart, 'one');
  new ApiObject(chart, 'late', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'httpd-service' } });
  expect(() => Testing.synth(chart)).toThrow('[service/name-taken] Service "httpd-service" is in this chart already, at "demo/late"');
});

test('thousands of services take no square of time', () => {
  const chart = new Chart(Testing.app(), 'demo');
  const start = performance.now();
  for (let index = 0; index < 5000; index++) new HttpdService(chart, `h${index}`, { name: `h${index}` });
  // With a square it would be 15 seconds.
  expect((performance.now() - start) / 1000).toBeLessThan(8);
});

test('two charts may hold a service of one name: they may be for two clusters', () => {
  const app = Testing.app();
  new HttpdService(new Chart(app, 'staging'), 'httpd');
  expect(() => new HttpdService(new Chart(app, 'production'), 'httpd')).not.toThrow();
});

test('it is a target for routes and lets its parts be reached', () => {
  const httpd = new HttpdService(new Chart(Testing.app(), 'demo'), 'httpd');
  expect([httpd.deployment.name, httpd.service.name, httpd.service.port]).toEqual(['httpd', 'httpd-service', 8080]);
  expect(httpd.asRouteTarget().asRouteTarget()).toEqual(httpd.asRouteTarget());
});
