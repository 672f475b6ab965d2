import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Envoy Gateway asks for it. */
const OLDEST_GO = { major: 1, minor: 26, patch: 7 };

interface Need {
  readonly what: string;
  readonly isMet: () => boolean;
  readonly howToGetIt: string;
}

/** What building the programs needs. */
const BUILD_NEEDS: readonly Need[] = [
  { what: 'Linux', isMet: () => process.platform === 'linux', howToGetIt: 'run it in a virtual machine or a privileged container' },
  {
    what: `Go ${OLDEST_GO.major}.${OLDEST_GO.minor}.${OLDEST_GO.patch} or newer`,
    isMet: goIsNewEnough,
    howToGetIt: 'https://go.dev/dl, and put its "bin" on the PATH',
  },
  debian('flock', 'util-linux'),
  debian('unzip', 'unzip'),
  { what: 'pip of Python 3', isMet: pipIsThere, howToGetIt: aptInstall('python3-pip') },
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
    const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
    const [, major, minor, patch = 0] = /go(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
    if (Number(major) !== OLDEST_GO.major) return false;
    return Number(minor) > OLDEST_GO.minor || (Number(minor) === OLDEST_GO.minor && Number(patch) >= OLDEST_GO.patch);
  } catch {
    return false;
  }
}

function pipIsThere(): boolean {
  try {
    execFileSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
