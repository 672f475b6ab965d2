import type { Names as CommonNames, Labels } from '../../../installation/names';
import { identity } from '../identity';

/** The project's own name, which it gives to everything. */
export const PROJECT = 'aws-load-balancer-controller';

/** What the chart makes of its name by leaving "-controller" out. */
export const DEFAULT_PREFIX = 'aws-load-balancer';

export type Names = CommonNames & ReturnType<typeof ownNames>;

/** As the chart names the objects of a release: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:helm/aws-load-balancer-controller/templates/_helpers.tpl. */
export function namesOf(prefix: string, namespace: string): Names {
  const controller = `${prefix}-controller`;
  const instance: Labels = { 'app.kubernetes.io/instance': controller, 'app.kubernetes.io/name': PROJECT };
  const labels = (): Labels => ({ ...instance, 'app.kubernetes.io/version': `v${identity.version}` });
  return {
    prefix,
    namespace,
    controller,
    // There is no Service in front of it.
    internalService: '',
    metricsService: `${controller}-metrics`,
    instance,
    selector: () => instance,
    labels,
    meta: (name) => ({ name, namespace, labels: labels() }),
    clusterMeta: (name) => ({ name, labels: labels() }),
    ...ownNames(prefix),
  };
}

const ownNames = (prefix: string) => ({
  role: `${prefix}-controller-role`,
  roleBinding: `${prefix}-controller-rolebinding`,
  electionRole: `${prefix}-controller-leader-election-role`,
  electionRoleBinding: `${prefix}-controller-leader-election-rolebinding`,
  /** Of the chart, whatever the release is called. */
  election: `${PROJECT}-leader`,
  webhook: `${prefix}-webhook`,
  webhookService: `${prefix}-webhook-service`,
  webhookSecret: `${prefix}-tls`,
  servingCertificate: `${prefix}-serving-cert`,
  rootCertificate: `${prefix}-root-cert`,
  selfSignedIssuer: `${prefix}-selfsigned-issuer`,
  rootIssuer: `${prefix}-root-issuer`,
});

/** The longest end of a name. With it, the name of a Service must not be longer than 63 characters. */
export const LONGEST_END = '-controller-leader-election-rolebinding';
