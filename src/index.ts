export * from './api/controller/controller-kind';
export {
  type IIngressController,
  IngressController,
  type IngressControllerProps,
  type InstalledControllerOptions,
} from './api/controller/ingress-controller';
export * from './api/demo/demo-service';
export * from './api/demo/httpd-service';
export * from './api/demo/tomcat-service';
export * from './api/finding';
export * from './api/routes/access-policies';
export * from './api/routes/backend-policies';
export * from './api/routes/path-ingress';
export * from './api/routes/path-ingress-options';
export { HttpMethod, RequestMatch } from './api/routes/request-match';
export * from './api/routes/rewrite';
export * from './api/routes/route-options';
export * from './api/routes/route-policies';
export * from './api/routes/route-target';
export * from './api/routes/tls';
export * from './api/routes/tls-policy';
export * from './api/table/resolution';
export * from './api/table/route-equivalence';
export * from './api/table/route-equivalence-props';
export * from './api/table/routing-diff';
export * from './api/table/routing-table';
export * from './api/table/routing-table-options';
export * from './api/validation-plugin/route-validation';
export * from './api/validation-plugin/route-validation-props';
export * as awsLoadBalancer from './dialects/aws-load-balancer/public';
export * as gatewayApi from './dialects/gateway-api/public';
export * as haproxy from './dialects/haproxy/public';
export * as ingressNginx from './dialects/ingress-nginx/public';
export * as traefik from './dialects/traefik/public';
// What the root and submodules share has a submodule of its own: packages of Go must not import each other in a circle.
export * as installation from './installation/image-options';
export * from './installation/install-options';
export * from './installation/update-strategy';
