import type { NativeSettings } from '../../src/dialects/dialect';
import { identity } from './identity';

export const native: NativeSettings = {
  option: 'moss',
  annotations: [],
  read: (settings: { readonly shade?: string }, inherited) => ({
    annotations: {
      ...inherited?.annotations,
      ...(settings.shade === undefined ? {} : { [`${identity.annotationPrefix}shade`]: settings.shade }),
    },
  }),
};
