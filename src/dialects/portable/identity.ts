/** Imports nothing, so that every part of the library and every tool can load it. */
export const identity = {
  name: 'portable',
  /** Of the API `networking.k8s.io`. */
  version: 'v1',
  title: 'the Ingress API alone',
} as const;
