import { quote } from '../findings/value-text';
import { type AnnotationValue, separatorOf } from './value';

/** The values that a member of a typed struct may hold. */
type PropValue = boolean | number | string | readonly string[] | readonly number[];

/** `proxy-read-timeout` of `proxyReadTimeout`: the rule that relates members of structs to names of annotations and options. */
export const nameOfProp = (prop: string): string => prop.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The text of a typed value: `true`, `30`, `a,b`. Lists are joined with the separator of the value, by default a comma. */
function textOf(value: AnnotationValue | undefined, input: PropValue): string {
  // Users of languages without types may give something else. It gets a form with brackets, which the checks refuse, and may have no other.
  const scalar = (item: unknown): string => (typeof item === 'object' ? `{${quote(item)}}` : String(item));
  return Array.isArray(input) ? input.map(scalar).join(value && separatorOf(value)) : scalar(input);
}

/** Texts by name of the members of a struct that are set. Nothing is checked. */
export function textsOfProps(props: object, valueOfName: (name: string) => AnnotationValue | undefined): { [name: string]: string } {
  const texts: { [name: string]: string } = {};
  for (const [prop, input] of Object.entries(props) as [string, PropValue | null | undefined][]) {
    if (input === undefined || input === null) continue;
    const name = nameOfProp(prop);
    texts[name] = textOf(valueOfName(name), input);
  }
  return texts;
}
