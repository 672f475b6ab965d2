import { annotationField, originOf } from '../../../table/origin';
import type { Origin, Outcome, Statement, Step } from '../../../table/routing-table';
import type { Location, Server } from './servers';
import { doubtOf, undecidedStep } from './snippets/levels';
import type { StepContext } from './step-context';
import { readTemplate } from './templates';

interface AppRoot {
  readonly outcome: Outcome;
  readonly origin: Origin;
}

/** Redirects of `app-root`, in the order of the file: of two for one host the first counts. */
export function appRoots(locations: readonly Location[], context: StepContext): readonly AppRoot[] {
  return locations.flatMap(({ annotations, ingress }) => {
    const appRoot = annotations?.rewrite.appRoot ?? '';
    if (appRoot === '' || annotations === undefined || ingress === undefined) return [];
    const text = readTemplate(appRoot, context.variables);
    if ('refused' in text) return [];
    const outcome: Outcome = {
      kind: 'redirect',
      status: 302,
      location: { text: [{ variable: 'scheme' }, '://', { variable: 'hostAsSent' }, ...text], pathOnly: 'kept' },
    };
    return [{ outcome, origin: originOf(ingress.view, annotationField(annotations.keyOf('app-root'))) }];
  });
}

/**
 * The rewrite phase of a server, if snippets have statements for it: those of its own snippet, `app-root`, and those of the snippet of the
 * config map, as one script. `undefined`: there is nothing but `app-root`.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`SERVER`, `ServerSnippet`).
 */
export function serverScript(server: Server, locations: readonly Location[], context: StepContext): readonly Step[] | undefined {
  const { own, everywhere } = context.snippets.ofServer(server);
  const doubt = doubtOf([[own, everywhere], [context.snippets.http]], 'anything');
  if (doubt !== undefined) return [undecidedStep(doubt)];
  // Such a server answers every request before it comes to its snippets.
  if (server.clientCertificateError !== undefined || own.statements.length + everywhere.statements.length === 0) return undefined;
  const roots = appRoots(locations, context).map(
    ({ outcome, origin }): Statement => ({
      do: 'if',
      test: { is: 'equal', text: [{ variable: 'path' }], to: ['/'], not: false },
      statements: [{ do: 'return', outcome, text: 'return the app root', origin }],
      text: 'if ($uri = /)',
      origin,
    }),
  );
  const statements = [...own.statements, ...roots, ...everywhere.statements];
  return [{ kind: 'script', statements, origin: (statements[0] as Statement).origin }];
}
