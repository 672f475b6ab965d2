import type { Service } from 'cdk8s-plus-27';
import type { NamedTargetOptions, RedirectOptions, ServiceTargetOptions, TlsOptions, WeightedTarget } from '../route';
import { CHECKED_LATER, inWords, OBJECT, type Place, required, type Shape } from './struct-shape';

/** Members of what targets and certificates take. What they may hold is checked by the route that they belong to. */

export const SERVICE_TARGET: Shape<ServiceTargetOptions> = { port: CHECKED_LATER };

export const NAMED_TARGET: Shape<NamedTargetOptions> = { namespace: CHECKED_LATER };

export const WEIGHTED_TARGET: Shape<WeightedTarget> = {
  target: required(inWords('a Service such as RouteTarget.named("web", 80)', CHECKED_LATER)),
  weight: required(inWords('a whole number', CHECKED_LATER)),
};

export const REDIRECT: Shape<RedirectOptions> = {
  path: CHECKED_LATER,
  hostname: CHECKED_LATER,
  scheme: CHECKED_LATER,
  port: CHECKED_LATER,
  status: CHECKED_LATER,
};

/** What others call the members of a redirect. */
export const REDIRECT_NAMES: readonly Place[] = [
  { members: { url: CHECKED_LATER }, write: () => 'hostname and path' },
  { members: { code: CHECKED_LATER }, write: () => 'status' },
];

export const TLS_OPTIONS: Shape<TlsOptions> = { hosts: CHECKED_LATER };

/** The first argument of `RouteTarget.service`. Another copy of cdk8s-plus has another class, whose objects do as well. */
export const SERVICE_ARGUMENT: Shape<{ readonly service: Service }> = {
  service: required({
    words:
      'a Service of cdk8s-plus; one that is known by its name is RouteTarget.named() or external(), and a HttpdService is a target itself',
    accepts: (value) => {
      if (!OBJECT.accepts(value)) return false;
      const { name, metadata, ports } = value as Service;
      return typeof name === 'string' && OBJECT.accepts(metadata) && Array.isArray(ports);
    },
  }),
};
