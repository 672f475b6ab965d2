/**
 * The values that an annotation or an option accepts. `pattern` is the controller's own check, as the source of a `RegExp`. `works`
 * narrows it to values that also take effect: a controller may accept a value that it ignores later, or that breaks its configuration.
 * `accepts` describes both in words. A `separator` makes the value a list, and `works` applies to each item.
 */
export type AnnotationValue =
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number; readonly pattern?: string }
  | { readonly type: 'decimal'; readonly min: number; readonly max: number }
  | {
      readonly type: 'enum';
      readonly options: readonly string[];
      readonly caseSensitive: boolean;
      readonly separator?: ' ';
      /** Set if the controller's own check accepts more than the list of options. */
      readonly pattern?: string;
    }
  | {
      readonly type: 'text';
      readonly pattern: string;
      readonly works?: string;
      readonly accepts: string;
      readonly separator?: ',';
      /** Set if the controller lets line breaks pass that the pattern takes. */
      readonly lineBreaks?: true;
    }
  /** A comma-separated list of addresses and networks. `lineBreaks`: set if the controller takes line breaks around them. */
  | { readonly type: 'cidrs'; readonly lineBreaks?: true }
  /** A comma-separated list of integers. */
  | { readonly type: 'integers'; readonly min: number; readonly max: number; readonly pattern: string }
  | {
      readonly type: 'regex';
      readonly engine: 're2' | 'pcre';
      readonly accepts: string;
      readonly pattern?: string;
      /** A prefix of the value, before the regular expression. */
      readonly prefix?: string;
    }
  /** Text in a language of the controller, possibly of several lines. The dialect checks it. */
  | { readonly type: 'ownLanguage'; readonly accepts: string; readonly problem: (text: string) => string | undefined };

/** The accepted texts of a value, in words. */
export function accepted(value: AnnotationValue): string {
  const separator = separatorOf(value);
  return separator === undefined ? acceptedItem(value) : `${acceptedItem(value)}, with ${separator === ',' ? 'commas' : 'spaces'} between`;
}

/** The accepted texts of a value, or of one item of a list, in words. */
export function acceptedItem(value: AnnotationValue): string {
  switch (value.type) {
    case 'boolean':
      return '"true" or "false"';
    case 'integer':
    case 'integers':
      return range('an integer', value.min, value.max);
    case 'enum':
      return oneOf(value.options);
    case 'cidrs':
      return 'an IP address or a network such as "10.0.0.0/8"';
    case 'decimal':
      return range('a number', value.min, value.max);
    case 'ownLanguage':
    case 'regex':
    case 'text':
      return value.accepts;
  }
}

/** The separator of the items of a list; absent if the value is not a list. */
export function separatorOf(value: AnnotationValue): ',' | ' ' | undefined {
  if (value.type === 'cidrs' || value.type === 'integers') return ',';
  return value.type === 'text' || value.type === 'enum' ? value.separator : undefined;
}

/** `"a", "b" or "c"`. */
function oneOf(options: readonly string[]): string {
  const quoted = options.map((option) => `"${option}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}`;
}

/** `an integer from 1 to 5`. */
function range(what: string, min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${what} from ${min} to ${max}`;
  return min === undefined ? what : `${what} of ${min} or more`;
}
