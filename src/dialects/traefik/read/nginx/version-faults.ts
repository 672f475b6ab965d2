import type { ClusterView } from '../../../../kinds/cluster-view';
import type { IngressView } from '../../../../kinds/ingress-view';
import type { Refusal } from '../../../../table/routing-table';
import { isOlder } from '../../../release';
import type { StaticOptions } from '../options';
import { NginxConfig } from './config';
import { authProblem } from './secrets';

/** A guard that a version of Traefik loses, and the version that is here does not. */
interface Fault {
  readonly fixedIn: string;
  readonly annotation: string;
  readonly because: string;
  readonly concerns: (view: IngressView, all: Context) => boolean;
}

interface Context {
  readonly regular: readonly IngressView[];
  readonly cluster: ClusterView;
  readonly options: StaticOptions;
}

const secretOf = (view: IngressView): string | undefined => new NginxConfig(view).text('auth-tls-secret');
const hasPasswords = (view: IngressView): boolean => new NginxConfig(view).text('auth-type') !== undefined;

/** Sources: traefik/traefik@v3.7.13:CHANGELOG.md, and pkg/provider/kubernetes/ingress-nginx/build.go of the versions before and after. */
const FAULTS: readonly Fault[] = [
  {
    // #13323; v3.7.4:build.go, "skipping auth middleware".
    fixedIn: '3.7.5',
    annotation: 'auth-type',
    because: 'serves a route without passwords if it cannot read their Secret',
    concerns: (view, { cluster, options }) => authProblem(view, new NginxConfig(view), cluster, options) !== undefined,
  },
  {
    // #13575; v3.7.9:build.go resolves passwords for paths of rules alone.
    fixedIn: '3.7.11',
    annotation: 'auth-type',
    because: 'serves spec.defaultBackend without passwords',
    concerns: (view) => view.defaultBackend !== undefined && hasPasswords(view),
  },
  {
    // #13638; v3.7.9:build.go has a TLS option for each Ingress, and options of one host that differ are dropped.
    fixedIn: '3.7.11',
    annotation: 'auth-tls-secret',
    because: 'asks nobody for a client certificate on a host that two Ingresses guard, even if both name the same Secret',
    concerns: (view, { regular }) => {
      const hosts = new Set(view.rules.map(({ host }) => host));
      return (
        secretOf(view) !== undefined &&
        regular.some((other) => other !== view && secretOf(other) === secretOf(view) && other.rules.some(({ host }) => hosts.has(host)))
      );
    },
  },
];

/** Guards that the version loses which runs here, if a Deployment or DaemonSet says which. */
export function versionFaults(context: Context): readonly Refusal[] {
  const { version } = context.options;
  if (version === undefined) return [];
  return FAULTS.filter(({ fixedIn }) => isOlder(version, fixedIn)).flatMap(({ fixedIn, annotation, because, concerns }) =>
    context.regular
      .filter((view) => concerns(view, context))
      .map((view) => ({
        origin: new NginxConfig(view).origin(annotation),
        by: 'controller' as const,
        part: 'guard' as const,
        because: `Traefik v${version} ${because}; v${fixedIn} does not`,
      })),
  );
}
