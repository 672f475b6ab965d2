import type { Mutant } from './operators';
import type { Result } from './results';

export interface Judged {
  readonly mutant: Mutant;
  /** The whole text of the file, as committed. */
  readonly source: string;
  readonly result: Result;
}

const OUTCOMES = ['killed', 'timed out', 'survived'] as const;

/** How many there are of each outcome, by folder. */
export function summary(judged: readonly Judged[]): string {
  const folders = [...new Set(judged.map(({ mutant }) => folderOf(mutant)))].sort();
  const row = (name: string, of: readonly Judged[]): string => {
    const counts = OUTCOMES.map((outcome) => of.filter(({ result }) => result.outcome === outcome).length);
    const share = of.length === 0 ? 0 : (100 * (counts[2] as number)) / of.length;
    return [name.padEnd(32), ...counts.map((count) => String(count).padStart(10)), `${share.toFixed(1)} %`.padStart(10)].join('');
  };
  return [
    [''.padEnd(32), ...OUTCOMES.map((outcome) => outcome.padStart(10)), 'survive'.padStart(10)].join(''),
    ...folders.map((folder) =>
      row(
        folder,
        judged.filter(({ mutant }) => folderOf(mutant) === folder),
      ),
    ),
    row('all', judged),
  ].join('\n');
}

/** The folder of a stage, and of dialects the one of each. */
const folderOf = ({ file }: Mutant): string => {
  const parts = file.split('/').slice(0, -1);
  return parts.slice(0, parts[1] === 'dialects' ? 3 : 2).join('/');
};

/** Survivors with file, line, before and after, to be judged one by one. */
export const survivorsText = (judged: readonly Judged[]): string =>
  judged
    .flatMap(({ mutant, source, result }) => (result.outcome === 'survived' ? [survivorText(mutant, source, result.ran, result.all)] : []))
    .sort()
    .join('\n');

function survivorText({ file, operator, start, end, after }: Mutant, source: string, ran: number, all: number): string {
  const line = source.slice(0, start).split('\n').length;
  const from = source.lastIndexOf('\n', start - 1) + 1;
  const until = source.indexOf('\n', end);
  const to = until < 0 ? source.length : until;
  const [before, changed] = [source.slice(from, to), source.slice(from, start) + after + source.slice(end, to)].map(oneLine);
  return [`${file}:${line} ${operator} (${ran} of ${all} files of tests ran)`, `  - ${before}`, `  + ${changed}`, ''].join('\n');
}

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
