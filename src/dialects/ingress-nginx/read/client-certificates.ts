import { annotationField, originOf } from '../../../table/origin';
import type { Outcome, Step } from '../../../table/routing-table';
import { valueOr } from './annotations';
import type { Server } from './servers';

/**
 * Steps of the client certificate, which come before anything else.
 *
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:rootfs/etc/nginx/template/nginx.tmpl (`CertificateAuth`), internal/ingress/annotations/
 * authtls/main.go; nginx/nginx@release-1.27.1:src/http/ngx_http_request.c (`ngx_http_process_request`, `ngx_http_set_virtual_server`).
 */
export function certificateSteps(server: Server): { readonly check: readonly Step[]; readonly subject: readonly Step[] } {
  const owner = server.clientCertificateOwner;
  if (owner === undefined) return { check: [], subject: subjectOfNobody(server) };
  const { said, keyOf } = owner.annotations;
  const origin = (name: string) => originOf(owner.view, annotationField(keyOf(name)));
  const verify = valueOr(said.text('auth-tls-verify-client'), 'on');
  const pattern = valueOr(said.text('auth-tls-match-cn'), '');
  return {
    check:
      verify === 'off' || verify === 'optional_no_ca'
        ? []
        : [
            {
              kind: 'gate',
              gate: { kind: 'clientCertificate', required: verify !== 'optional', refusal: refusalOf(server), misdirectedStatus: 421 },
              origin: origin('auth-tls-secret'),
            },
          ],
    subject:
      pattern === ''
        ? []
        : [{ kind: 'gate', gate: { kind: 'certificateSubject', pattern, status: 403 }, origin: origin('auth-tls-match-cn') }],
  };
}

/** Without an authority nobody is asked for a certificate, and `auth-tls-match-cn` compares an empty subject. */
function subjectOfNobody({ withoutAuthorityOwner: owner }: Server): readonly Step[] {
  const pattern = owner === undefined ? '' : valueOr(owner.annotations.said.text('auth-tls-match-cn'), '');
  if (owner === undefined || pattern === '') return [];
  const origin = originOf(owner.view, annotationField(owner.annotations.keyOf('auth-tls-match-cn')));
  return [{ kind: 'gate', gate: { kind: 'certificateSubject', pattern, status: 403, nobodyIsAsked: true }, origin }];
}

/** The page for clients whose certificate is not taken. */
export function errorPageOfCertificates({ clientCertificateOwner: owner }: Server): string | undefined {
  const page = owner === undefined ? '' : valueOr(owner.annotations.said.text('auth-tls-error-page'), '');
  return page === '' ? undefined : page;
}

function refusalOf(server: Server): Outcome {
  const page = errorPageOfCertificates(server);
  // Pages are looked up by 495 and 496, which only then become 400.
  if (page === undefined) return { kind: 'answer', status: 400, because: 'the client has no certificate that is taken', withBody: true };
  if (page.startsWith('/')) return { kind: 'undecided', because: `the controller looks for "${page}" among the paths of the host` };
  if (page.startsWith('@')) return { kind: 'answer', status: 500, because: `the page "${page}" is not there` };
  return { kind: 'redirect', status: 302, location: { text: [page], pathOnly: 'kept' } };
}
