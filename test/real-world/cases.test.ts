import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checked, explained, told } from './ask';
import { EXCUSED_CASES } from './excused';
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
  const reached = FILES.filter((file) => !(file in EXCUSED_CASES));

  test.each(reached)('%s', async (file) => {
    expect(await differences(file, EXPECTED[file] as Expected)).toEqual([]);
  });

  test('every excuse is still needed', async () => {
    for (const file of Object.keys(EXCUSED_CASES).filter((one) => one in EXPECTED))
      expect([file, await differences(file, EXPECTED[file] as Expected)]).not.toEqual([file, []]);
  });

  test('every file is reached or excused', () => {
    expect([...Object.keys(EXCUSED_CASES), ...Object.keys(EXPECTED)].filter((file) => !FILES.includes(file))).toEqual([]);
    console.info(`real-world/cases: ${reached.length} of ${FILES.length}, ${FILES.length - reached.length} excused`);
  });
});
