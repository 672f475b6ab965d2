import { awsAnnotationsDoc } from './aws-load-balancer-docs';
import { awsAnnotationsStruct } from './aws-load-balancer-struct';
import { featuresDoc } from './features-doc';
import { findingsDoc } from './findings-doc';
import { gatewayApiDoc } from './gateway-api-doc';
import { haproxyAnnotationsDoc } from './haproxy-docs';
import { haproxyAnnotationsStruct, haproxyConfigStruct } from './haproxy-structs';
import { annotationsDoc, configMapDoc } from './ingress-nginx-docs';
import { annotationsStruct, configStruct } from './ingress-nginx-structs';
import { refusedValuesDoc } from './refused-values-doc';
import { vulnerabilitiesDoc } from './vulnerabilities-doc';

/** Every generated file by its path from the root, with the function that gives its text. */
export const GENERATED: { readonly [path: string]: () => string } = {
  'src/dialects/ingress-nginx/public/annotations.ts': annotationsStruct,
  'src/dialects/ingress-nginx/public/config.ts': configStruct,
  'src/dialects/haproxy/public/annotations.ts': haproxyAnnotationsStruct,
  'src/dialects/haproxy/public/config.ts': haproxyConfigStruct,
  'src/dialects/aws-load-balancer/public/annotations.ts': awsAnnotationsStruct,
  'docs/annotations/aws-load-balancer.md': awsAnnotationsDoc,
  'docs/annotations/haproxy.md': haproxyAnnotationsDoc,
  'docs/annotations/ingress-nginx.md': annotationsDoc,
  'docs/config-map/ingress-nginx.md': configMapDoc,
  'docs/values-that-nginx-refuses.md': refusedValuesDoc,
  'docs/ingress-nginx-vulnerabilities.md': vulnerabilitiesDoc,
  'docs/features.md': featuresDoc,
  'docs/findings.md': findingsDoc,
  'docs/gateway-api-implementations.md': gatewayApiDoc,
};
