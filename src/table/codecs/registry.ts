import { ALB, type AlbSettings } from './alb/codec';
import type { RequestCodec } from './codec';
import { EnvoyCodec, type EnvoySettings } from './envoy/codec';
import { GoCodec, type GoSettings } from './go/codec';
import { HaproxyCodec, type HaproxySettings } from './haproxy/codec';
import { NEUTRAL, type NeutralSettings } from './neutral';
import { NginxCodec, type NginxSettings } from './nginx/codec';

/** The codec of a table by its name, and the settings of the controller that change what the codec does. */
export type CodecSettings = AlbSettings | NginxSettings | EnvoySettings | GoSettings | HaproxySettings | NeutralSettings;

export function codecOf(settings: CodecSettings): RequestCodec {
  switch (settings.codec) {
    case 'nginx':
      return new NginxCodec(settings);
    case 'alb':
      return ALB;
    case 'envoy':
      return new EnvoyCodec(settings);
    case 'go':
      return new GoCodec(settings);
    case 'haproxy':
      return new HaproxyCodec();
    case 'neutral':
      return NEUTRAL;
  }
}
