import { goBoolean } from '../../../annotation-table/go-text';
import { annotationField } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';

type Texts = { readonly [name: string]: string };

/** haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/validators/validations.go, pkg/store/convert.go (`cleanAnnotation`). */
const PREFIXES = ['haproxy.org/', 'ingress.kubernetes.io/', 'haproxy.com/'];

const nameOf = (key: string): string => {
  const prefix = PREFIXES.find((one) => key.startsWith(one)) ?? '';
  return key.slice(prefix.length);
};

/** By name: the controller takes a name without any prefix, too. */
export const withoutPrefixes = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([key, value]) => [nameOf(key), value]));

/** haproxytech/kubernetes-ingress@v3.2.11:pkg/annotations/common/main.go (`DefaultValues`). */
const DEFAULTS: Texts = {
  check: 'true',
  'cors-allow-origin': '*',
  'cors-allow-methods': '*',
  'cors-allow-headers': '*',
  'cors-max-age': '5s',
  'forwarded-for': 'true',
  'load-balance': 'roundrobin',
  'request-capture-len': '128',
  'request-redirect-code': '302',
  'ssl-redirect-code': '302',
  'ssl-redirect-port': '8443',
};

/** Who says something: the annotations of an object, or the ConfigMap. */
export interface Speaker {
  readonly texts: Texts;
  readonly origin: Omit<Origin, 'field'>;
  readonly fieldOf: (name: string) => string;
}

export const speakerOf = (annotations: Texts, origin: Omit<Origin, 'field'>): Speaker => ({
  texts: withoutPrefixes(annotations),
  origin,
  fieldOf: (name) => annotationField(Object.keys(annotations).find((key) => nameOf(key) === name) ?? name),
});

export const configSpeaker = (config: Texts): Speaker => ({
  texts: config,
  origin: { kind: 'ConfigMap', namespace: '', name: '' },
  fieldOf: (name) => `data["${name}"]`,
});

/** What is said about something, by the first who says anything, and else the default of the controller. */
export class Said {
  public constructor(private readonly speakers: readonly Speaker[]) {}

  public text(name: string): string {
    return this.speakerOf(name)?.texts[name] ?? DEFAULTS[name] ?? '';
  }

  /** Undefined if it is neither true nor false, or not said. */
  public on(name: string): boolean | undefined {
    return readBoolean(this.text(name));
  }

  public isSaid(name: string): boolean {
    return this.speakerOf(name) !== undefined;
  }

  /** Who said it; the controller if nobody did. */
  public origin(name: string): Origin {
    const speaker = this.speakerOf(name);
    return speaker === undefined ? CONTROLLER : { ...speaker.origin, field: speaker.fieldOf(name) };
  }

  private speakerOf(name: string): Speaker | undefined {
    return this.speakers.find(({ texts }) => Object.hasOwn(texts, name));
  }
}

export const CONTROLLER: Origin = { kind: 'ConfigMap', namespace: '', name: '', field: 'data' };

/** haproxytech/kubernetes-ingress@v3.2.11:pkg/utils/utils.go (`GetBoolValue`). */
function readBoolean(text: string): boolean | undefined {
  const plain = goBoolean(text);
  if (plain !== undefined) return plain;
  if (/^(?:enabled|on)$/i.test(text)) return true;
  return /^(?:disabled|off)$/i.test(text) ? false : undefined;
}
