import type { BackendView, IngressView } from '../../../kinds/ingress-view';
import { type Annotations, integerOf, jsonIn, merged, textIn } from './annotations';
import { type AuthConfig, authOf } from './auth';
import type { Cluster } from './cluster';
import { CONDITIONS, checkConditions, type WrittenCondition } from './conditions';
import { type JwtValidation, jwtOf } from './jwt';
import { refuse } from './refused';
import type { Settings } from './settings';
import { checkTransforms, TRANSFORMS, type Transform } from './transforms';
import { checkAction, type FixedResponse, type Redirect, type Stickiness, WRITTEN_ACTION, type WrittenAction } from './written-actions';

/** A backend with all that annotations say about it. */
export interface EnhancedBackend {
  readonly conditions: readonly WrittenCondition[];
  readonly transforms: readonly Transform[];
  readonly action: BackendAction;
  /** The annotation that the action stands in. */
  readonly actionIn?: string;
  readonly auth: AuthConfig;
  readonly jwt?: JwtValidation;
}

/** What a backend does, with ports as numbers where they are numbers. */
export type BackendAction =
  | { readonly type: 'fixed-response'; readonly fixedResponse: FixedResponse }
  | { readonly type: 'redirect'; readonly redirect: Redirect }
  | { readonly type: 'forward'; readonly targets: readonly Target[]; readonly stickiness?: Stickiness };

export type Target = { readonly weight?: number } & (
  | { readonly service: string; readonly port: number | string }
  | { readonly targetGroupARN: string }
  | { readonly targetGroupName: string }
);

/** The name of a port that stands for an annotation `actions.<name of the Service>`. */
const USE_ANNOTATION = 'use-annotation';

/** Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/enhanced_backend_builder.go. */
export function enhancedBackend(
  { annotations, namespace }: IngressView,
  backend: BackendView | undefined,
  cluster: Cluster,
  settings: Settings,
): EnhancedBackend {
  if (backend === undefined) return refuse('a backend is no Service');
  const { name, port = 0 } = backend;
  const conditions = jsonIn<readonly WrittenCondition[]>(annotations, `conditions.${name}`, CONDITIONS) ?? [];
  checkConditions(conditions);
  const transforms = jsonIn<readonly Transform[]>(annotations, `transforms.${name}`, TRANSFORMS) ?? [];
  checkTransforms(transforms);
  const actionIn = port === USE_ANNOTATION && textIn(annotations, `actions.${name}`) !== undefined ? { actionIn: `actions.${name}` } : {};
  const asked: BackendAction =
    port === USE_ANNOTATION ? annotatedAction(annotations, name, settings) : { type: 'forward', targets: [{ service: name, port }] };
  const action = withKnownServices(asked, namespace, cluster, settings);
  const single = action.type === 'forward' && action.targets.length === 1 ? action.targets[0] : undefined;
  const service = single !== undefined && 'service' in single ? cluster.services.get(`${namespace}/${single.service}`) : undefined;
  const auth = authOf(merged(service?.annotations ?? {}, annotations));
  const jwt = jwtOf(annotations);
  return { conditions, transforms, action, ...actionIn, auth, ...(jwt === undefined ? {} : { jwt }) };
}

function annotatedAction(annotations: Annotations, name: string, { toleratesMissingAction }: Settings): BackendAction {
  const action = jsonIn<WrittenAction>(annotations, `actions.${name}`, WRITTEN_ACTION);
  if (action === undefined)
    return toleratesMissingAction ? unavailable('Backend action does not exist') : refuse(`annotation actions.${name} is missing`);
  checkAction(action);
  return backendAction(action);
}

function backendAction({
  type,
  fixedResponseConfig,
  redirectConfig,
  forwardConfig,
  targetGroupARN,
  targetGroupName,
}: WrittenAction): BackendAction {
  if (fixedResponseConfig !== undefined && type === 'fixed-response') return { type, fixedResponse: present(fixedResponseConfig) };
  if (redirectConfig !== undefined && type === 'redirect') return { type, redirect: present(redirectConfig) };
  if (targetGroupARN !== undefined) return { type: 'forward', targets: [{ targetGroupARN }] };
  if (targetGroupName !== undefined) return { type: 'forward', targets: [{ targetGroupName }] };
  const { targetGroups = [], targetGroupStickinessConfig: stickiness } = forwardConfig ?? {};
  return {
    type: 'forward',
    targets: targetGroups.map(({ targetGroupARN: arn, targetGroupName: tgName, serviceName, servicePort, weight }): Target => {
      const weighted = weight === undefined ? {} : { weight };
      if (arn !== undefined) return { targetGroupARN: arn, ...weighted };
      if (tgName !== undefined) return { targetGroupName: tgName, ...weighted };
      return { service: serviceName ?? '', port: parsedPort(servicePort ?? 0), ...weighted };
    }),
    ...(stickiness === undefined ? {} : { stickiness: present(stickiness) }),
  };
}

/** Members that are there. */
const present = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as T;

/** A text that is a number counts as the number. */
const parsedPort = (port: number | string): number | string => (typeof port === 'string' ? (integerOf(port, 64) ?? port) : port);

/** A Service that is missing is answered for only if it is the only target. */
function withKnownServices(action: BackendAction, namespace: string, { services, complete }: Cluster, settings: Settings): BackendAction {
  if (action.type !== 'forward' || !complete) return action;
  const missing = action.targets.find((target) => 'service' in target && !services.has(`${namespace}/${target.service}`));
  if (missing === undefined) return action;
  if (action.targets.length === 1 && settings.toleratesMissingService) return unavailable('Backend service does not exist');
  return refuse(`there is no Service ${namespace}/${'service' in missing ? missing.service : ''}`);
}

const unavailable = (messageBody: string): BackendAction => ({
  type: 'fixed-response',
  fixedResponse: { contentType: 'text/plain', messageBody, statusCode: '503' },
});
