/** A controller that does not exist. */
export const identity = {
  name: 'moss',
  version: '0.3.0',
  title: 'Moss v0.3.0',
  ingressClassController: 'moss.example.com/controller',
  className: 'moss',
  annotationPrefix: 'moss.example.com/',
  workloads: ['moss/controller'],
} as const;
