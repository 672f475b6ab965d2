/** The object and field that made a part of the table. */
export interface Origin {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Such as `spec.rules[0].http.paths[1]` or `metadata.annotations["nginx.ingress.kubernetes.io/app-root"]`. */
  readonly field: string;
}

/** An object as views of manifests hold it. */
interface View {
  readonly object: { readonly kind: string };
  readonly namespace: string;
  readonly name: string;
}

export const originOf = ({ object, namespace, name }: View, field: string): Origin => ({ kind: object.kind, namespace, name, field });

/** `key`: with its prefix. */
export const annotationField = (key: string): string => `metadata.annotations["${key}"]`;
