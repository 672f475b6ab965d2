import { type ProgramResult, runProgram } from './run-program';

/** kubectl itself, for what users do with it. */
export class Kubectl {
  public constructor(
    private readonly program: string,
    private readonly kubeconfig: string,
    private readonly folder: string,
  ) {}

  /** Runs it; `input` is what "-f -" reads. Its failure is a result, not an error. */
  public run(args: readonly string[], input = ''): Promise<ProgramResult> {
    // Its caches go where the run's files go, not to the user's home.
    const env = { ...process.env, KUBECONFIG: this.kubeconfig, KUBECACHEDIR: this.folder, HOME: this.folder };
    return runProgram(this.program, args, input, env);
  }

  /** Runs it, and fails where it fails or warns. */
  public async mustRun(args: readonly string[], input?: string): Promise<string> {
    const { status, stdout, stderr } = await this.run(args, input);
    if (status !== 0 || stderr !== '') throw new Error(`kubectl ${args.join(' ')}: exit status ${status}\n${stderr}${stdout}`);
    return stdout;
  }

  /** What the documentation says: applied on the server, where a warning is a failure. */
  public apply(manifests: string): Promise<string> {
    return this.mustRun(['apply', '--server-side', '--warnings-as-errors', '-f', '-'], manifests);
  }

  public delete(manifests: string): Promise<string> {
    return this.mustRun(['delete', '--ignore-not-found', '--timeout=60s', '-f', '-'], manifests);
  }
}
