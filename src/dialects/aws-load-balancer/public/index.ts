export * from './annotations';
export * from './ingress-class-params';
export * from './options';
export * from './values';
