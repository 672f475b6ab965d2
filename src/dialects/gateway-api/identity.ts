/** Imports nothing, so that every part of the library and every tool can load it. */
export const identity = {
  /** Readers are named like it, with the implementation behind a slash. */
  name: 'gateway-api',
  version: '1.6.1',
  title: 'Gateway API v1.6.1',
  httpsRedirect: 'never',
} as const;
