import { App, Chart } from 'cdk8s';
import { ControllerKind, IngressController, ingressNginx } from 'cdk8s-ingress';

// An app is taken as one cluster, and a cluster has one platform: so each platform gets an app of its own.
for (const platform of Object.values(ingressNginx.Platform)) {
  const app = new App({ outputFileExtension: '.yaml' });
  const chart = new Chart(app, platform);
  const terminatesTls = platform === ingressNginx.Platform.AWS_NLB_WITH_TLS_TERMINATION;

  new IngressController(chart, 'controller', {
    kind: ControllerKind.ingressNginx({
      platform,
      // The one platform that cannot do without a setting: whose certificate, and which addresses are the load balancer's.
      ...(terminatesTls && {
        awsTlsTermination: {
          certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef',
          vpcCidr: '10.0.0.0/16',
        },
      }),
    }),
  });

  app.synth(); // writes dist/<platform>.yaml
}
