import { fail } from '../findings/fail';
import { checkManifests } from '../manifest-checks/check-manifests';
import { messageOf } from '../manifest-files/file-error';
import { placeText } from '../manifest-files/manifest-reader';
import type { ReadTable } from '../manifest-files/read-table';
import type { FindingSeverity, RouteFinding } from '../path-ingress-options';
import type { Decision } from '../resolve/decide';
import { backendName, decisionKind } from '../resolve/decision-kind';
import { describeHosts } from '../resolve/describe';
import { gateText, narrate } from '../resolve/narrate';
import { printHosts } from '../resolve/print-table';
import { readableText } from '../resolve/readable-text';
import { type RoutingRequest, requestTo } from '../resolve/request';
import { resolve } from '../resolve/resolve';
import type { Resolution, ResolutionKind, RoutingRequestOptions } from '../routing-table';

/** What a `RoutingTable` answers. */

export function resolutionOf({ table }: ReadTable, url: string, options: RoutingRequestOptions): Resolution {
  return publicResolution(resolve(table, requestOf(url, options)));
}

export function explanationOf({ table, manifests }: ReadTable, url: string, options: RoutingRequestOptions): string {
  const request = requestOf(url, options);
  const { decidedBy } = resolve(table, request);
  const place = decidedBy === undefined ? undefined : manifests.placeOf(decidedBy);
  return [...narrate(table, request), ...(place === undefined ? [] : [`  at     ${placeText(place)}`])].join('\n');
}

export const textOf = ({ table, title }: ReadTable): string => printHosts(title, describeHosts(table));

export function findingsOf(read: ReadTable): RouteFinding[] {
  return checkManifests(read).map((one) => ({ ...one, severity: one.severity as FindingSeverity }));
}

function requestOf(url: string, options: RoutingRequestOptions): RoutingRequest {
  try {
    return requestTo(url, options);
  } catch (error) {
    fail('input/not-a-url', '', { because: messageOf(error) });
  }
}

function publicResolution(decision: Decision): Resolution {
  const { status, backend, upstreamUri, location, decidedBy, undecided, because = undecided, assuming = [], alternatives = [] } = decision;
  return {
    kind: decisionKind(decision) as ResolutionKind,
    ...(status === undefined ? {} : { status }),
    ...(backend === undefined ? {} : { backend: backendName(backend) }),
    ...(upstreamUri === undefined ? {} : { upstreamPath: readableText(upstreamUri) }),
    ...(location === undefined ? {} : { redirect: readableText(location) }),
    ...(decidedBy === undefined ? {} : { decidedBy: { ...decidedBy } }),
    ...(because === undefined ? {} : { because }),
    assuming: assuming.map(({ gate }) => gateText(gate)),
    alternatives: alternatives.map(({ share, decision: one }) => ({ share, resolution: publicResolution(one) })),
  };
}
