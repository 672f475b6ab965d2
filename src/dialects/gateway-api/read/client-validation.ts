import { list, record, text } from '../../../kinds/ingress-view';
import type { EffectValue } from '../../../table/effects';
import type { Gate } from '../../../table/gate';
import { originOf } from '../../../table/origin';
import type { Profile } from '../profile';
import type { ListenerView } from './gateways';
import { type ListenerTreatment, undecidedStep } from './own/treatment';
import type { Fields } from './view';

/** The handshake fails without a certificate that is required, or with one that is not valid. */
export const clientCertificate = (required: boolean): Gate => ({
  kind: 'clientCertificate',
  required,
  refusal: { kind: 'noAnswer', because: 'the TLS handshake fails without a valid client certificate' },
});

/**
 * Certificates that a Gateway itself asks its clients for: kubernetes-sigs/gateway-api@v1.6.1:apis/v1/gateway_types.go
 * (`GatewayTLSConfig`, `FrontendTLSValidation`); in v1.3 and before, the listener did.
 */
export function clientValidation(
  { gateway, scheme, port, owner, field, frontendValidation }: ListenerView,
  { listeners }: Profile,
): ListenerTreatment {
  const frontend = record(record(record(gateway.object.spec).tls).frontend);
  const ofPort = list(frontend.perPort)
    .map(record)
    .findIndex((one) => one.port === port);
  const [validation, origin] =
    frontendValidation !== undefined
      ? [frontendValidation, originOf(owner, `${field}.tls.frontendValidation`)]
      : ofPort >= 0
        ? [record(record(list(frontend.perPort)[ofPort]).tls).validation, originOf(gateway, `spec.tls.frontend.perPort[${ofPort}]`)]
        : [record(frontend.default).validation, originOf(gateway, 'spec.tls.frontend.default')];
  if (scheme === 'http' || validation === undefined) return { first: [], effects: [] };
  const own = record(validation) as Fields;
  const effects = [{ effect: 'clientCertificates', value: own as EffectValue, origin }] as const;
  if (listeners.clientValidation === 'unknown')
    return { first: [undecidedStep('whether certificates of clients are asked for is not known', origin)], effects };
  if (listeners.clientValidation === 'ignored' || text(own.mode) === 'AllowInsecureFallback') return { first: [], effects };
  return { first: [{ kind: 'gate', gate: clientCertificate(true), origin }], effects };
}
