import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const OLDEST_GO = { major: 1, minor: 26 };

interface Need {
  readonly what: string;
  readonly isMet: () => boolean;
  readonly howToGetIt: string;
}

/** What building the programs needs. */
const BUILD_NEEDS: readonly Need[] = [
  { what: 'Linux', isMet: () => process.platform === 'linux', howToGetIt: 'run it in a virtual machine or a privileged container' },
  {
    what: `Go ${OLDEST_GO.major}.${OLDEST_GO.minor} or newer`,
    isMet: goIsNewEnough,
    howToGetIt: 'https://go.dev/dl, and put its "bin" on the PATH',
  },
  debian('flock', 'util-linux'),
  debian('unzip', 'unzip'),
];

/** What running needs on top. */
const RUN_NEEDS: readonly Need[] = [
  {
    what: 'root',
    isMet: () => process.getuid?.() === 0,
    howToGetIt: 'sudo (network, mount and process namespaces are made, nothing outside of them is changed)',
  },
  debian('unshare', 'util-linux'),
  debian('setpriv', 'util-linux'),
  debian('ip', 'iproute2'),
  debian('openssl', 'openssl'),
  debian('curl', 'curl'),
  debian('apache2', 'apache2'),
  debianFile('/usr/share/apache2/default-site/index.html', 'apache2'),
  debianFile('/usr/share/tomcat10/bin/catalina.sh', 'tomcat10'),
  debianFile('/usr/share/tomcat10-root/default_root/index.html', 'tomcat10'),
];

/** Which needs are not met, and how to meet them, for people. */
export function missingNeeds(purpose: 'build' | 'run'): string[] {
  const needs = purpose === 'build' ? BUILD_NEEDS : [...BUILD_NEEDS, ...RUN_NEEDS];
  return needs.filter((need) => !need.isMet()).map(({ what, howToGetIt }) => `missing: ${what}\n    get it: ${howToGetIt}`);
}

function debian(command: string, debPackage: string): Need {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  return {
    what: `the program "${command}"`,
    isMet: () => folders.some((folder) => existsSync(`${folder}/${command}`)),
    howToGetIt: aptInstall(debPackage),
  };
}

function debianFile(file: string, debPackage: string): Need {
  return { what: `the file "${file}"`, isMet: () => existsSync(file), howToGetIt: aptInstall(debPackage) };
}

/** Servers that a package would start by itself are not wanted: see README.md for how to keep them from it. */
function aptInstall(debPackage: string): string {
  return `apt-get install --no-install-recommends ${debPackage}`;
}

function goIsNewEnough(): boolean {
  try {
    const [, major, minor] = /go(\d+)\.(\d+)/.exec(execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' })) ?? [];
    return Number(major) === OLDEST_GO.major && Number(minor) >= OLDEST_GO.minor;
  } catch {
    return false;
  }
}
