import type { Effect, EffectName } from '../../../../table/effects';
import type { Origin, Step } from '../../../../table/routing-table';

/** Directives that change headers alone, by what they change. */
const HEADERS: { readonly [directive: string]: EffectName } = {
  add_header: 'responseHeaders',
  expires: 'responseHeaders',
  more_clear_headers: 'responseHeaders',
  more_clear_input_headers: 'requestHeaders',
  more_set_headers: 'responseHeaders',
  more_set_input_headers: 'requestHeaders',
  proxy_hide_header: 'responseHeaders',
  proxy_set_header: 'requestHeaders',
};

/**
 * What Traefik makes of a snippet. It runs some directives of nginx; of those that decide about requests only a plain `return` is read here.
 * traefik/traefik@v3.7.13:pkg/middlewares/ingressnginx/snippet/collector.go, action.go.
 */
export function snippet(text: string, origin: Origin): { readonly steps: readonly Step[]; readonly effects: readonly Effect[] } {
  const effects: Effect[] = [{ effect: 'snippet', value: { unknown: text }, origin }];
  const directives = text
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const directive of directives) {
    const [name = '', ...parameters] = directive.split(/\s+/);
    const code = name === 'return' && parameters.length === 1 ? Number(parameters[0]) : Number.NaN;
    if (!Number.isNaN(code) && !text.includes('{'))
      return {
        steps: [{ kind: 'when', conditions: [], outcome: { kind: 'answer', status: code, because: 'a snippet answers it' }, origin }],
        effects,
      };
    if (!Object.hasOwn(HEADERS, name) || text.includes('{')) return { steps: [unknown(origin)], effects };
  }
  return { steps: [], effects };
}

const unknown = (origin: Origin): Step => ({
  kind: 'when',
  conditions: [],
  outcome: { kind: 'undecided', because: 'a snippet decides' },
  origin,
});
