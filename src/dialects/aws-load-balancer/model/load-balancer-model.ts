import type { CognitoProvider, OidcProvider } from './auth';
import type { RuleCondition } from './conditions';
import type { Member } from './groups';
import type { JwtValidation } from './jwt';
import type { MutualTls } from './mutual-tls';
import type { Transform } from './transforms';
import type { FixedResponse, Redirect, Stickiness } from './written-actions';

/** What the controller asks AWS for, in the words of the ELBv2 API. */
export interface LoadBalancer {
  readonly listeners: readonly Listener[];
  /** By their names. */
  readonly targetGroups: ReadonlyMap<string, TargetGroup>;
  readonly scheme: string;
  readonly webAcl?: string;
  /** Listeners of a network load balancer in front of it; absent where there is none. */
  readonly frontend?: readonly FrontendListener[];
}

export interface FrontendListener {
  readonly port: number;
  readonly targetPort: number;
}

export interface Listener {
  readonly port: number;
  readonly protocol: Protocol;
  readonly defaultActions: readonly Action[];
  /** The member whose `spec.defaultBackend` is the default action. */
  readonly defaultBackendOf?: Member;
  /** Set where every request is redirected to https: there are no rules then. */
  readonly redirectsToHttps?: Member;
  /** In order: the first that matches decides. */
  readonly rules: readonly Rule[];
  readonly members: readonly Member[];
  /** ARNs; the first is the default. */
  readonly certificates: readonly string[];
  readonly sslPolicy?: string;
  readonly mutualTls?: MutualTls;
  readonly inboundCidrs: readonly string[];
}

export type Protocol = 'HTTP' | 'HTTPS';

export interface Rule {
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly Action[];
  readonly transforms: readonly Transform[];
  readonly tags: ReadonlyMap<string, string>;
  readonly member: Member;
  /** Of the path in the Ingress. */
  readonly field: string;
  /** The annotation that the action stands in; undefined: it forwards to the Service of the path. */
  readonly actionIn?: string;
  /** The annotation that asks for users; undefined: none does. */
  readonly guardedBy?: 'auth-type' | 'jwt-validation';
}

/** The last of a list says where requests go; those before let them pass or not. */
export type Action =
  | { readonly type: 'fixed-response'; readonly fixedResponse: FixedResponse }
  | { readonly type: 'redirect'; readonly redirect: Redirect }
  | { readonly type: 'forward'; readonly targetGroups: readonly TargetGroupTuple[]; readonly stickiness?: Stickiness }
  | {
      readonly type: 'authenticate-cognito';
      readonly authenticateCognito: Omit<CognitoProvider, 'authenticationRequestExtraParams'> & Session;
    }
  | {
      readonly type: 'authenticate-oidc';
      readonly authenticateOIDC: Omit<OidcProvider, 'authenticationRequestExtraParams' | 'secretName'> &
        Session & { readonly clientID: string; readonly clientSecret: string };
    }
  | {
      readonly type: 'jwt-validation';
      readonly jwtValidation: Omit<JwtValidation, 'additionalClaims'> & Partial<Pick<JwtValidation, 'additionalClaims'>>;
    };

export interface Session {
  readonly onUnauthenticatedRequest: string;
  readonly scope: string;
  readonly sessionCookieName: string;
  readonly sessionTimeout: number;
  readonly authenticationRequestExtraParams?: { readonly [name: string]: string };
}

export type TargetGroupTuple = { readonly weight?: number } & (
  | { readonly targetGroup: string; readonly backend: string }
  | { readonly targetGroupARN: string }
);

/** The pods of one port of a Service, for one Ingress. */
export interface TargetGroup {
  readonly namespace: string;
  readonly service: string;
  readonly port: number | string;
  /** Set where the manifests have no such Service, and it is taken to exist. */
  readonly assumed?: true;
  /** Set where it has no pod that is ready. */
  readonly empty?: true;
  readonly targetType: string;
  readonly protocol: Protocol;
  readonly protocolVersion: string;
  readonly attributes: ReadonlyMap<string, string>;
}
