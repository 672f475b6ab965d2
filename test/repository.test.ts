import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** The checkout must install from any package registry, so nothing in it names one. */
const ROOT = resolve(__dirname, '..');

/** Tracked files and those that would be added: both are what a clone gets. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));

test('package-lock.json holds no download addresses', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: { [path: string]: { resolved?: string } } };
  const addressed = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
  expect(addressed.map(([path]) => path)).toEqual([]);
});

test('the workflow of a release runs scripts that there are, and needs jobs that there are', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { [name: string]: string } };
  const { jobs } = parse(readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8')) as {
    jobs: { [name: string]: { needs?: string | string[]; steps: { run?: string }[] } };
  };
  const run = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run: text = '' }) => [...text.matchAll(/npm run (\S+)/g)].map(([, name]) => name!)),
  );
  expect(run.length).toBeGreaterThan(0);
  expect(run.filter((name) => !(name in scripts))).toEqual([]);
  const needed = Object.values(jobs).flatMap(({ needs = [] }) => needs);
  expect(needed.filter((name) => !(name in jobs))).toEqual([]);
});

test('no file names the host of a package registry', () => {
  // Put together here, or this file would be its own finding.
  const hosts = [
    ['registry', 'npmjs', 'org'],
    ['registry', 'yarnpkg', 'com'],
    ['files', 'pythonhosted', 'org'],
    ['proxy', 'golang', 'org'],
    ['repo1', 'maven', 'org'],
    ['repo', 'maven', 'apache', 'org'],
    ['api', 'nuget', 'org'],
  ].map((labels) => labels.join('.'));
  // npm tells its scripts which registry this machine uses.
  const configured = process.env.npm_config_registry;
  if (configured !== undefined && URL.canParse(configured)) hosts.push(`//${new URL(configured).host}`);
  const named = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return hosts.filter((host) => text.includes(host)).map((host) => `${file}: ${host}`);
  });
  expect(named).toEqual([]);
});
