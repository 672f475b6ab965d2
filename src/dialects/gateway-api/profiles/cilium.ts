import { programOf } from '../implementations';
import { CILIUM_KINDS } from '../own-kinds';
import type { Profile } from '../profile';
import { SPECIFICATION } from './specification';

/** Read in source: that each Gateway has a Service of its own, the order of matches. All else is what the specification says, and what it leaves open is not known. */
export const CILIUM: Profile = {
  ...SPECIFICATION,
  ...programOf('cilium'),
  evidence: 'read in source',
  sources: [
    'cilium/cilium@v1.20.2:operator/pkg/model/translation/envoy_virtual_host.go',
    'cilium/cilium@v1.20.2:operator/pkg/model/translation/gateway-api/translator.go (`desiredService`)',
  ],
  requests: { ...SPECIFICATION.requests, regexSyntax: 're2' },
  listeners: { ...SPECIFICATION.listeners, gateways: 'apart' },
  matches: { ...SPECIFICATION.matches, pathKinds: ['exact', 'regex', 'prefix'], regex: 'whole' },
  own: CILIUM_KINDS,
};
