import { programOf } from '../implementations';
import { NGINX_GATEWAY_FABRIC_KINDS } from '../own-kinds';
import type { Profile } from '../profile';
import { SPECIFICATION } from './specification';

/** Read in source: that each Gateway has a Service of its own, the order of matches, and how a regular expression is anchored. All else is what the specification says. */
export const NGINX_GATEWAY_FABRIC: Profile = {
  ...SPECIFICATION,
  ...programOf('nginx-gateway-fabric'),
  evidence: 'read in source',
  sources: [
    'nginx/nginx-gateway-fabric@e55bfe3:internal/controller/nginx/config/servers.go',
    'nginx/nginx-gateway-fabric@e55bfe3:internal/controller/state/dataplane/sort.go',
    'nginx/nginx-gateway-fabric@e55bfe3:internal/controller/provisioner/objects.go (`buildNginxResourceObjects`)',
  ],
  requests: { ...SPECIFICATION.requests, regexSyntax: 'pcre2' },
  listeners: { ...SPECIFICATION.listeners, gateways: 'apart' },
  matches: { ...SPECIFICATION.matches, pathKinds: ['exact', 'regex', 'prefix'], regex: 'beginning' },
  own: NGINX_GATEWAY_FABRIC_KINDS,
};
