import type { GoType } from './go-json';
import { refuse } from './refused';

/** An action as an annotation `actions.<name>` writes it. Source: kubernetes-sigs/aws-load-balancer-controller@v3.5.0:pkg/ingress/config_types.go. */
export interface WrittenAction {
  readonly type: string;
  readonly targetGroupARN?: string;
  readonly targetGroupName?: string;
  readonly fixedResponseConfig?: FixedResponse;
  readonly redirectConfig?: Redirect;
  readonly forwardConfig?: {
    readonly targetGroups: readonly WrittenTarget[];
    readonly targetGroupStickinessConfig?: Stickiness;
  };
}

export interface FixedResponse {
  readonly contentType?: string;
  readonly messageBody?: string;
  readonly statusCode: string;
}

export interface Redirect {
  readonly host?: string;
  readonly path?: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly query?: string;
  readonly statusCode: string;
}

export interface Stickiness {
  readonly enabled?: boolean;
  readonly durationSeconds?: number;
}

interface WrittenTarget {
  readonly targetGroupARN?: string;
  readonly targetGroupName?: string;
  readonly serviceName?: string;
  readonly servicePort?: number | string;
  readonly weight?: number;
}

const TARGET: GoType = {
  struct: { targetGroupARN: 'text?', targetGroupName: 'text?', serviceName: 'text?', servicePort: 'integer or text?', weight: 'int32?' },
};

export const WRITTEN_ACTION: GoType = {
  struct: {
    type: 'text',
    targetGroupARN: 'text?',
    targetGroupName: 'text?',
    fixedResponseConfig: { struct: { contentType: 'text?', messageBody: 'text?', statusCode: 'text' }, pointer: true },
    redirectConfig: {
      struct: { host: 'text?', path: 'text?', port: 'text?', protocol: 'text?', query: 'text?', statusCode: 'text' },
      pointer: true,
    },
    forwardConfig: {
      struct: {
        targetGroups: { list: TARGET },
        targetGroupStickinessConfig: { struct: { enabled: 'boolean?', durationSeconds: 'int32?' }, pointer: true },
      },
      pointer: true,
    },
  },
};

export function checkAction(action: WrittenAction): void {
  switch (action.type) {
    case 'fixed-response':
      checkStatus('fixedResponseConfig', action.fixedResponseConfig);
      break;
    case 'redirect':
      checkStatus('redirectConfig', action.redirectConfig);
      break;
    case 'forward':
      checkForward(action);
      break;
    default:
      refuse(`an action has the unknown type "${action.type}"`);
  }
}

function checkStatus(name: string, config: { readonly statusCode: string } | undefined): void {
  if (config === undefined) refuse(`an action has no ${name}`);
  if (config?.statusCode === '') refuse(`${name} has no statusCode`);
}

function checkForward({ targetGroupARN, targetGroupName, forwardConfig }: WrittenAction): void {
  const named = targetGroupARN !== undefined || targetGroupName !== undefined;
  if (forwardConfig === undefined && !named) refuse('an action has neither forwardConfig nor a target group');
  if (forwardConfig !== undefined && named) refuse('an action has both forwardConfig and a target group');
  checkTargets(forwardConfig?.targetGroups ?? []);
}

function checkTargets(targetGroups: readonly WrittenTarget[]): void {
  for (const target of targetGroups) {
    const byName = target.targetGroupARN !== undefined || target.targetGroupName !== undefined;
    if (!byName && target.serviceName === undefined) refuse('a target has neither serviceName nor a target group');
    if (byName && target.serviceName !== undefined) refuse('a target has both serviceName and a target group');
    if (target.serviceName !== undefined && target.servicePort === undefined) refuse('a target has no servicePort');
  }
  if (targetGroups.length > 1 && targetGroups.some(({ weight }) => weight === undefined))
    refuse('targets have no weight, which several targets need');
}
