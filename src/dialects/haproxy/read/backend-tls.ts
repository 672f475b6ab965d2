import type { Said } from './annotations';

/**
 * Whether pods are spoken to over TLS: a Secret switches it on by itself.
 * Source: haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/service/ssl.go, crt.go, ca.go.
 */
export const speaksTls = (said: Said): boolean => said.on('server-ssl') === true || namesSecret('server-crt', said) || verifies(said);

export const verifies = (said: Said): boolean => namesSecret('server-ca', said);

/** A name without its namespace finds nothing, and the annotation counts for nothing. */
const namesSecret = (annotation: string, said: Said): boolean => said.text(annotation).includes('/');
