import { Duration, Size } from 'cdk8s';
import type { Deployment, Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkedId } from '../../input/construct-id';
import { type IRouteTarget, RouteTarget } from '../routes/route-target';
import type { TomcatServiceProps } from './demo-service';

const NAME = 'tomcat';
const IMAGE = 'tomcat';
const HOME = '/usr/local/tomcat';
const WRITTEN = ['conf/Catalina', 'logs', 'temp', 'work'];

/**
 * Apache Tomcat behind a Service: two pods of `tomcat` that serve Tomcat's welcome page. It can be the target of a route.
 *
 * The official image runs as root unless told otherwise, and any user may run it. Here it runs as user 10001, and the folders that
 * Tomcat writes to are an emptyDir, so the root file system is read-only and the pod meets Pod Security level "restricted". Tomcat
 * unpacks `.war` files into their own folder, which fails if `webapps` is read-only: an image with such files needs `podSecurity:
 * PodSecurityLevel.BASELINE`, the default for any image but the official one.
 *
 * Throws for options that Kubernetes would refuse, and if the chart already has a Deployment or Service of the same name.
 */
export class TomcatService extends Construct implements IRouteTarget {
  /** The Deployment that runs the pods. */
  public readonly deployment: Deployment;
  /** The Service in front of the pods: port 8080 by default. */
  public readonly service: Service;

  /** Creates the Deployment and the Service. */
  public constructor(scope: Construct, id: string, props: TomcatServiceProps = {}) {
    super(scope, checkedId(scope, id, 'TomcatService'));
    // These load cdk8s-plus-27, which takes longer than the rest of the library.
    const { createDemoObjects, isOfficialImage } = require('./demo-objects') as typeof import('./demo-objects');
    const { readTomcatProps } = require('./demo-shapes') as typeof import('./demo-shapes');
    const given = readTomcatProps(props, this.node.path);
    const welcomePage = given.welcomePage ?? isOfficialImage(given.image ?? IMAGE, NAME);
    const { deployment, service } = createDemoObjects(
      this,
      {
        name: NAME,
        image: IMAGE,
        containerPort: 8080,
        resources: {
          cpuMillis: 100,
          // The JVM takes a quarter of the limit for its heap.
          memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
        },
        hasRootPage: welcomePage,
        // docker-library/tomcat pull request 181: since 2019-12 the applications are in webapps.dist.
        ...(welcomePage
          ? { command: ['sh', '-c', `cp -R ${HOME}/webapps.dist/ROOT ${HOME}/webapps/ && exec ${HOME}/bin/catalina.sh run`] }
          : {}),
        startup: { periodSeconds: Duration.seconds(2), failureThreshold: 75 },
        // The welcome page is compiled on the first request for it.
        answerTimeout: Duration.seconds(5),
        // docker-library/tomcat 11.0/jdk21/temurin-noble/Dockerfile: everything is readable by all. The folders are what Tomcat
        // writes to: apache/tomcat java/org/apache/catalina/startup/HostConfig.java, conf/logging.properties.
        restricted: {
          user: 10001,
          writableFolders: [...WRITTEN, ...(welcomePage ? ['webapps'] : [])].map((folder) => `${HOME}/${folder}`),
        },
      },
      given,
    );
    this.deployment = deployment;
    this.service = service;
  }

  /** The Service as the target of a route. */
  public asRouteTarget(): RouteTarget {
    return RouteTarget.service(this.service);
  }
}
