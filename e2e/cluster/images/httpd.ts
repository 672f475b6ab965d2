import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from './image';

const PLACE = '/usr/local/apache2';

/** The lines of the official image's httpd.conf that matter here; the official one loads more modules. */
const CONFIGURATION = `ServerRoot "${PLACE}"
Listen 80
ServerName localhost
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule dir_module modules/mod_dir.so
LoadModule mime_module modules/mod_mime.so
DefaultRuntimeDir logs
PidFile logs/httpd.pid
TypesConfig /etc/mime.types
DocumentRoot "${PLACE}/htdocs"
<Directory />
    AllowOverride None
    Require all denied
</Directory>
<Directory "${PLACE}/htdocs">
    Require all granted
</Directory>
DirectoryIndex index.html
ErrorLog /proc/self/fd/2
LogFormat "%h \\"%r\\" %>s" common
CustomLog /proc/self/fd/1 common
`;

/** Apache httpd of Debian, where the official image has its own. It listens on port 80, and writes to "logs" as that does. */
export const httpdImage: Image = {
  name: 'httpd',
  place: PLACE,
  command: ['httpd-foreground'],
  env: { PATH: `${PLACE}/bin:${process.env.PATH}` },
  fill(folder) {
    for (const name of ['bin', 'conf', 'htdocs', 'logs']) mkdirSync(join(folder, name));
    symlinkSync('/usr/lib/apache2/modules', join(folder, 'modules'));
    // Debian's page; it says "It works!" too.
    cpSync('/usr/share/apache2/default-site/index.html', join(folder, 'htdocs', 'index.html'));
    writeFileSync(join(folder, 'htdocs', 'below.txt'), 'a file below the root of httpd\n');
    writeFileSync(join(folder, 'conf', 'httpd.conf'), CONFIGURATION);
    const start = join(folder, 'bin', 'httpd-foreground');
    writeFileSync(start, `#!/bin/sh\nrm -f ${PLACE}/logs/httpd.pid\nexec /usr/sbin/apache2 -f ${PLACE}/conf/httpd.conf -DFOREGROUND\n`);
    chmodSync(start, 0o755);
  },
};
