export * from './options';
export * from './route-settings';
