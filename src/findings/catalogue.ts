import { ANNOTATIONS } from './catalogue/annotations';
import { APP } from './catalogue/app';
import { CONFIG } from './catalogue/config';
import { CONTROLLERS } from './catalogue/controllers';
import { GATEWAY_API } from './catalogue/gateway-api';
import { INGRESS_NGINX } from './catalogue/ingress-nginx';
import { INPUT } from './catalogue/input';
import { OPTIONS } from './catalogue/options';
import { POLICIES } from './catalogue/policies';
import { ROUTES } from './catalogue/routes';
import type { Row } from './catalogue/row';
import { SERVICES } from './catalogue/services';
import type { Finding } from './finding';

/**
 * The texts of findings and errors: one row per cause, grouped in the files of `catalogue/`. One place raises each row. Codes are
 * stable: a text may be improved, a code is never renamed nor used for another cause. `docs/findings.md` is generated from it.
 */
export const CATALOGUE = {
  ...OPTIONS,
  ...ROUTES,
  ...POLICIES,
  ...APP,
  ...INGRESS_NGINX,
  ...GATEWAY_API,
  ...ANNOTATIONS,
  ...CONTROLLERS,
  ...SERVICES,
  ...CONFIG,
  ...INPUT,
} as const;

/** A stable code. */
export type Code = keyof typeof CATALOGUE;

/** The values that the text of a code needs. */
export type Params<C extends Code> = (typeof CATALOGUE)[C] extends Row<infer P> ? P : never;

/** Makes the finding of a code. `where` is the path of a construct, or a file and document. */
export function finding<C extends Code>(code: C, where: string, params: Params<C>): Finding {
  const row = CATALOGUE[code] as unknown as Row<Params<C>>;
  return { code, severity: row.severity, where, ...row.text(params) };
}
