import { record, text } from '../../../../../kinds/ingress-view';
import type { Effect, EffectValue } from '../../../../../table/effects';
import { originOf } from '../../../../../table/origin';
import type { Step } from '../../../../../table/routing-table';
import type { Cluster } from '../../cluster';
import { type Fields, type Named, nameOf } from '../../view';
import { type PolicyAround, type Treatment, undecidedStep } from '../treatment';
import { disputed, inForce, specOf } from './in-force';

/**
 * Directives of nginx: one of a location precedes that of the server. The size of a body is looked at before all else.
 *
 * nginx/nginx-gateway-fabric@e55bfe3:internal/controller/nginx/config/policies/clientsettings (generator.go, validator.go).
 */
export function readClientSettingsPolicy(_: Named, cluster: Cluster, { attached, route }: PolicyAround): Treatment {
  const policies = inForce(attached, contradicts);
  const unclear = disputed(policies, route, cluster);
  if (unclear !== undefined)
    return { first: [undecidedStep(`whether ${nameOf(unclear)} holds for a path that another route has, too`, originOf(unclear, 'spec'))] };
  const effects = policies.flatMap(connectionEffects);
  const sized = policies.find((policy) => text(bodyOf(policy).maxSize) !== '');
  const bytes = bytesOf(text(sized === undefined ? undefined : bodyOf(sized).maxSize));
  if (sized === undefined || bytes === undefined || bytes === 0) return { effects };
  const origin = originOf(sized, 'spec.body.maxSize');
  const tooLong: Step = {
    kind: 'when',
    conditions: [{ kind: 'bodyLength', moreThanBytes: bytes }],
    outcome: { kind: 'answer', status: 413, because: `the body has more than ${bytes} bytes` },
    origin,
  };
  return { first: [tooLong], effects: [{ effect: 'requestBodyBytes', value: bytes, origin }, ...effects] };
}

const bodyOf = (policy: Named): Fields => record(specOf(policy).body);

function contradicts(older: Fields, newer: Fields): boolean {
  const both = (member: string, fields: readonly string[]): boolean =>
    fields.some((field) => record(older[member])[field] !== undefined && record(newer[member])[field] !== undefined);
  return both('body', ['timeout', 'maxSize', 'bufferSize']) || both('keepAlive', ['requests', 'time', 'minTimeout', 'timeout']);
}

function connectionEffects(policy: Named): readonly Effect[] {
  const { maxSize: _, ...body } = bodyOf(policy);
  const { keepAlive } = specOf(policy);
  return [
    ...(Object.keys(body).length === 0
      ? []
      : [{ effect: 'requestBuffering', value: body as EffectValue, origin: originOf(policy, 'spec.body') } as const]),
    ...(keepAlive === undefined
      ? []
      : [{ effect: 'clientConnections', value: keepAlive as EffectValue, origin: originOf(policy, 'spec.keepAlive') } as const]),
  ];
}

const FACTORS: { readonly [unit: string]: number } = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** As nginx reads sizes; 0 is no limit. */
function bytesOf(size: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,4})([kmg]?)$/.exec(size) ?? [];
  return number === undefined ? undefined : Number(number) * (FACTORS[unit] as number);
}
