import type { Installer } from '../../src/dialects/dialect';
import { identity } from './identity';

export const install: Installer = (version, { options: { namespace = 'moss', ingressClassName = identity.className } }) => {
  const labels = { app: 'moss' };
  const containers = [{ name: 'moss', image: `example.com/moss/controller:${version}` }];
  return {
    namespace,
    ingressClassName,
    controllerName: 'moss',
    settings: {},
    findings: [],
    objects: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'moss', namespace, labels },
        spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
      },
    ],
  };
};
