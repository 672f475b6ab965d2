import type { Inventory } from '../../inventory';
import { echoImage } from './echo';
import { httpdImage } from './httpd';
import type { Image } from './image';
import { tomcatImage } from './tomcat';

/** The images that the node has. */
export function images({ programs }: Inventory): readonly Image[] {
  return [httpdImage, tomcatImage, echoImage(programs.echo)];
}
