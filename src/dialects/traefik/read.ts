export { readCrd } from './read/crd';
export { readIngress } from './read/ingress';
export { readNginx } from './read/nginx';
