import { decodedInteger, goBoolean } from '../../../annotation-table/go-text';
import type { AnnotationValue } from '../../../annotation-table/value';
import { annotationRow } from '../annotation-table';
import { CONFIG_MAP_TABLE } from '../config-map-table';
import { type Annotations, valueOr } from '../read/annotations';

/** Texts of settings as the controller writes them into nginx.conf. */
export interface Values {
  /** The annotation, or else the option of the same name, or else its default. */
  text(name: string): string;
  on(name: string): boolean;
  /** Only the annotation; empty if there is none that the controller accepts. */
  annotation(name: string): string;
  /** Only the option of the config map, or else its default. */
  option(name: string): string;
  /** Items of the option: an item of spaces alone is an empty one. */
  list(name: string): readonly string[];
  /** Whether an annotation or the config map sets it, and not only the default of the controller. */
  isSet(name: string): boolean;
}

/** The values of each config map, read once for all Ingresses. */
const OPTIONS_OF = new WeakMap<object, Map<string, string>>();

/** The values of an Ingress and the config map; `said` is absent without an Ingress. */
export class SettingValues implements Values {
  private readonly ofAnnotations = new Map<string, string>();
  private readonly ofOptions: Map<string, string>;

  public constructor(
    private readonly said: Annotations | undefined,
    private readonly config: { readonly [name: string]: string },
  ) {
    this.ofOptions = OPTIONS_OF.get(config) ?? new Map<string, string>();
    OPTIONS_OF.set(config, this.ofOptions);
  }

  public text(name: string): string {
    return this.annotation(name) || this.option(name);
  }

  public on(name: string): boolean {
    return goBoolean(this.text(name)) ?? false;
  }

  public annotation(name: string): string {
    if (this.said === undefined) return '';
    let text = this.ofAnnotations.get(name);
    if (text === undefined) {
      text = this.readAnnotation(name, this.said);
      this.ofAnnotations.set(name, text);
    }
    return text;
  }

  public option(name: string): string {
    let text = this.ofOptions.get(name);
    if (text === undefined) {
      text = this.readOption(name);
      this.ofOptions.set(name, text);
    }
    return text;
  }

  private readAnnotation(name: string, said: Annotations): string {
    const row = annotationRow(name);
    if (row === undefined) return '';
    if (row.value.type === 'integer')
      return 'value' in said.integer(name) ? String(BigInt(valueOr(said.text(name), '0').replace('+', ''))) : '';
    if (row.value.type === 'boolean') return String(valueOr(said.boolean(name), ''));
    return valueOr(said.text(name), '');
  }

  private readOption(name: string): string {
    const option = CONFIG_MAP_TABLE.option(name);
    if (option?.value === undefined) return '';
    const otherwise = option.default === 'none' ? '' : option.default;
    const text = this.config[name];
    return text === undefined ? otherwise : (decoded(option.value, text) ?? otherwise);
  }

  public isSet(name: string): boolean {
    return this.annotation(name) !== '' || name in this.config;
  }

  public list(name: string): readonly string[] {
    return this.option(name)
      .split(',')
      .filter((item) => item !== '')
      .map((item) => item.trim());
  }
}

/** Text of the config map as the controller's decoder reads it; absent if the option keeps its default. */
function decoded(value: AnnotationValue, text: string): string | undefined {
  if (value.type === 'boolean') return text === '' ? 'false' : goBoolean(text)?.toString();
  return value.type === 'integer' ? decodedInteger(text)?.toString() : text;
}
