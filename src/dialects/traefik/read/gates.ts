import type { Gate } from '../../../table/routing-table';

/** The handshake fails without a valid certificate. traefik/traefik@v3.7.13:pkg/tls/tlsmanager.go, pkg/middlewares/snicheck/snicheck.go. */
export const clientCertificate = (required: boolean): Gate => ({
  kind: 'clientCertificate',
  required,
  refusal: { kind: 'noAnswer', because: 'the TLS handshake fails without a valid client certificate' },
  misdirectedStatus: 421,
});

/**
 * The answer of the service is passed on, if it is not of the 2xx; a service that does not answer is an error of the server. `unauthorized`:
 * the status in the place of 401, if there is a page to sign in.
 * traefik/traefik@v3.7.13:pkg/middlewares/auth/forward.go, pkg/middlewares/ingressnginx/snippet/snippet.go (`authSigninURL`).
 */
export const externalAuth = (url: string, unauthorized = 401): Gate => ({
  kind: 'externalAuth',
  url,
  refusals: [{ answer: 401, status: unauthorized }, { answer: 403, status: 403 }, { status: 500 }],
});
