import { checkAnnotations } from '../../../annotation-table/check-annotations';
import { isTrue } from '../../../annotation-table/go-text';
import type { Finding } from '../../../findings/finding';
import { HostNames } from '../../../model/host-names';
import { hostText, type NeutralRoute, type RouteAction, routeText } from '../../../model/neutral-route';
import { ANNOTATION_TABLE, annotationName, prefixed } from '../annotation-table';
import { finding } from '../findings';
import { checkPolicies } from './check-policies';
import { isPlain } from './config-text';
import type { Group } from './groups';
import type { RenderTarget } from './render-target';

type Texts = { readonly [key: string]: string };

interface Annotated {
  /** All that the Ingress gets. */
  readonly annotations: Texts;
  /** What users wrote. */
  readonly written: Texts;
  /** What routes and policies ask for, without the prefix. */
  readonly own: Texts;
}

/**
 * What the annotations of an Ingress, and the routes in it, ask for that the controller refuses or does otherwise.
 * haproxytech/kubernetes-ingress@v3.2.11:pkg/ingress/ingress.go (`Update`), pkg/service/service.go (`getBackendModel`), pkg/annotations.
 */
export function checkGroup(group: Group, to: RenderTarget, { annotations, written, own }: Annotated): readonly Finding[] {
  const [first] = group.routes;
  const where = first.origin.construct;
  return [
    ...conflicts(written, prefixed(own), where),
    ...(group.placement.backend === undefined ? [] : besideBackend(written, where)),
    ...checkAnnotations(ANNOTATION_TABLE, annotations, where),
    ...checkPolicies(first, to, group.placement.backend !== undefined),
    ...group.routes.flatMap(checkWords),
    ...checkCertificates(group, to),
  ];
}

/** An annotation that the user wrote and a policy that writes the same one, otherwise. */
const conflicts = (written: Texts, own: Texts, where: string): readonly Finding[] =>
  Object.entries(written).flatMap(([key, value]) => {
    const other = own[key];
    const same = other === undefined || other === value || (other === 'true' && isTrue(value));
    return same ? [] : [finding('annotation/conflict', where, { key, value, other })];
  });

/** Annotations that the controller reads beside a Backend. */
const READ_ANYWAY: readonly string[] = ['backend-config-snippet', 'standalone-backend', 'cr-backend', 'scale-server-slots'];

const besideBackend = (written: Texts, where: string): readonly Finding[] =>
  Object.keys(written).flatMap((key) => {
    const row = ANNOTATION_TABLE.row(annotationName(key) ?? '');
    return row?.scope !== 'backend' || READ_ANYWAY.includes(row.name) ? [] : [finding('haproxy/annotation-beside-backend', where, { key })];
  });

/** Texts that are written into the configuration without quotes. */
function checkWords(route: NeutralRoute): readonly Finding[] {
  return wordsOf(route.action).flatMap(([option, text]) =>
    isPlain(text) ? [] : [finding('haproxy/word-characters', route.origin.construct, { route: routeText(route), option, text })],
  );
}

function wordsOf(action: RouteAction): readonly (readonly [option: string, text: string])[] {
  if (action.kind === 'redirect') return action.redirect.path === undefined ? [] : [['the path of its redirect', action.redirect.path]];
  if (action.kind === 'respond' || action.rewrite === undefined || action.rewrite.kind === 'substitute') return [];
  return [['its rewrite', action.rewrite.kind === 'replacePath' ? action.rewrite.path : action.rewrite.replacement]];
}

/** The redirect to https is for all hosts of an Ingress as soon as one of them has a certificate. */
function checkCertificates({ routes: [first], hosts }: Group, { routes: { tls } }: RenderTarget): readonly Finding[] {
  if (!['whenTls', undefined].includes(first.policies.httpsRedirect)) return [];
  const certified = new HostNames(tls.flatMap((one) => one.hosts));
  const names = hosts.map(hostText);
  const without = names.filter((name) => name !== '' && !certified.cover(name));
  if (without.length === 0 || without.length === names.length) return [];
  return [finding('haproxy/redirects-host-without-certificate', first.origin.construct, { route: routeText(first), hosts: without })];
}
