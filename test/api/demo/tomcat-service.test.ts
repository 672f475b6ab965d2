import { Chart, Testing } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-27';
import { PodSecurityLevel, type TomcatServiceProps } from '../../../src/api/demo/demo-service';
import { TomcatService } from '../../../src/api/demo/tomcat-service';
import { expectValid } from '../../kubernetes-schema';

/** What both services share is tested with `HttpdService`; here is what is Tomcat's own. */
function synth(props?: TomcatServiceProps): [deployment: object, service: object] {
  const chart = new Chart(Testing.app(), 'demo');
  new TomcatService(chart, 'tomcat', props);
  const [deployment, service] = Testing.synth(chart);
  expectValid([deployment, service]);
  return [deployment, service];
}

const CONTAINER = 'spec.template.spec.containers.0';
const FOLDERS = ['conf/Catalina', 'logs', 'temp', 'work'];
const mount = (folder: string) => ({ name: 'writable', mountPath: `/usr/local/tomcat/${folder}`, subPath: folder.replace('conf/', '') });

test('by default, pods show the welcome page at Pod Security level "restricted"', () => {
  const [deployment, service] = synth();
  expect(deployment).toHaveProperty(CONTAINER, {
    name: 'tomcat-ctr',
    image: 'tomcat',
    imagePullPolicy: 'Always',
    command: [
      'sh',
      '-c',
      'cp -R /usr/local/tomcat/webapps.dist/ROOT /usr/local/tomcat/webapps/ && exec /usr/local/tomcat/bin/catalina.sh run',
    ],
    ports: [{ containerPort: 8080 }],
    startupProbe: { failureThreshold: 75, periodSeconds: 2, timeoutSeconds: 5, httpGet: { path: '/', port: 8080, scheme: 'HTTP' } },
    readinessProbe: { failureThreshold: 3, timeoutSeconds: 5, httpGet: { path: '/', port: 8080, scheme: 'HTTP' } },
    livenessProbe: { failureThreshold: 6, timeoutSeconds: 5, tcpSocket: { port: 8080 } },
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
    volumeMounts: [...FOLDERS, 'webapps'].map(mount),
  });
  expect(deployment).toHaveProperty('spec.template.spec.securityContext', {
    fsGroupChangePolicy: 'Always',
    runAsGroup: 10001,
    runAsNonRoot: true,
    runAsUser: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(service).toMatchObject({
    metadata: { name: 'tomcat-service' },
    spec: { ports: [{ port: 8080, targetPort: 8080 }], selector: { app: 'tomcat' } },
  });
});

test('without the welcome page "/" is a 404, so the probes only connect, and webapps is the image\'s own', () => {
  const [deployment] = synth({ welcomePage: false });
  expect(deployment).not.toHaveProperty(`${CONTAINER}.command`);
  expect(deployment).toHaveProperty(`${CONTAINER}.readinessProbe`, { failureThreshold: 3, timeoutSeconds: 5, tcpSocket: { port: 8080 } });
  expect(deployment).toHaveProperty(`${CONTAINER}.startupProbe.tcpSocket`, { port: 8080 });
  expect(deployment).toHaveProperty(`${CONTAINER}.volumeMounts`, FOLDERS.map(mount));
});

test('an image with an application of its own runs as it was made', () => {
  const [deployment] = synth({ image: 'example.com/shop:7' });
  expect(deployment).not.toHaveProperty(`${CONTAINER}.command`);
  expect(deployment).not.toHaveProperty(`${CONTAINER}.volumeMounts`);
  expect(deployment).toHaveProperty(`${CONTAINER}.readinessProbe.tcpSocket`, { port: 8080 });
  expect(deployment).toHaveProperty(`${CONTAINER}.securityContext.readOnlyRootFilesystem`, false);
});

test("the welcome page can be asked of another image; at level BASELINE it is copied beside the image's own applications", () => {
  const [deployment] = synth({ image: 'example.com/shop:7', welcomePage: true });
  expect(deployment).toHaveProperty(`${CONTAINER}.command.0`, 'sh');
  expect(deployment).toHaveProperty(`${CONTAINER}.readinessProbe.httpGet.path`, '/');
  expect(deployment).not.toHaveProperty(`${CONTAINER}.volumeMounts`);
});

test.each(['tomcat:11.0', 'tomcat:10.1-jre21', 'public.ecr.aws/docker/library/tomcat:9'])(
  '%s is the official image, with welcome page',
  (image) => {
    expect(synth({ image })[0]).toHaveProperty(`${CONTAINER}.command.0`, 'sh');
  },
);

test('options of both services are understood', () => {
  const [deployment, service] = synth({
    name: 'shop',
    port: 80,
    containerPort: 9090,
    env: { CATALINA_OPTS: EnvValue.fromValue('-XX:MaxRAMPercentage=60') },
    podSecurity: PodSecurityLevel.BASELINE,
  });
  expect(deployment).toMatchObject({ metadata: { name: 'shop' } });
  expect(deployment).toHaveProperty(`${CONTAINER}.env`, [{ name: 'CATALINA_OPTS', value: '-XX:MaxRAMPercentage=60' }]);
  expect(deployment).toHaveProperty(`${CONTAINER}.startupProbe.httpGet.port`, 9090);
  expect(service).toMatchObject({ metadata: { name: 'shop-service' }, spec: { ports: [{ port: 80, targetPort: 9090 }] } });
});

test("bad options are refused with the construct's path", () => {
  expect(() => synth({ replicas: 0.5 })).toThrow(/^\[service\/replicas-not-whole\] replicas 0\.5 .*\n.*fix: .*\n {4}at: demo\/tomcat$/);
});

test('an option that it does not have is refused, and a text as a truth', () => {
  expect(() => synth({ welcomepage: true } as object)).toThrow(
    '[option/unknown] TomcatService has no option "welcomepage"; did you mean "welcomePage"?',
  );
  expect(() => synth({ welcomePage: 'no' } as never)).toThrow('[option/wrong-type] welcomePage of TomcatService cannot be "no"');
});

test('it is a target for routes', () => {
  const tomcat = new TomcatService(new Chart(Testing.app(), 'demo'), 'tomcat');
  expect([tomcat.deployment.name, tomcat.service.name, tomcat.service.port]).toEqual(['tomcat', 'tomcat-service', 8080]);
  expect(tomcat.asRouteTarget().asRouteTarget()).toEqual(tomcat.asRouteTarget());
});
