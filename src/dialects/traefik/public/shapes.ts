import { FLAG, inWords, mapOf, oneOf, type Place, readStruct, type Shape, struct, TEXT, TEXTS } from '../../../input/struct-shape';
import { IN_INSTALL_OPTIONS } from '../../../installation/install-shapes';
import { LogLevel, type Options, Provider } from './options';
import { type RouteSettings, TraceVerbosity } from './route-settings';

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

/** Settings of routes. What names Middlewares may have is checked where they are written. */
const SETTINGS: Shape<RouteSettings> = {
  middlewares: TEXTS,
  accessLogs: FLAG,
  metrics: FLAG,
  tracing: FLAG,
  traceVerbosity: inWords('a member of traefik.TraceVerbosity', oneOf(TraceVerbosity)),
};

export const ROUTE_SETTINGS = inWords('an object such as { middlewares: ["auth@file"] }', struct(SETTINGS));

/** Where an option belongs that Traefik alone understands. */
export const IN_TRAEFIK: Place = {
  members: OPTIONS,
  write: (option) => `kind: ControllerKind.traefik({ ${option}: ... })`,
};

/** The options that are given. */
export const readTraefikOptions = (options: Options): Options =>
  readStruct(options, OPTIONS, { owner: 'ControllerKind.traefik', where: '', places: [IN_INSTALL_OPTIONS] });
