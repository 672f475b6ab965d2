import { goBoolean, isGoInteger } from '../../../annotation-table/go-text';
import { accepted } from '../../../annotation-table/value';
import type { IngressView } from '../../../kinds/ingress-view';
import { type IngressNginxAnnotation, validatorAccepts } from '../annotation-row';
import { annotationRow } from '../annotation-table';
import type { Settings } from './settings';

/** What the controller finds where it looks for an annotation. */
export type Found<T> = { readonly value: T } | { readonly absent: true } | { readonly invalid: 'value' | 'content' };

/**
 * Reads the annotations of one Ingress as the controller does: by name or alias, checked by its validator, then parsed.
 *
 * `invalid: 'value'` is what the validator refuses; `'content'` is what it lets pass and the parser does not take, such as an empty text.
 * Source: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/annotations/parser/main.go and validators.go.
 */
export class Annotations {
  /** By name without the prefix. */
  private readonly own = new Map<string, string>();

  public constructor(
    ingress: Pick<IngressView, 'annotations'> | undefined,
    private readonly settings: Pick<Settings, 'annotationsPrefix' | 'validateAnnotations'>,
  ) {
    const prefix = settings.annotationsPrefix;
    const annotations = ingress?.annotations ?? {};
    for (const key in annotations) if (key.startsWith(prefix)) this.own.set(key.slice(prefix.length), annotations[key] as string);
  }

  /** Whether there is none at all. */
  public get isEmpty(): boolean {
    return this.own.size === 0;
  }

  public boolean(name: string): Found<boolean> {
    return this.read(name, goBoolean);
  }

  public integer(name: string): Found<number> {
    return this.read(name, (text) => (isGoInteger(text) ? Number(text) : undefined));
  }

  public text(name: string): Found<string> {
    return this.read(name, (text) => normalized(text) || undefined);
  }

  /** The key that holds the value, for origins. */
  public keyOf(name: string): string {
    return this.settings.annotationsPrefix + this.named(name);
  }

  /** The rejection of an Ingress whose annotation the validator refuses, with the characters and the rule. */
  public refusal(name: string): Rejected {
    const key = this.keyOf(name);
    const text = this.own.get(this.named(name)) ?? '';
    const row = annotationRow(name) as IngressNginxAnnotation;
    const characters = [...new Set(text)].filter((one) => validatorAccepts(row.value, text.replaceAll(one, '') || 'a'));
    const said = characters.length === 0 ? '' : `: it must not hold ${characters.map((one) => JSON.stringify(one)).join(' or ')}`;
    return {
      annotation: key,
      because: `annotation "${key}" has the value "${text}", which the controller refuses${said} (it accepts ${accepted(row.value)})`,
    };
  }

  private read<T>(name: string, parse: (text: string) => T | undefined): Found<T> {
    if (this.own.size === 0) return ABSENT;
    const text = this.own.get(this.named(name));
    if (text === undefined) return ABSENT;
    const row = annotationRow(name);
    if (this.settings.validateAnnotations && row !== undefined && !validatorAccepts(row.value, text)) return { invalid: 'value' };
    const value = parse(text);
    return value === undefined ? { invalid: 'content' } : { value };
  }

  /** The name itself, or the alias that has a value while the name has none. */
  private named(name: string): string {
    if ((this.own.get(name) ?? '') !== '') return name;
    return annotationRow(name)?.aliases?.find((alias) => (this.own.get(alias) ?? '') !== '') ?? name;
  }
}

const ABSENT = { absent: true } as const;

/** Spaces around each line do not count. */
const normalized = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

export const valueOr = <T, U>(found: Found<T>, otherwise: U): T | U => ('value' in found ? found.value : otherwise);

/** An annotation for which the controller ignores the whole Ingress, and admission refuses it. */
export interface Rejected {
  readonly annotation: string;
  readonly because: string;
  /** The risk that the controller would have to accept. Absent: it is refused at any. */
  readonly takenAtRisk?: string;
}
