import type { Origin } from './origin';

/**
 * What can happen to a request, and to its answer, besides being matched, rewritten, let in and sent somewhere.
 *
 * `guards`: the effect keeps somebody out, so its loss is worse than a change of any other effect.
 */
export const EFFECTS = {
  accessChecks: { text: 'which of the access checks must pass' },
  accessLog: { text: 'access log' },
  affinity: { text: 'session affinity' },
  backendConnections: { text: 'connections to the backend' },
  backendTls: { text: 'TLS towards the backend', guards: true },
  backendHttpVersion: { text: 'HTTP version towards the backend' },
  bandwidth: { text: 'limit of bytes per second' },
  basicAuth: { text: 'user names and passwords', guards: true },
  blockedClients: { text: 'clients kept out of every host', guards: true },
  clientAddress: { text: 'how the client address is found and passed on' },
  clientCertificates: { text: 'client certificates', guards: true },
  clientCiphers: { text: 'ciphers towards the client' },
  clientConnections: { text: 'connections of the client' },
  clientTls: { text: 'TLS towards the client' },
  compression: { text: 'compression' },
  connectTimeoutSeconds: { text: 'seconds to connect to the backend' },
  connectionHeader: { text: 'Connection header that the backend sees' },
  connectionLimit: { text: 'limit of connections' },
  cookies: { text: 'changes of cookies that the backend sets' },
  cors: { text: 'CORS' },
  customErrors: { text: 'statuses that another Service answers' },
  endpoints: { text: 'addresses of the backend' },
  /** How the service is asked; its gate says that it must let a request in. */
  externalAuth: { text: 'external authentication' },
  fastCgi: { text: 'FastCGI parameters' },
  hsts: { text: 'HSTS' },
  http2: { text: 'HTTP/2 towards the client' },
  invalidHeaders: { text: 'request headers with unusual names' },
  loadBalancing: { text: 'how a pod is picked' },
  locationHeader: { text: 'changes of the Location header' },
  mediaType: { text: 'media type of an answer without one' },
  mirror: { text: 'copies of requests' },
  rateLimit: { text: 'limit of requests' },
  readTimeoutSeconds: { text: 'seconds to wait for the backend' },
  redirects: { text: 'form of redirects' },
  requestBodyBytes: { text: 'largest request body' },
  requestBuffering: { text: 'buffering of requests' },
  requestHeaderBytes: { text: 'largest request header' },
  requestHeaders: { text: 'headers that the backend sees' },
  responseBuffering: { text: 'buffering of responses' },
  responseHeaders: { text: 'headers of the response' },
  retries: { text: 'tries of other pods' },
  sendTimeoutSeconds: { text: 'seconds to send to the backend' },
  signIn: { text: 'signing in with a provider', guards: true },
  snippet: { text: 'raw text of the controller' },
  standIn: { text: 'backend where no pod is ready' },
  tlsPassthrough: { text: 'TLS passed through' },
  tokens: { text: 'tokens and keys of clients', guards: true },
  tracing: { text: 'tracing' },
  upstreamHost: { text: 'Host header that the backend sees' },
  waf: { text: 'web application firewall', guards: true },
} as const satisfies { readonly [name: string]: { readonly text: string; readonly guards?: true } };

export type EffectName = keyof typeof EFFECTS;

/** Plain JSON, in neutral units where there are some. */
export type EffectValue = string | number | boolean | readonly EffectValue[] | { readonly [member: string]: EffectValue };

/** One thing that happens to the requests of a candidate. A name may stand twice, such as for two snippets. */
export interface Effect {
  readonly effect: EffectName;
  /** What cannot be understood is `{ unknown: text }`, so that two texts differ. */
  readonly value: EffectValue;
  readonly origin: Origin;
  /** Set if this is a default of the controller. */
  readonly byDefault?: true;
}
