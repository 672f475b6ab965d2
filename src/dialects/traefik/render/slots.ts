import type { ObjectSlot } from '../../../output/object-slot';
import { canonical } from '../../../output/slot-text';

/** Every kind of object of Traefik that routes are rendered into. */
export type TraefikKind = 'IngressRoute' | 'IngressRouteTCP' | 'Middleware' | 'TraefikService' | 'ServersTransport' | 'TLSOption';

export const API_VERSION = 'traefik.io/v1alpha1';

export const slot = (kind: TraefikKind, key: string, suffix: string, more: Partial<ObjectSlot> = {}): ObjectSlot => ({
  apiVersion: API_VERSION,
  kind,
  key: `${kind} ${key}`,
  main: false,
  suffix,
  fields: ['spec'],
  ...more,
});

/** The names of objects by the keys of their slots. */
export type NameOf = (slotKey: string) => string;

/** An object that routes name: its slot follows from what it says, so that routes which need the same share it. */
export interface NamedObject {
  readonly slot: ObjectSlot;
  readonly spec: (nameOf: NameOf) => object;
}

/** Objects that it names are known by their keys before they have names. */
export const namedObject = (kind: TraefikKind, suffix: string, spec: (nameOf: NameOf) => object, namespace?: string): NamedObject => ({
  slot: slot(kind, `${namespace ?? ''} ${canonical(spec((slotKey) => slotKey))}`, suffix, namespace === undefined ? {} : { namespace }),
  spec,
});

/** The routes of the entry point for http, or of both. */
export const ROUTES = slot('IngressRoute', 'routes', 'routes', { main: true });

/** The routes of the entry point for https. */
export const HTTPS_ROUTES = slot('IngressRoute', 'https', 'https');

/** Connections that are passed on. */
export const PASSTHROUGH = slot('IngressRouteTCP', 'passthrough', 'passthrough');

/** Loads a certificate, and has no routes. */
export const certificateSlot = (secretName: string): ObjectSlot => slot('IngressRoute', `certificate ${secretName}`, 'certificate');

export const TLS_OPTION = slot('TLSOption', '', 'tls');
