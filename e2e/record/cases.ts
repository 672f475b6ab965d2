import type { KubeObject } from '../cluster/kube-api';
import { exampleManifests } from '../tests/manifests';
import type { Case, Probe } from './case';

/** What is recorded: the routes of the examples. */
export function cases(): Case[] {
  return exampleManifests().flatMap(({ title, objects }) => {
    const ingresses = objects.filter(({ kind }) => kind === 'Ingress');
    if (ingresses.length === 0) return [];
    const byChance = ingresses.some(({ metadata }) => metadata.annotations?.[`${PREFIX}canary-weight`] !== undefined);
    return [
      {
        name: title,
        manifests: [...ingresses.flatMap(passwordsOf), ...ingresses],
        probes: ingresses.flatMap(probesOf),
        ...(byChance ? { repeat: 40 } : {}),
      },
    ];
  });
}

interface Ingress extends KubeObject {
  readonly spec: {
    readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths: readonly { readonly path?: string }[] } }[];
  };
}

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** Without it, Traefik would leave out the routes that ask for a password. */
function passwordsOf({ metadata }: KubeObject): KubeObject[] {
  const name = metadata.annotations?.[`${PREFIX}auth-secret`];
  if (name === undefined) return [];
  const namespace = metadata.namespace ?? 'default';
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData: { auth: 'nobody:!' } };
  return [secret];
}

/** For a rule without a host. */
const ANY_HOST = 'any.example';

/** Around each path: itself, with and without what follows, in another case, and longer within the segment. */
function probesOf(object: KubeObject): Probe[] {
  const rules = (object as Ingress).spec.rules ?? [];
  return rules.flatMap(({ host = ANY_HOST, http }) =>
    (http?.paths ?? []).flatMap(({ path = '/' }) => {
      // The literal part of what may be a regular expression.
      const literal = path.replaceAll('\\', '').replace(/\(.*$/, '');
      const targets =
        literal === '/' ? ['/', '/any', '/any?q=1'] : [literal, `${literal}/`, `${literal}/a/b?q=1`, `${literal}x`, literal.toUpperCase()];
      return (['https', 'http'] as const).flatMap((scheme) => targets.map((target) => ({ scheme, host, target })));
    }),
  );
}
