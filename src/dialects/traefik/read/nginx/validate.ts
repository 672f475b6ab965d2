import type { IngressView } from '../../../../kinds/ingress-view';
import { originOf } from '../../../../table/origin';
import type { Origin } from '../../../../table/routing-table';
import type { StaticOptions } from '../options';
import { NginxConfig } from './config';

const OPTION = 'providers.kubernetesingressnginx';

const SNIPPETS = ['server-snippet', 'configuration-snippet', 'auth-snippet'];

/** Why a whole Ingress is left out. traefik/traefik@v3.7.13:pkg/provider/kubernetes/ingress-nginx/build.go (`validateIngress`). */
export function problemOf(view: IngressView, options: StaticOptions): { readonly origin: Origin; readonly because: string } | undefined {
  const config = new NginxConfig(view);
  const snippet = SNIPPETS.find((name) => config.some(name) !== undefined);
  if (snippet !== undefined && !options.isOn(`${OPTION}.allowsnippetannotations`, false))
    return { origin: config.origin(snippet), because: 'snippets are not allowed, so the whole Ingress is left out' };
  if (!options.isOn(`${OPTION}.strictvalidatepathtype`, true)) return undefined;
  const paths = view.rules.flatMap((rule) => rule.paths ?? []);
  const wrong = paths.find(
    ({ path, pathType }) => path !== '' && pathType !== 'ImplementationSpecific' && !/^\/[A-Za-z0-9._\-/]*$/.test(path),
  );
  return wrong === undefined
    ? undefined
    : {
        origin: originOf(view, wrong.field),
        because: `path "${wrong.path}" has characters that only a path of type ImplementationSpecific may have, so the whole Ingress is left out`,
      };
}
