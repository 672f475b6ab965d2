/** Members that say who made something and why, which changes nothing for a request. */
const WITHOUT_EFFECT = ['origin', 'because', 'remark', 'assumed', 'byDefault'];

/** A text that two parts of tables share only if they treat every request alike. Members are sorted. */
export const withoutOrigins = (part: unknown): string =>
  JSON.stringify(part, (key, value: unknown) => {
    if (WITHOUT_EFFECT.includes(key)) return undefined;
    // The value of an effect may have members of any name.
    if (key === 'value') return sortedText(value);
    if (isUndecided(value)) return { kind: value.kind, why: value.because };
    return sorted(value);
  });

const isUndecided = (value: unknown): value is { readonly kind: 'undecided'; readonly because: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'undecided';

/** JSON of anything, with sorted members. */
export const sortedText = (value: unknown): string => JSON.stringify(value, (_key, one: unknown) => sorted(one));

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
