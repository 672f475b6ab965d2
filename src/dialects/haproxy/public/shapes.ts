import {
  FLAG,
  inWords,
  type Kind,
  mapOf,
  OBJECT,
  type Optional,
  type Place,
  readStruct,
  type Shape,
  TEXT,
  TEXTS,
} from '../../../input/struct-shape';
import { IN_INSTALL_OPTIONS } from '../../../installation/install-shapes';
import type { Options } from './options';

/** Members of what HAProxy alone takes. What is checked later is so by `dialects/haproxy/install/check.ts`. */

const OPTIONS: Shape<Options> = {
  // Its members are entries of the ConfigMap, which the controller's own table knows.
  config: inWords('an object such as { sslRedirectPort: 443 }', OBJECT),
  watchIngressWithoutClass: FLAG,
  watchNamespaces: TEXTS,
  defaultBackendService: TEXT,
  extraArgs: inWords('a map of texts such as { "sync-period": "10s" }', mapOf(TEXT)),
};

/** Its members are annotations, which the controller's own table knows. */
export const ROUTE_SETTINGS: Kind<never> & Optional = inWords('an object such as { podMaxconn: 100 }', OBJECT) as Kind<never> & Optional;

/** Where an option belongs that HAProxy alone understands. */
export const IN_HAPROXY: Place = {
  members: OPTIONS,
  write: (option) => `kind: ControllerKind.haproxy({ ${option}: ... })`,
};

/** The options that are given. */
export const readHaproxyOptions = (options: Options): Options =>
  readStruct(options, OPTIONS, { owner: 'ControllerKind.haproxy', where: '', places: [IN_INSTALL_OPTIONS] });
