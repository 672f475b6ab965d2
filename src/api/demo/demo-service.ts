import type { ContainerResources, EnvValue, ImagePullPolicy, Probe } from 'cdk8s-plus-27';

/** Rights of pods, by the levels of the Pod Security Standards of Kubernetes. */
export enum PodSecurityLevel {
  /** No privilege escalation. The image decides which user runs, which may be root. */
  BASELINE = 'baseline',
  /** Not root, no capabilities, and a read-only root file system; an emptyDir holds the files that the image must write. */
  RESTRICTED = 'restricted',
}

/** Options that `HttpdService` and `TomcatService` share. */
export interface DemoServiceProps {
  /**
   * Name of the Deployment, value of the label `app` that selects its pods, and prefix of the names of the container (`-ctr`) and of
   * the Service (`-service`). A DNS label of at most 55 characters that begins with a letter. Two services of one chart need two names.
   * @default - "httpd" or "tomcat"
   */
  readonly name?: string;

  /**
   * The container image. An image other than the official one, in any version, gets less strict defaults: see `podSecurity` and
   * `readiness`.
   * @default - "httpd:alpine" or "tomcat", whose tags move: give a version if that matters
   */
  readonly image?: string;

  /**
   * When the node pulls the image.
   * @default - the default of Kubernetes: always without a tag or with the tag `latest`, otherwise if the node does not have it
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * How many pods run; a whole number, 0 or more.
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Port of the Service, from 1 to 65535.
   * @default 8080
   */
  readonly port?: number;

  /**
   * Port on which the container listens, from 1 to 65535. This only informs Kubernetes and does not change the image's configuration.
   * @default - 80 for httpd, 8080 for Tomcat
   */
  readonly containerPort?: number;

  /**
   * Resource requests and limits of the container; replaces the default as a whole.
   * @default - httpd: 50m CPU and 32Mi memory, at most 256Mi; Tomcat: 100m CPU and 256Mi memory, at most 512Mi. No limit of CPU.
   */
  readonly resources?: ContainerResources;

  /**
   * Readiness probe: a pod gets requests only while it succeeds.
   * @default - when `GET /` succeeds where the page is known to exist (the official httpd image, Tomcat with its welcome
   * page), otherwise when the port takes connections
   */
  readonly readiness?: Probe;

  /** Liveness probe: a pod is restarted when it fails. @default - when the port takes no connection for a minute */
  readonly liveness?: Probe;

  /**
   * Startup probe: `liveness` is checked only after it has succeeded.
   * @default - httpd: half a minute; Tomcat: two and a half minutes; checked in the same way as `readiness`
   */
  readonly startup?: Probe;

  /**
   * Environment variables of the container.
   * @default - those of the image
   */
  readonly env?: { [name: string]: EnvValue };

  /**
   * Further labels of the Deployment, its pods and the Service. Not `app`: that label selects the pods.
   * @default - only `app`
   */
  readonly labels?: { [key: string]: string };

  /**
   * Rights of the pods. A namespace that enforces a level admits pods of that level or a stricter one.
   * @default - RESTRICTED for the official image, BASELINE for other images, which may need to be root or to write to their own files
   */
  readonly podSecurity?: PodSecurityLevel;
}

/** Options of `HttpdService`. */
export interface HttpdServiceProps extends DemoServiceProps {}

/** Options of `TomcatService`. */
export interface TomcatServiceProps extends DemoServiceProps {
  /**
   * Whether `/` shows Tomcat's welcome page. The official image ships its web applications switched off, in `webapps.dist`, so
   * that `/` is a 404; with this option the container copies the page, and none of the other applications, before Tomcat starts.
   * At level RESTRICTED an emptyDir then takes the place of the image's own `webapps`.
   * @default - true for the official image, false for other images, which have their own application
   */
  readonly welcomePage?: boolean;
}
