import { cpSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from './image';

const PLACE = '/usr/local/tomcat';
const DEBIAN = '/usr/share/tomcat10';

/** The official image's welcome page comes with a style sheet; Debian's page has none, so one is put beside it. */
export const STYLE_SHEET = 'body { font-family: sans-serif }\n';

/** Apache Tomcat of Debian, laid out as in the official image: no application in "webapps", the welcome page in "webapps.dist". */
export const tomcatImage: Image = {
  name: 'tomcat',
  place: PLACE,
  command: ['bin/catalina.sh', 'run'],
  // Quick to start on a small machine; the official image leaves this to the JVM.
  env: { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto', JAVA_HOME: '' },
  fill(folder) {
    for (const name of ['conf/Catalina', 'logs', 'temp', 'webapps', 'webapps.dist', 'work']) {
      mkdirSync(join(folder, name), { recursive: true });
    }
    copyFiles(join(DEBIAN, 'bin'), join(folder, 'bin'));
    copyFiles(join(DEBIAN, 'lib'), join(folder, 'lib'));
    // Its pristine configuration; the one below /etc is the administrator's.
    copyFiles(join(DEBIAN, 'etc'), join(folder, 'conf'));
    const root = join(folder, 'webapps.dist', 'ROOT');
    cpSync('/usr/share/tomcat10-root/default_root', root, { recursive: true });
    writeFileSync(join(root, 'tomcat.css'), STYLE_SHEET);
  },
};

/** Debian's folders hold links, some of them relative, which would point elsewhere from the copy. */
function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) cpSync(realpathSync(join(from, name)), join(to, name), { recursive: true });
}
