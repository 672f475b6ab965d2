import { annotationTable } from '../../annotation-table/row';
import { textsOfProps } from '../../annotation-table/typed-props';
import { ANNOTATIONS } from './annotations';
import { identity } from './identity';

export const ANNOTATION_TABLE = annotationTable(identity.annotationPrefix, ANNOTATIONS);

/** Without the prefix; undefined for an annotation of somebody else. */
export const annotationName = (key: string): string | undefined =>
  key.startsWith(identity.annotationPrefix) ? key.slice(identity.annotationPrefix.length) : undefined;

/** With the prefix. */
export const prefixed = (texts: { readonly [name: string]: string }): { [key: string]: string } =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [identity.annotationPrefix + name, text]));

/** The annotations of a typed struct such as `haproxy.Annotations`. Absent members are left out; nothing is checked. */
export const annotationsOfProps = (props: object): { [key: string]: string } =>
  prefixed(textsOfProps(props, (name) => ANNOTATION_TABLE.row(name)?.value));
