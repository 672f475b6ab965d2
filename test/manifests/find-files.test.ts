import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findFiles } from '../../src/manifests/find-files';
import { folderWith } from '../cli/run-cli';

const folder = folderWith({ 'top.yaml': '', 'note.txt': '' });
for (const name of ['apps/shop', 'apps/.hidden/deep', 'apps/.empty', 'apps/node_modules/x', 'broken'])
  mkdirSync(join(folder, name), { recursive: true });
for (const name of ['shop/a.yaml', 'shop/b.JSON', 'shop/c.txt', '.hidden/deep/c.yml', '.empty/c.txt', 'node_modules/x/d.yaml'])
  writeFileSync(join(folder, 'apps', name), '');
symlinkSync('..', join(folder, 'apps/shop/around'));
symlinkSync('apps', join(folder, 'linked'));
symlinkSync('gone', join(folder, 'broken/gone.yaml'));
symlinkSync('gone', join(folder, 'broken/gone.txt'));
symlinkSync('self.yaml', join(folder, 'broken/self.yaml'));

const found = (...args: readonly string[]) => {
  const { files, hidden } = findFiles(args.map((name) => join(folder, name)));
  const nameOf = (path: string) => relative(folder, path);
  return { files: files.map(nameOf), hidden: hidden.map((one) => ({ ...one, folder: nameOf(one.folder) })) };
};

const HIDDEN = { folder: 'apps/.hidden', files: 1 };

test.each([
  ['a folder, whose links may lead back to it', ['apps'], ['apps/shop/a.yaml', 'apps/shop/b.JSON'], [HIDDEN]],
  ['a link to a folder', ['linked'], ['linked/shop/a.yaml', 'linked/shop/b.JSON'], [{ ...HIDDEN, folder: 'linked/.hidden' }]],
  ['a hidden folder that is named', ['apps/.hidden'], ['apps/.hidden/deep/c.yml'], []],
  [
    'a hidden folder that is named beside the one around it',
    ['apps', 'apps/.hidden'],
    ['apps/shop/a.yaml', 'apps/shop/b.JSON', 'apps/.hidden/deep/c.yml'],
    [],
  ],
  ['a file of any suffix', ['note.txt'], ['note.txt'], []],
  ['a glob of files', ['apps/*/*.yaml'], ['apps/shop/a.yaml'], [HIDDEN]],
  ['a glob of folders', ['app*'], ['apps/shop/a.yaml', 'apps/shop/b.JSON'], [HIDDEN]],
  ['links to nothing and to themselves, which cannot be read', ['broken'], ['broken/gone.yaml', 'broken/self.yaml'], []],
])('%s', (_, args, files, hidden) => {
  expect(found(...args)).toEqual({ files, hidden });
});

test.each([
  ['a file', 'nothing.yaml', /^there is no file or folder ".*nothing\.yaml"$/],
  ['a glob', 'nothing*.yaml', /^no file matches ".*nothing\*\.yaml"$/],
])('%s that finds nothing is an error', (_, name, message) => {
  expect(() => found(name)).toThrow(message);
});
