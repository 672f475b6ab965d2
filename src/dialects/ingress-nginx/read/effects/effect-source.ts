import { decodedInteger } from '../../../../annotation-table/go-text';
import type { ClusterView } from '../../../../kinds/cluster-view';
import type { EffectValue } from '../../../../table/effects';
import { type Annotations, valueOr } from '../annotations';
import { configSwitch, configText, type Settings } from '../settings';

/** Reads settings by name; what is not set, or not understood, is the default that is given. */
export interface SettingReader {
  text(name: string, otherwise?: string): string;
  number(name: string, otherwise?: number): number;
  on(name: string, otherwise?: boolean): boolean;
}

/** Where the rows of effects read from: the annotations of one Ingress, the config map, or both. */
export class EffectSource {
  /** The annotations alone. */
  public readonly said: SettingReader;
  /** The config map alone. */
  public readonly set: SettingReader;
  /** The annotation, else the option of the same name. */
  public readonly either: SettingReader;

  public constructor(
    private readonly annotations: Annotations,
    private readonly settings: Settings,
    private readonly cluster: ClusterView,
    /** Namespace of the Ingress; absent where there is none, as for the catch-all of the controller. */
    public readonly namespace: string | undefined,
  ) {
    this.said = {
      text: (name, otherwise = '') => valueOr(annotations.text(name), otherwise),
      number: (name, otherwise = 0) => valueOr(annotations.integer(name), otherwise),
      on: (name, otherwise = false) => valueOr(annotations.boolean(name), otherwise),
    };
    this.set = {
      text: (name, otherwise = '') => configText(settings, name, otherwise),
      number: (name, otherwise = 0) => {
        const text = settings.config[name];
        return text === undefined ? otherwise : Number(decodedInteger(text) ?? otherwise);
      },
      on: (name, otherwise = false) => configSwitch(settings, name, otherwise),
    };
    this.either = {
      text: (name, otherwise) => this.said.text(name, this.set.text(name, otherwise)),
      number: (name, otherwise) => this.said.number(name, this.set.number(name, otherwise)),
      on: (name, otherwise) => this.said.on(name, this.set.on(name, otherwise)),
    };
  }

  public says(name: string): boolean {
    return 'value' in this.annotations.text(name);
  }

  /** Without `allow-snippet-annotations` the controller drops them. */
  public snippet(name: string): string {
    return this.set.on('allow-snippet-annotations') ? this.said.text(name) : '';
  }

  /** What a ConfigMap holds, by `namespace/name` or a name beside the Ingress. */
  public configMap(name: string): EffectValue {
    if (name === '') return '';
    const key = name.includes('/') ? name : `${this.namespace}/${name}`;
    return this.cluster.configMaps.get(key)?.data ?? { unknown: `ConfigMap ${key}` };
  }

  /** Whether TLS of chosen hosts is passed through at all. */
  public get passesTls(): boolean {
    return this.settings.sslPassthrough;
  }
}

/** Without the members that say nothing. */
export function given(members: { readonly [member: string]: EffectValue | undefined }): { readonly [member: string]: EffectValue } {
  const said = Object.entries(members).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(said) as { readonly [member: string]: EffectValue };
}

const UNITS = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 } as const;

/** A size of nginx in bytes; what is none is kept as it stands. */
export function bytes(text: string): EffectValue {
  const found = /^(\d+)([bkmg]?)$/i.exec(text.trim());
  return found === null ? { unknown: text } : Number(found[1]) * UNITS[(found[2] as string).toLowerCase() as keyof typeof UNITS];
}

/** A number that means "no limit" where it is 0. */
export const limit = (value: EffectValue): EffectValue => (value === 0 ? 'unlimited' : value);
