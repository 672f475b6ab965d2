import { originOf } from '../../../table/origin';
import type { Refusal, StatusCondition } from '../../../table/routing-table';
import type { Named } from './view';

/** Collects what the implementation writes into the status of objects, each condition of a part once. */
export class Conditions {
  public readonly all: StatusCondition[] = [];

  public add(of: Part, type: string, status: StatusCondition['status'], reason: string, because: string): void {
    const before = this.all.findIndex((one) => isSame(one, of) && one.type === type);
    const condition: StatusCondition = {
      origin: originOf(of.object, of.field),
      ...(of.name === undefined ? {} : { of: of.name }),
      type,
      status,
      reason,
      because,
    };
    if (before < 0) this.all.push(condition);
    // The implementations write the last error of a type over the one before, unless it concerns the same.
    else this.all[before] = condition;
  }

  public has(of: Part, type: string): boolean {
    return this.all.some((one) => isSame(one, of) && one.type === type);
  }

  /** Whether it was said that a parent has no hostname of the route. */
  public isUnhosted(of: Part): boolean {
    return this.all.some((one) => isSame(one, of) && one.reason === 'NoMatchingListenerHostname');
  }

  /** What keeps an object, or a part of it, from being served, as a table says it of every controller. */
  public refusals(): readonly Refusal[] {
    return this.all
      .filter(({ type, status }) => (type === 'Accepted' && status === 'False') || (type === 'Conflicted' && status === 'True'))
      .map(({ origin, reason, because }) => ({ origin, by: 'controller', because: `${because} (${reason})`, applied: true }));
  }
}

/** The object, or a listener or parent of it. */
export interface Part {
  readonly object: Named;
  readonly field: string;
  /** Such as `listener http`; absent for the object as a whole. */
  readonly name?: string;
}

const isSame = ({ origin, of }: StatusCondition, { object, name }: Part): boolean =>
  origin.kind === object.object.kind && origin.namespace === object.namespace && origin.name === object.name && of === name;
