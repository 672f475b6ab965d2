import * as ingressNginx from '../../../../../src/dialects/ingress-nginx/public';
import { ControllerServiceType, ExternalTrafficPolicy, IpFamily, IpFamilyPolicy } from '../../../../../src/installation/install-options';
import { type Case, CONTAINER, LABELS, SELECTOR, SERVICE } from './case';

export const CASES: readonly Case[] = [
  {
    option: 'service.type CLUSTER_IP takes away what only traffic from outside needs',
    options: { service: { type: ControllerServiceType.CLUSTER_IP } },
    differences: [`- ${SERVICE} spec.externalTrafficPolicy: "Local"`, `~ ${SERVICE} spec.type: "ClusterIP"`],
  },
  {
    option: 'service.type NODE_PORT with ports of the nodes',
    options: { service: { type: ControllerServiceType.NODE_PORT, nodePorts: { http: 30080, https: 30443 } } },
    differences: [
      `+ ${SERVICE} spec.ports[http].nodePort: 30080`,
      `+ ${SERVICE} spec.ports[https].nodePort: 30443`,
      `~ ${SERVICE} spec.type: "NodePort"`,
    ],
  },
  {
    option: 'service.annotations join those of the platform',
    options: { service: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external', 'example.com/a': 'b' } } },
    own: { platform: ingressNginx.Platform.AWS },
    differences: [
      `+ ${SERVICE} metadata.annotations.example.com/a: "b"`,
      `~ ${SERVICE} metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-type: "external"`,
    ],
  },
  {
    option: 'service.labels',
    options: { service: { labels: { team: 'edge' } } },
    differences: [`+ ${SERVICE} metadata.labels.team: "edge"`],
  },
  {
    option: 'service.externalTrafficPolicy',
    options: { service: { externalTrafficPolicy: ExternalTrafficPolicy.CLUSTER } },
    differences: [`~ ${SERVICE} spec.externalTrafficPolicy: "Cluster"`],
  },
  {
    option: 'service.loadBalancerClass, source ranges and no node ports',
    options: {
      service: {
        loadBalancerClass: 'service.k8s.aws/nlb',
        loadBalancerSourceRanges: ['10.0.0.0/8', '2001:db8::/32'],
        allocateLoadBalancerNodePorts: false,
      },
    },
    differences: [
      `+ ${SERVICE} spec.allocateLoadBalancerNodePorts: false`,
      `+ ${SERVICE} spec.loadBalancerClass: "service.k8s.aws/nlb"`,
      `+ ${SERVICE} spec.loadBalancerSourceRanges[0]: "10.0.0.0/8"`,
      `+ ${SERVICE} spec.loadBalancerSourceRanges[1]: "2001:db8::/32"`,
    ],
  },
  {
    option: 'service.ports',
    options: { service: { ports: { http: 8080, https: 8443 } } },
    differences: [`~ ${SERVICE} spec.ports[http].port: 8080`, `~ ${SERVICE} spec.ports[https].port: 8443`],
  },
  {
    option: 'service.ipFamilies',
    options: { service: { ipFamilyPolicy: IpFamilyPolicy.REQUIRE_DUAL_STACK, ipFamilies: [IpFamily.IPV6, IpFamily.IPV4] } },
    differences: [
      `~ ${SERVICE} spec.ipFamilies[0]: "IPv6"`,
      `+ ${SERVICE} spec.ipFamilies[1]: "IPv4"`,
      `~ ${SERVICE} spec.ipFamilyPolicy: "RequireDualStack"`,
    ],
  },
  {
    option: 'internalService beside the external one',
    options: { internalService: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' } } },
    differences: ['+ Service ingress-nginx-controller-internal'],
    added: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          annotations: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' },
          labels: LABELS.controller,
          name: 'ingress-nginx-controller-internal',
          namespace: 'ingress-nginx',
        },
        spec: {
          ipFamilies: ['IPv4'],
          ipFamilyPolicy: 'SingleStack',
          ports: [
            { appProtocol: 'http', name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
            { appProtocol: 'https', name: 'https', port: 443, protocol: 'TCP', targetPort: 'https' },
          ],
          selector: SELECTOR.controller,
          type: 'LoadBalancer',
        },
      },
    ],
  },
  {
    option: 'internalService alone: Ingresses report its address',
    options: { service: { enabled: false }, internalService: { type: ControllerServiceType.CLUSTER_IP } },
    differences: [
      `+ ${CONTAINER}.args[--publish-service=$(POD_NAMESPACE)/ingress-nginx-controller-internal]`,
      `- ${CONTAINER}.args[--publish-service=$(POD_NAMESPACE)/ingress-nginx-controller]`,
      '- Service ingress-nginx-controller',
      '+ Service ingress-nginx-controller-internal',
    ],
    added: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { labels: LABELS.controller, name: 'ingress-nginx-controller-internal', namespace: 'ingress-nginx' },
        spec: {
          ipFamilies: ['IPv4'],
          ipFamilyPolicy: 'SingleStack',
          ports: [
            { appProtocol: 'http', name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
            { appProtocol: 'https', name: 'https', port: 443, protocol: 'TCP', targetPort: 'https' },
          ],
          selector: SELECTOR.controller,
          type: 'ClusterIP',
        },
      },
    ],
  },
  {
    option: 'no Service: Ingresses report the nodes',
    options: { service: { enabled: false } },
    differences: [`- ${CONTAINER}.args[--publish-service=$(POD_NAMESPACE)/ingress-nginx-controller]`, '- Service ingress-nginx-controller'],
  },
];
