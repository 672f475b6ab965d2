import { join } from 'node:path';
import { main } from '../src/cli/main';
import { EXAMPLES, type Files } from './examples';

/** Examples of the command line: what `expected/` holds, and the command that prints it. Beside the answer stands what is said on standard error. */
export const COMMAND_EXAMPLES: { readonly [example: string]: { readonly [file: string]: readonly string[] } } = {
  '05-explain-existing-yaml': {
    'explain-path-demo.txt': ['explain', 'http://shop.example.com/httpd/logo.png', 'path-demo.yaml'],
    'routes-path-demo.txt': ['routes', 'path-demo.yaml'],
    'explain-two-teams.txt': ['explain', 'https://shop.example.com/cartoons', 'two-teams.yaml'],
    'routes-two-teams.txt': ['routes', 'two-teams.yaml'],
    'check-two-teams.txt': ['check', 'two-teams.yaml'],
  },
  '06-gateway-api': {
    'explain-pattern.txt': ['explain', 'http://shop.example.com/api/v2/x', '--controllers', 'envoy-gateway,istio,traefik', 'routes.yaml'],
    'explain-slash.txt': ['explain', 'http://shop.example.com/files/a%2Fb', '--controllers', 'all', 'routes.yaml'],
  },
  '07-prove-a-change': {
    'diff.txt': ['diff', 'before.yaml', '--', 'after.yaml'],
    'diff-unguarded.txt': ['diff', '--only', 'unguarded', 'before.yaml', '--', 'after.yaml'],
    'diff.md': ['diff', '-o', 'markdown', 'before.yaml', '--', 'after.yaml'],
    'diff-controllers.txt': ['diff', '--controllers', 'ingress-nginx,traefik/nginx', 'before.yaml'],
    'diff-same.txt': ['diff', 'before.yaml', '--', 'before.yaml'],
  },
  '10-one-app-every-controller': {
    'explain-prefix.txt': ['explain', 'http://demo.example.com/httpd', '--controllers', 'all', 'expected'],
    'explain-below.txt': ['explain', 'http://demo.example.com/tomcat//docs/?page=1', '--controllers', 'all', 'expected'],
    'explain-no-route.txt': ['explain', 'http://demo.example.com/httpdocs', '--controllers', 'all', 'expected'],
  },
};

/** Runs the commands of an example in its folder. */
export async function runCommands(example: string): Promise<Files> {
  const before = process.cwd();
  process.chdir(join(EXAMPLES, example));
  try {
    const files: { [name: string]: string } = {};
    for (const [file, args] of Object.entries(COMMAND_EXAMPLES[example] ?? {})) files[file] = await printedBy(args);
    return files;
  } finally {
    process.chdir(before);
  }
}

async function printedBy(args: readonly string[]): Promise<string> {
  const printed: string[] = [`$ cdk8s-ingress ${args.join(' ')}\n`];
  const output = { write: (text: string) => printed.push(text) };
  await main(args, { input: process.stdin, output, errors: output, env: {} });
  return printed.join('');
}
