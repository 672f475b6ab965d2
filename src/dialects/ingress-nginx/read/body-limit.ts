import type { BodyLimit, Origin } from '../../../table/routing-table';
import { valueOr } from './annotations';
import { NGINX_BODY_LIMIT } from './built-in';
import type { ParsedAnnotations } from './parsed-annotations';
import { bytesOfSize, configText, type Settings } from './settings';
import type { By } from './step-context';

export const bodyLimit = (bytes: number, origin: Origin): BodyLimit => ({ bytes, status: 413, origin });

/**
 * The limit of a location; absent where there is none. What is no size is not written, and nginx' own limit holds.
 * Sources: kubernetes/ingress-nginx@controller-v1.15.1:internal/ingress/controller/template/template.go (`isValidByteSize`);
 * nginx/nginx@release-1.27.1:src/http/ngx_http_core_module.c (`ngx_http_core_find_config_phase`).
 */
export function bodyLimitOf(annotations: ParsedAnnotations | undefined, by: By, settings: Settings): BodyLimit | undefined {
  const everywhere = configText(settings, 'proxy-body-size', '1m');
  const text = annotations === undefined ? everywhere : valueOr(annotations.said.text('proxy-body-size'), everywhere);
  const bytes = bytesOfSize(text.trim()) ?? NGINX_BODY_LIMIT;
  return bytes === 0 ? undefined : bodyLimit(bytes, by('proxy-body-size'));
}
