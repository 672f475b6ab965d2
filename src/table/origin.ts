/** The object and field that made a part of the table. */
export interface Origin {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Such as `spec.rules[0].http.paths[1]` or `metadata.annotations["nginx.ingress.kubernetes.io/app-root"]`. */
  readonly field: string;
}
