import type { BodyLimit, Origin } from '../../../table/routing-table';
import { valueOr } from './annotations';
import { NGINX_BODY_LIMIT } from './built-in';
import { type By, CONTROLLER } from './controller-origin';
import type { ParsedAnnotations } from './parsed-annotations';
import { bytesOfSize, configText, type Settings } from './settings';
import { type Levels, nearest } from './snippets/levels';

export const bodyLimit = (bytes: number, origin: Origin): BodyLimit => ({ bytes, status: 413, origin });

/**
 * The limit of a location; absent where there is none. What is no size is not written, and nginx' own limit holds.
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/template/template.go (`isValidByteSize`);
 * nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c (`ngx_http_core_find_config_phase`).
 */
export function bodyLimitOf(annotations: ParsedAnnotations | undefined, by: By, settings: Settings, levels: Levels): BodyLimit | undefined {
  const everywhere = configText(settings, 'proxy-body-size', '1m');
  const text = annotations === undefined ? everywhere : valueOr(annotations.said.text('proxy-body-size'), everywhere);
  const bytes = bytesOfSize(text.trim());
  if (bytes === undefined) return bodyLimitOfServer(levels, by('proxy-body-size'));
  return bytes === 0 ? undefined : bodyLimit(bytes, by('proxy-body-size'));
}

/** The limit where the controller writes none. */
export function bodyLimitOfServer(levels: Levels, origin = CONTROLLER): BodyLimit | undefined {
  const said = nearest(levels, (snippet) =>
    snippet.bodyLimit === undefined ? undefined : { bytes: snippet.bodyLimit, origin: snippet.origin },
  );
  if (said === undefined) return bodyLimit(NGINX_BODY_LIMIT, origin);
  return said.bytes === 0 ? undefined : bodyLimit(said.bytes, said.origin);
}
