import { FLAG, inWords, mapOf, oneOf, type Place, readStruct, type Shape, TEXT, TEXTS } from '../../../input/struct-shape';
import { IN_INSTALL_OPTIONS } from '../../../installation/install-shapes';
import { LogLevel, type Options, Provider } from './options';

/** Members of what Traefik alone takes. */

const OPTIONS: Shape<Options> = {
  provider: inWords('a member of traefik.Provider', oneOf(Provider)),
  httpEntryPoint: TEXT,
  httpsEntryPoint: TEXT,
  allowCrossNamespace: FLAG,
  dashboard: FLAG,
  accessLog: FLAG,
  logLevel: inWords('a member of traefik.LogLevel', oneOf(LogLevel)),
  trustedProxies: TEXTS,
  extraArgs: inWords('a map of texts such as { "tracing": "true" }', mapOf(TEXT)),
};

/** Where an option belongs that Traefik alone understands. */
export const IN_TRAEFIK: Place = {
  members: OPTIONS,
  write: (option) => `kind: ControllerKind.traefik({ ${option}: ... })`,
};

/** The options that are given. */
export const readTraefikOptions = (options: Options): Options =>
  readStruct(options, OPTIONS, { owner: 'ControllerKind.traefik', where: '', places: [IN_INSTALL_OPTIONS] });
