import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli/main';

export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

export interface Circumstances {
  /** What comes from standard input. */
  readonly input?: string | Uint8Array;
  readonly terminal?: boolean;
  readonly env?: { readonly [name: string]: string };
}

/** Runs a command line in this process. */
export async function runCli(args: readonly string[], { input = '', terminal = false, env = {} }: Circumstances = {}): Promise<Ran> {
  const output: string[] = [];
  const errors: string[] = [];
  async function* chunks() {
    yield input;
  }
  const code = await main(args, {
    input: chunks(),
    output: { isTTY: terminal, write: (text) => output.push(text) },
    errors: { isTTY: terminal, write: (text) => errors.push(text) },
    env,
  });
  return { code, output: output.join(''), errors: errors.join('') };
}

/** Runs the command with manifests from standard input. */
export const runWith = (input: string, ...args: readonly string[]): Promise<Ran> => runCli([...args, '-'], { input });

/** A folder with these files that goes away after the tests. */
export function folderWith(files: { readonly [name: string]: string | Uint8Array }): string {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An Ingress of ingress-nginx with one path, in YAML. */
export const ingressYaml = (name = 'shop', path = '/cart', pathType = 'Prefix'): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: ${path}
            pathType: ${pathType}
            backend:
              service:
                name: ${name}
                port:
                  number: 80
`;
