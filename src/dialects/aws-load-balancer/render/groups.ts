import { identity } from '../identity';
import type { Options } from '../public';
import type { Draft } from './drafts';
import { type Orders, ordersOf } from './order';

/** The Ingresses of one load balancer, as far as this app makes them. */
export interface IngressGroup extends Orders<Draft> {
  readonly name: string;
  readonly drafts: readonly Draft[];
  /** Set where the class says the group, so that no Ingress has to. */
  readonly byClass: boolean;
}

/** By the group that the class says, else by that of the Ingress, else by that of the controller. */
export function groupsOf(drafts: readonly Draft[]): readonly IngressGroup[] {
  const byName = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const name = groupOf(draft);
    byName.set(name, [...(byName.get(name) ?? []), draft]);
  }
  return [...byName].map(([name, own]) => ({
    name,
    drafts: own,
    byClass: own.every((draft) => optionsOf(draft).ingressClassParams?.group !== undefined),
    ...ordersOf(own),
  }));
}

function groupOf(draft: Draft): string {
  const { ingressClassParams, group } = optionsOf(draft);
  const written = draft.written[`${identity.annotationPrefix}group.name`];
  return ingressClassParams?.group ?? written ?? group ?? draft.target.ingressClassName ?? identity.className;
}

const optionsOf = ({ target }: Draft): Options => (target.controller.own ?? {}) as Options;
