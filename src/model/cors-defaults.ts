import type { CorsPolicy } from './neutral-route';

/** A policy with the defaults of the public options. */
export const withCorsDefaults = (cors: CorsPolicy) => ({
  ...cors,
  allowOrigins: cors.allowOrigins ?? ['*'],
  allowMethods: cors.allowMethods ?? ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
  allowHeaders: cors.allowHeaders ?? ['*'],
  allowCredentials: cors.allowCredentials ?? true,
});
