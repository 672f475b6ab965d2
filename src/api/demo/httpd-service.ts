import { Duration, Size } from 'cdk8s';
import type { Deployment, Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { checkedId } from '../../input/construct-id';
import { type IRouteTarget, RouteTarget } from '../routes/route-target';
import type { HttpdServiceProps } from './demo-service';

const NAME = 'httpd';
const IMAGE = 'httpd:alpine';

/**
 * Apache httpd behind a Service: two pods of `httpd:alpine` that serve the page "It works!". It can be the target of a route.
 *
 * The official image starts as root only to bind port 80 and to write its pid file below `/usr/local/apache2/logs`. Here it runs as
 * `www-data` (82) from the start: a sysctl of the pod lets any user bind port 80, and the folder is an emptyDir. So the root file
 * system is read-only and the pod meets Pod Security level "restricted". An image with a configuration that writes elsewhere needs
 * `podSecurity: PodSecurityLevel.BASELINE`, the default for any image but the official one.
 *
 * Throws for options that Kubernetes would refuse, and if the chart already has a Deployment or Service of the same name.
 */
export class HttpdService extends Construct implements IRouteTarget {
  /** The Deployment that runs the pods. */
  public readonly deployment: Deployment;
  /** The Service in front of the pods: port 8080 by default. */
  public readonly service: Service;

  /** Creates the Deployment and the Service. */
  public constructor(scope: Construct, id: string, props: HttpdServiceProps = {}) {
    super(scope, checkedId(scope, id, 'HttpdService'));
    // These load cdk8s-plus-27, which takes longer than the rest of the library.
    const { createDemoObjects, isOfficialImage } = require('./demo-objects') as typeof import('./demo-objects');
    const { readHttpdProps } = require('./demo-shapes') as typeof import('./demo-shapes');
    const given = readHttpdProps(props, this.node.path);
    const { deployment, service } = createDemoObjects(
      this,
      {
        name: NAME,
        image: IMAGE,
        containerPort: 80,
        resources: {
          cpuMillis: 50,
          memory: { request: Size.mebibytes(32), limit: Size.mebibytes(256) },
        },
        hasRootPage: isOfficialImage(given.image ?? IMAGE, NAME),
        startup: { periodSeconds: Duration.seconds(1), failureThreshold: 30 },
        answerTimeout: Duration.seconds(2),
        // docker-library/httpd 2.4/alpine/Dockerfile and httpd-foreground: uid 82 is www-data, only the pid file is written, logs go
        // to the standard streams. That any user may run it with the sysctl: docker-library/httpd issue 102.
        restricted: { user: 82, writableFolders: ['/usr/local/apache2/logs'] },
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
