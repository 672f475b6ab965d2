import type * as ingressNginx from '../../../../../src/dialects/ingress-nginx/public';
import type { InstallOptions } from '../../../../../src/installation/install-options';
import type { Manifest } from '../canonical';

/**
 * What an option changes, and that it changes nothing else: all differences to the same platform without the option. `+` is there now, `-`
 * is gone, `~` has another value. Objects that are there now are written out in `added`.
 */
export interface Case {
  readonly option: string;
  readonly options?: InstallOptions;
  readonly own?: ingressNginx.Options;
  readonly differences: readonly string[];
  readonly added?: readonly Manifest[];
}

/** Where the differences are. */
export const DEPLOYMENT = 'Deployment ingress-nginx-controller';
export const POD = `${DEPLOYMENT} spec.template.spec`;
export const CONTAINER = `${POD}.containers[controller]`;
export const SERVICE = 'Service ingress-nginx-controller';
export const WEBHOOK = 'ValidatingWebhookConfiguration ingress-nginx-admission webhooks[validate.nginx.ingress.kubernetes.io]';

const selector = (component: string) => ({
  'app.kubernetes.io/component': component,
  'app.kubernetes.io/instance': 'ingress-nginx',
  'app.kubernetes.io/name': 'ingress-nginx',
});
const labels = (component: string) => ({
  ...selector(component),
  'app.kubernetes.io/part-of': 'ingress-nginx',
  'app.kubernetes.io/version': '1.15.1',
});

/** Labels by which pods are found. */
export const SELECTOR = {
  controller: selector('controller'),
  admission: selector('admission-webhook'),
  backend: selector('default-backend'),
};

/** Labels of objects. */
export const LABELS = { controller: labels('controller'), admission: labels('admission-webhook'), backend: labels('default-backend') };
