import type { Values } from './settings-values';

export type Texts = { readonly [key: string]: string };

export const NO_MAPS = { proxyHeaders: {}, authHeaders: {}, fastCgi: {} };

/** Facts that the lines of a location depend on, besides settings. */
export interface LocationFacts {
  readonly protocol: string;
  /** Whether it is the catch-all that the controller adds itself. */
  readonly catchAll: boolean;
  /** Whether the path is replaced. */
  readonly rewrites: boolean;
  /** Whether the location answers 503 because an annotation cannot be met. */
  readonly denied: boolean;
  readonly authenticates: boolean;
  readonly basicAuth: boolean;
  /** The authentication service, from an annotation or the config map; empty if there is none. */
  readonly authUrl: string;
  /** Whether the config map names it. */
  readonly globalAuth: boolean;
  /** Whether there is a certificate to check backends with. */
  readonly backendAuthority: boolean;
  /** Data of the ConfigMaps that settings name. */
  readonly maps: {
    readonly proxyHeaders: Texts;
    readonly authHeaders: Texts;
    readonly fastCgi: Texts;
  };
  readonly redirect: { readonly url: string; readonly code: number };
}

/** A part of nginx.conf that settings change. */
export interface Line<Facts> {
  /**
   * Text with places for settings: `{name}` for both, `{a:name}` for the annotation, `{o:name}` for the option; `|quote` quotes as Go
   * does.
   */
  readonly text: string | ((values: Values, facts: Facts) => string);
  readonly names: readonly string[];
  readonly when: ((values: Values, facts: Facts) => boolean) | undefined;
}

export type When<Facts> = (values: Values, facts: Facts) => boolean;

const PLACE = /\{(?:([ao]):)?([a-z][a-z0-9-]+)(\|quote)?\}/g;

/** A line with the values of its settings filled in. */
export const line = <Facts>(text: string, when?: When<Facts>): Line<Facts> => ({
  text,
  names: [...new Set([...text.matchAll(PLACE)].map(([, , name]) => name as string))],
  when,
});

/** A line that is computed from settings. */
export const made = <Facts>(names: readonly string[], text: (values: Values, facts: Facts) => string, when?: When<Facts>): Line<Facts> => ({
  text,
  names,
  when,
});

export const filled = (text: string, values: Values): string =>
  text.replace(PLACE, (_, from: string | undefined, name: string, quote: string | undefined) => {
    const found = from === 'a' ? values.annotation(name) : from === 'o' ? values.option(name) : values.text(name);
    return quote === undefined ? found : quoted(found);
  });

/** Go's `%q`, as far as nginx reads it differently from the text itself. */
export const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;

/** `isValidByteSize`. */
export const isByteSize = (text: string, gigabytes: boolean): boolean => (gigabytes ? /^\d+[kmg]?$/i : /^\d+[km]?$/i).test(text.trim());
