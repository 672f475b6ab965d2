export * from './annotations';
export * from './config';
export * from './options';
