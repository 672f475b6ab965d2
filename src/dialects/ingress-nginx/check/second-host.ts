import type { Finding } from '../../../findings/finding';
import { annotationField, originOf } from '../../../table/origin';
import type { Origin } from '../../../table/routing-table';
import { finding } from '../findings';
import { readConf, Unreadable } from '../nginx-conf/parse';
import { valueOr } from '../read/annotations';
import type { Collected } from '../read/collect';
import { optionOrigin } from '../read/controller-origin';
import { configSwitch, configText } from '../read/settings';
import { sendsSecondHost } from '../read/snippets/second-host';

const ANNOTATIONS = ['configuration-snippet', 'auth-snippet'];

/** Snippets of locations that send a Host header beside that of the controller. */
export function secondHostFindings({ ingresses, settings }: Collected, whereOf: (origin: Origin) => string): readonly Finding[] {
  const everywhere = configText(settings, 'location-snippet');
  const origin = optionOrigin('location-snippet', settings);
  return [
    ...(hasSecondHost(everywhere)
      ? [finding('manifest/snippet-second-host', whereOf(origin), { object: 'option "location-snippet"' })]
      : []),
    ...(configSwitch(settings, 'allow-snippet-annotations', false) ? ingresses : []).flatMap(({ view, annotations }) =>
      ANNOTATIONS.filter((name) => hasSecondHost(valueOr(annotations.said.text(name), ''))).map((name) => {
        const key = annotations.keyOf(name);
        const object = `annotation "${key}" of Ingress ${view.key}`;
        return finding('manifest/snippet-second-host', whereOf(originOf(view, annotationField(key))), { object });
      }),
    ),
  ];
}

/** A text that cannot be read is told elsewhere. */
function hasSecondHost(text: string): boolean {
  if (!/host/i.test(text)) return false;
  const directives = readConf(text);
  return !(directives instanceof Unreadable) && directives.some(sendsSecondHost);
}
