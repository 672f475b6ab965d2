import { type Annotations, mapIn } from './annotations';
import type { Member } from './groups';
import { refuse } from './refused';
import type { Settings } from './settings';
import { mergedMaps } from './task';

type Tags = ReadonlyMap<string, string>;

/** Sources: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/model_build_tags.go, model_build_listener_rules.go. */
export const ruleTags = (member: Member, settings: Settings): Tags => withDefaults(memberTags(member, settings), settings);

/** Of what belongs to several Ingresses: where two state one key, the values must be the same. */
export const groupTags = (members: readonly Member[], settings: Settings): Tags =>
  withDefaults(
    mergedMaps(
      members.map((member) => memberTags(member, settings)),
      'tags',
    ),
    settings,
  );

/** Of a target group: those of the Service come before those of the Ingress. */
export function checkTargetGroupTags(member: Member, service: Annotations, settings: Settings): void {
  checkKeys(mapIn(service, 'tags') ?? new Map(), settings);
  memberTags(member, settings);
}

function memberTags({ ingress, parameters }: Member, settings: Settings): Tags {
  const annotated = mapIn(ingress.annotations, 'tags') ?? new Map<string, string>();
  checkKeys(annotated, settings);
  const ofClass = parameters?.tags ?? new Map<string, string>();
  checkKeys(ofClass, settings);
  return new Map([...annotated, ...ofClass]);
}

function withDefaults(tags: Tags, { defaultTags, gates }: Settings): Tags {
  return gates.defaultTagsLowPriority ? new Map([...defaultTags, ...tags]) : new Map([...tags, ...defaultTags]);
}

function checkKeys(tags: Tags, { externalManagedTags }: Settings): void {
  const managed = [...tags.keys()].find((key) => externalManagedTags.includes(key));
  if (managed !== undefined) refuse(`tag "${managed}" is managed by somebody else, by --external-managed-tags`);
}
