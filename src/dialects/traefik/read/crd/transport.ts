import { record, text } from '../../../../kinds/ingress-view';
import type { Effect, EffectValue } from '../../../../table/effects';
import type { Origin } from '../../../../table/routing-table';

/** Limits of a ServersTransport, which hold for http and https. */
export function transportLimits(spec: unknown, origin: Origin): readonly Effect[] {
  const { dialTimeout, responseHeaderTimeout } = record(record(spec).forwardingTimeouts);
  return [
    ...(dialTimeout === undefined ? [] : [{ effect: 'connectTimeoutSeconds', value: seconds(dialTimeout), origin } as const]),
    ...(responseHeaderTimeout === undefined
      ? []
      : [{ effect: 'readTimeoutSeconds', value: seconds(responseHeaderTimeout), origin } as const]),
  ];
}

const UNITS: { readonly [unit: string]: number } = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** A number alone is seconds. traefik/paerser@v0.2.2:types/duration.go. */
function seconds(given: unknown): EffectValue {
  const written = typeof given === 'number' ? String(given) : text(given);
  if (/^\d+$/.test(written)) return Number(written);
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(written)) return { unknown: written };
  return [...written.matchAll(/([\d.]+)([a-zµ]+)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit as string] ?? 0),
    0,
  );
}
