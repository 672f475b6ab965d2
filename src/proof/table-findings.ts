import { finding } from '../findings/catalogue';
import type { Finding } from '../findings/finding';
import { ingressView, isIngress } from '../kinds/ingress-view';
import type { KubeObject } from '../kinds/kube-object';
import { type Manifests, placeText } from '../manifests/manifests';
import type { ReadTable } from '../manifests/read-table';
import type { Origin, Refusal, RoutingTableData, StatusCondition } from '../table/routing-table';
import { objectText, originText } from '../words/origin-text';

/** Findings that the table itself holds: objects left out, and reasons why the controller does not load it. */
export function tableFindings({ table, manifests, others }: ReadTable): readonly Finding[] {
  return [
    ...table.frozen.map(({ because, origins, of: part }) => {
      const where = whereOf(origins[0], manifests);
      const params = { because, objects: [...new Set(origins.map(ownerText))], controller: table.controller };
      return part === undefined
        ? finding('manifest/configuration-refused', where, params)
        : finding('manifest/part-refused', where, { ...params, part });
    }),
    ...(table.warnings ?? []).map(({ origin, kind, because }) =>
      finding(`manifest/${kind}`, whereOf(origin, manifests), { object: originText(origin), because }),
    ),
    ...conditionFindings(table, manifests),
    // What is refused with a condition is said by it.
    ...leftOutFindings(table.conditions === undefined ? table : { ...table, refused: [] }, others, manifests, () => true),
  ];
}

/** A part that is not programmed because of something else is said by that. */
function conditionFindings({ conditions = [] }: RoutingTableData, manifests: Manifests): readonly Finding[] {
  const isTold = (one: StatusCondition): boolean =>
    one.type === 'Programmed' &&
    conditions.some((other) => other !== one && other.of === one.of && keyOf(other.origin) === keyOf(one.origin));
  const told = conditions.filter((one) => !isTold(one));
  return told.map(({ origin, of, type, status, reason, because }) =>
    finding('manifest/condition', whereOf(origin, manifests), { object: ownerText(origin), of, type, status, reason, because }),
  );
}

/** Ingresses, and parts of them, that are left out of the table, with the reason, if they have a host of interest. */
export function leftOutFindings(
  { refused, ignored }: Pick<RoutingTableData, 'refused' | 'ignored'>,
  others: ReadTable['others'],
  manifests: Manifests,
  ofInterest: (host: string) => boolean,
): readonly Finding[] {
  const hosts = hostsOf(manifests.objects);
  const elsewhere = new Set(others.map(({ origin }) => keyOf(origin)));
  const isWanted = ({ origin }: { readonly origin: Origin }): boolean => (hosts.get(keyOf(origin)) ?? ['']).some(ofInterest);
  const isOurs = (one: Refusal): boolean => !elsewhere.has(keyOf(one.origin)) && isWanted(one);
  const refusals = refused.filter(isOurs).map(({ origin, by, because, fix, applied, part }) => {
    const where = whereOf(origin, manifests);
    const params = { object: ownerText(origin), because };
    if (part !== undefined) return finding(PARTS[part], where, { field: origin.field, ...params });
    if (by === 'admission')
      return finding(applied === true ? 'manifest/admitted-before' : 'manifest/refused', where, { ...params, ...(fix && { fix }) });
    return finding('manifest/not-served', where, { part: originText(origin), because });
  });
  const foreign = ignored.filter(isOurs).map(({ origin, because }) =>
    finding('manifest/ignored', whereOf(origin, manifests), {
      object: ownerText(origin),
      because,
      ofClass: !/^metadata\.annotations\[|^spec\.(rules|tls)/.test(origin.field),
    }),
  );
  return [...refusals, ...foreign, ...otherFindings(others.filter(isWanted))];
}

/** Ingresses of other controllers are no fault, so one line is enough. */
function otherFindings(others: ReadTable['others']): readonly Finding[] {
  const controllers = new Set(others.flatMap(({ controller }) => controller ?? []));
  if (controllers.size === 0) return [];
  const objects = others.flatMap(({ origin, controller }) => (controller === undefined ? [] : [ownerText(origin)]));
  return [finding('manifest/of-other-controllers', '', { objects, controllers: [...controllers] })];
}

const PARTS = { setting: 'manifest/setting-ignored', guard: 'manifest/guard-ignored' } as const;

const hostsOf = (objects: readonly KubeObject[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    objects
      .filter(isIngress)
      .map(ingressView)
      .map(({ key, rules }) => [key, rules.length === 0 ? [''] : rules.map(({ host }) => host)]),
  );

const ownerText = (origin: Origin): string => (origin.name === '' ? 'the controller' : objectText(origin));
const keyOf = ({ namespace, name }: Origin): string => `${namespace}/${name}`;
/** The place of an object or field: file and line, or else its name. */
export function whereOf(origin: Origin | undefined, manifests: Manifests): string {
  if (origin === undefined || origin.name === '') return '';
  const place = manifests.placeOf(origin);
  return place === undefined ? originText(origin) : placeText(place);
}
