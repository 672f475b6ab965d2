import { type AnnotationValue, separatorOf } from '../../annotation-table/value';
import type { Annotations } from '../../model/neutral-route';
import type { AnnotatedService, NativeSettings } from '../dialect';
import { type AwsLoadBalancerAnnotation, headOf, propOf } from './annotation-row';
import { ANNOTATIONS } from './annotations';
import { identity } from './identity';
import { jsonIn } from './model/annotations';
import { Refused } from './model/refused';
import { WRITTEN_ACTION, type WrittenAction } from './model/written-actions';

const ACTIONS = `${identity.annotationPrefix}actions.`;

/** The settings of `awsLoadBalancer.Annotations`. */
export const native: NativeSettings = {
  option: 'awsLoadBalancer',
  annotations: ANNOTATIONS,
  services: servicesOfActions,
  read: (settings, inherited) => ({ annotations: { ...inherited?.annotations, ...annotationsOfProps(settings) } }),
};

/** The targets of actions. What is no action is a finding of the renderer. */
function servicesOfActions(annotations: Annotations): readonly AnnotatedService[] {
  return Object.keys(annotations).flatMap((annotation) => {
    if (!annotation.startsWith(ACTIONS)) return [];
    const targets = writtenAction(annotations, annotation)?.forwardConfig?.targetGroups ?? [];
    return targets.flatMap(({ serviceName }) => (serviceName === undefined ? [] : [{ annotation, service: serviceName }]));
  });
}

function writtenAction(annotations: Annotations, key: string): WrittenAction | undefined {
  try {
    return jsonIn(annotations, key.slice(identity.annotationPrefix.length), WRITTEN_ACTION);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/**
 * The annotations of the typed struct: `{ listenPorts: [{ protocol: 'HTTP', port: 8080 }] }` gives
 * `{ 'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":8080}]' }`. Absent members are left out; nothing is checked.
 */
export function annotationsOfProps(props: object): { [key: string]: string } {
  const rows = new Map(ANNOTATIONS.map((row) => [propOf(row.name), row]));
  const texts = Object.entries(props).flatMap(([prop, input]): readonly (readonly [string, string])[] => {
    if (input === undefined || input === null) return [];
    const row = rows.get(prop);
    // A member that does not exist becomes an annotation that the check does not know.
    if (row === undefined) return [[prop, String(input)]];
    const head = headOf(row.name);
    if (head === undefined || typeof input !== 'object') return [[row.name, textOf(row, input)]];
    return Object.entries(input).map(([name, one]) => [head + name, textOf(row, one)]);
  });
  return Object.fromEntries(texts.map(([name, text]) => [identity.annotationPrefix + name, text]));
}

function textOf({ name, value }: AwsLoadBalancerAnnotation, input: unknown): string {
  if (typeof input !== 'object' || input === null) return String(input);
  if (name === 'listen-ports' && Array.isArray(input)) return JSON.stringify(input.map(listenPort));
  if (!isList(value)) return JSON.stringify(input);
  return Array.isArray(input) ? input.join(',') : pairsText(input);
}

const isList = (value: AnnotationValue): boolean => separatorOf(value) !== undefined;

const listenPort = ({ protocol, port }: { readonly protocol: string; readonly port: number }) => ({ [protocol]: port });

/** As the controller splits it: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/annotations/parser.go. */
export const pairsText = (pairs: object): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${String(value).replace(/[\\,]/g, '\\$&')}`)
    .join(',');
