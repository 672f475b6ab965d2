import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checked, explained, told } from './ask';
import { EXPECTED, type Expected } from './expected';

const FILES = ['cases', 'new-user'].flatMap((folder) =>
  readdirSync(join(__dirname, folder)).map((file) => `${folder}/${file.replace(/\.yaml$/, '')}`),
);

/** What is not as expected. */
async function differences(file: string, { asked, answer, check, explain }: Expected): Promise<readonly string[]> {
  const manifest = readFileSync(join(__dirname, `${file}.yaml`), 'utf8');
  const found = await explained(manifest, asked);
  const findings = await checked(manifest);
  const story = await told(manifest, asked);
  return [
    ...(found.answer === answer ? [] : [`${asked.url}: ${answer}, not ${found.answer}`]),
    ...check.filter((expected) => !expected.test(findings)).map((expected) => `check does not say ${expected}: ${findings}`),
    ...explain.filter((expected) => !expected.test(story)).map((expected) => `explain does not say ${expected}: ${story}`),
  ];
}

describe('manifests from the wild get the right outcome, and the cause is named', () => {
  test.each(FILES)('%s', async (file) => {
    expect(await differences(file, EXPECTED[file] as Expected)).toEqual([]);
  });

  test('every file has its outcome, and there are no others', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual([...FILES].sort());
  });
});
