import { buildingTables } from './build-table';
import { commandLine } from './command-line';
import { compile } from './compile';
import { demo } from './demo';
import { comparing } from './diff';
import { lookingUp, lookingUpPatterns } from './look-up';
import { allGoalsAreMet } from './report';
import { synth } from './synth';

/** `npm run bench -- [--rounds=7] [--check]`: what the README of this folder describes. */

const option = (name: string): string | undefined => process.argv.find((arg) => arg.startsWith(`--${name}`))?.slice(`--${name}`.length + 1);
const rounds = Number(option('rounds') ?? 7);

async function main(): Promise<void> {
  await compile();
  synth(rounds);
  demo(rounds);
  buildingTables(rounds);
  lookingUp(rounds);
  lookingUpPatterns(rounds);
  comparing(rounds);
  commandLine(rounds);
  if (option('check') !== undefined && !allGoalsAreMet()) process.exitCode = 1;
}

void main();
