export * from './controller-kind';
export * from './demo-service';
export * from './httpd-service';
export {
  type IIngressController,
  type ImportedIngressControllerProps,
  IngressController,
  type IngressControllerProps,
} from './ingress-controller';
export * from './ingress-nginx-annotations';
export * from './ingress-nginx-config';
export * from './ingress-nginx-options';
export * from './install-options';
export * from './path-ingress';
export * from './path-ingress-options';
export * from './route';
export * from './route-policies';
export * from './route-validation';
export * from './routing-table';
export * from './tomcat-service';
