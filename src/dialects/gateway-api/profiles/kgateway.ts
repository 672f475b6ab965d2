import { programOf } from '../implementations';
import { KGATEWAY_KINDS } from '../own-kinds';
import type { Profile } from '../profile';
import { SPECIFICATION } from './specification';

/** Read in source: that each Gateway has a Service of its own, the order of matches, and that expressions are those of Envoy. All else is what the specification says, and what it leaves open is not known. */
export const KGATEWAY: Profile = {
  ...SPECIFICATION,
  ...programOf('kgateway'),
  evidence: 'read in source',
  sources: [
    'kgateway-dev/kgateway@08be94b:pkg/kgateway/translator/routeutils/sortable_route.go',
    'kgateway-dev/kgateway@08be94b:pkg/kgateway/translator/irtranslator/route.go (`setEnvoyPathMatcher`)',
    'kgateway-dev/kgateway@06ff8b9:internal/kgateway/deployer/deployer.go (`GetObjsToDeploy`)',
  ],
  requests: { ...SPECIFICATION.requests, regexSyntax: 're2' },
  listeners: { ...SPECIFICATION.listeners, gateways: 'apart' },
  matches: {
    ...SPECIFICATION.matches,
    order: ['pathKind', 'pathLength', 'method', 'headers', 'queries'],
    pathKinds: ['exact', 'regex', 'prefix'],
    prefixLength: 'withoutSlash',
    regexLength: 'ignored',
    regex: 'whole',
  },
  own: KGATEWAY_KINDS,
};
