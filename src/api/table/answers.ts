import { fail } from '../../findings/fail';
import type { Finding as FoundFinding } from '../../findings/finding';
import { messageOf } from '../../manifests/file-error';
import { placeText } from '../../manifests/manifests';
import type { ReadTable } from '../../manifests/read-table';
import { checkManifests } from '../../proof/check-manifests';
import { ignoredSettings } from '../../proof/ignored-settings';
import type { Decision } from '../../table/decide';
import { type RoutingRequest, requestTo } from '../../table/request';
import { resolve } from '../../table/resolve';
import type { Backend } from '../../table/routing-table';
import { decisionKind } from '../../words/decision-kind';
import { describeHosts } from '../../words/describe';
import { gateText, narrate } from '../../words/narrate';
import { printHosts } from '../../words/print-table';
import { readableText } from '../../words/readable-text';
import type { Finding, FindingSeverity } from '../finding';
import type { Resolution, ResolutionKind, ResolvedBackend } from './resolution';
import type { RoutingRequestOptions } from './routing-table-options';

/** The answers of a `RoutingTable`. */

export function resolutionOf({ table }: ReadTable, url: string, options: RoutingRequestOptions): Resolution {
  return publicResolution(resolve(table, requestOf(url, options)));
}

export function explanationOf(read: ReadTable, url: string, options: RoutingRequestOptions): string {
  const { table, manifests } = read;
  const request = requestOf(url, options);
  const resolution = resolve(table, request);
  const { decidedBy } = resolution;
  const place = decidedBy === undefined ? undefined : manifests.placeOf(decidedBy);
  const ignored = ignoredSettings(read, resolution).map((what) => `  but    ${what}`);
  return [...narrate(table, request), ...ignored, ...(place === undefined ? [] : [`  at     ${placeText(place)}`])].join('\n');
}

export const textOf = ({ table, title }: ReadTable): string => printHosts(title, describeHosts(table));

export function findingsOf(read: ReadTable): Finding[] {
  return checkManifests([read]).map(publicFinding);
}

export const publicFinding = (one: FoundFinding): Finding => ({ ...one, severity: one.severity as FindingSeverity });

function requestOf(url: string, options: RoutingRequestOptions): RoutingRequest {
  try {
    return requestTo(url, options);
  } catch (error) {
    fail('input/not-a-url', '', { because: messageOf(error) });
  }
}

export function publicResolution(decision: Decision): Resolution {
  const { status, backend, upstreamUri, location, decidedBy, undecided, because = undecided, assuming = [], alternatives = [] } = decision;
  return {
    kind: decisionKind(decision) as ResolutionKind,
    ...(status === undefined ? {} : { status }),
    ...(backend?.kind === 'service' ? { backend: resolvedBackend(backend) } : {}),
    ...(upstreamUri === undefined ? {} : { upstreamPath: readableText(upstreamUri) }),
    ...(location === undefined ? {} : { redirect: readableText(location) }),
    ...(decidedBy === undefined ? {} : { decidedBy: { ...decidedBy } }),
    ...(because === undefined ? {} : { because }),
    assuming: assuming.map(({ gate }) => gateText(gate)),
    alternatives: alternatives.map(({ share, decision: one }) => ({ share, resolution: publicResolution(one) })),
  };
}

const resolvedBackend = ({ namespace, service, port }: ResolvedBackendSource): ResolvedBackend => ({
  namespace,
  service,
  port: String(port),
});

type ResolvedBackendSource = Extract<Backend, { readonly kind: 'service' }>;
