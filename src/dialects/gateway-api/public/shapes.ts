import { CHECKED_LATER, FLAG, inWords, oneOf, type Place, readStruct, required, type Shape, TEXT } from '../../../input/struct-shape';
import { IN_INSTALL_OPTIONS } from '../../../installation/install-shapes';
import { type ExistingGatewayOptions, GatewayChannel, GatewayImplementation, type Options } from './options';

/** Members of what Gateway API alone takes. */

const IMPLEMENTATION = required(inWords('a member of gatewayApi.GatewayImplementation', oneOf(GatewayImplementation)));
const CHANNEL = inWords('gatewayApi.GatewayChannel.STANDARD or EXPERIMENTAL', oneOf(GatewayChannel));

const OPTIONS: Shape<Options> = {
  implementation: IMPLEMENTATION,
  channel: CHANNEL,
  gatewayName: TEXT,
  gatewayClassName: TEXT,
  createGatewayClass: FLAG,
  controllerName: TEXT,
  httpPort: CHECKED_LATER,
  httpsPort: CHECKED_LATER,
};

const EXISTING: Shape<ExistingGatewayOptions> = {
  namespace: required(inWords('the namespace of the Gateway', TEXT)),
  implementation: IMPLEMENTATION,
  sectionName: TEXT,
  channel: CHANNEL,
};

/** Where an option belongs that Gateway API alone understands. */
export const IN_GATEWAY_API: Place = {
  members: OPTIONS,
  write: (option) => `kind: ControllerKind.gatewayApi({ ${option}: ... })`,
};

/** The options that are given. */
export const readGatewayApiOptions = (options: Options): Options =>
  readStruct(options, OPTIONS, { owner: 'ControllerKind.gatewayApi', where: '', places: [IN_INSTALL_OPTIONS] });

export const readExistingGateway = (options: ExistingGatewayOptions): ExistingGatewayOptions =>
  readStruct(options, EXISTING, { owner: 'IngressController.fromGateway', where: '' });
