import { Size } from 'cdk8s';
import { type ContainerResources, Cpu, type CpuResources, EnvValue, type MemoryResources, Probe } from 'cdk8s-plus-27';
import { CHECKED_LATER, FLAG, inWords, mapOf, objectOf, oneOf, readStruct, type Shape, struct, TEXT } from '../../input/struct-shape';
import { PULL_POLICY } from '../../installation/container-shapes';
import { type DemoServiceProps, type HttpdServiceProps, PodSecurityLevel, type TomcatServiceProps } from './demo-service';

/** Shapes of the props of the demo services. `demo-objects.ts` checks the values. */

const CPU = inWords('a Cpu such as Cpu.millis(100)', objectOf(Cpu));

const SIZE = inWords('a Size such as Size.mebibytes(64)', objectOf(Size));

const CPUS: Shape<CpuResources> = { request: CPU, limit: CPU };

const SIZES: Shape<MemoryResources> = { request: SIZE, limit: SIZE };

const RESOURCES: Shape<ContainerResources> = {
  cpu: inWords('an object such as { request: Cpu.millis(100) }', struct(CPUS)),
  memory: inWords('an object such as { request: Size.mebibytes(64) }', struct(SIZES)),
  ephemeralStorage: inWords('an object such as { request: Size.gibibytes(1) }', struct(SIZES)),
};

const PROBE = inWords('a Probe such as Probe.fromHttpGet("/")', objectOf(Probe));

const HTTPD: Shape<HttpdServiceProps> = {
  name: TEXT,
  image: TEXT,
  imagePullPolicy: PULL_POLICY,
  replicas: CHECKED_LATER,
  port: CHECKED_LATER,
  containerPort: CHECKED_LATER,
  resources: inWords('an object such as { cpu: { request: Cpu.millis(100) } }', struct(RESOURCES)),
  readiness: PROBE,
  liveness: PROBE,
  startup: PROBE,
  env: mapOf(inWords('an EnvValue such as EnvValue.fromValue("en")', objectOf(EnvValue))),
  labels: inWords('a map of strings such as { team: "shop" }', mapOf(TEXT)),
  podSecurity: oneOf(PodSecurityLevel),
} satisfies Shape<DemoServiceProps>;

const TOMCAT: Shape<TomcatServiceProps> = { ...HTTPD, welcomePage: FLAG };

export const readHttpdProps = (props: HttpdServiceProps, where: string): HttpdServiceProps =>
  readStruct(props, HTTPD, { owner: 'HttpdService', where });

export const readTomcatProps = (props: TomcatServiceProps, where: string): TomcatServiceProps =>
  readStruct(props, TOMCAT, { owner: 'TomcatService', where });
