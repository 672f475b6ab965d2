import { runWith } from '../cli/run-cli';

/** A request as the reports write it. */
export interface Asked {
  readonly url: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
}

interface AnswerJson {
  readonly kind: 'forward' | 'redirect' | 'answer' | 'weighted' | 'undecided';
  readonly status: number | null;
  readonly backend: string | null;
  readonly upstreamPath: string | null;
  readonly location: string | null;
  readonly assuming?: readonly { readonly otherwise: readonly { readonly answer: AnswerJson }[] }[];
  readonly instead?: readonly { readonly answer: AnswerJson }[];
}

export interface Explained {
  /** In the form of the reports: "404", "308 -> <location>", "<namespace>/<service>:<port> <target>". */
  readonly answer: string;
  /** The answers that are named with their condition. */
  readonly conditional: readonly string[];
  readonly frozen: boolean;
}

/** What `explain` answers. */
export async function explained(manifest: string, asked: Asked, options: readonly string[] = []): Promise<Explained> {
  const { output, errors } = await runWith(manifest, 'explain', '-o', 'json', ...options, ...argumentsOf(asked));
  if (output === '') throw new Error(errors);
  const { answer, frozen } = JSON.parse(output) as { readonly answer: AnswerJson; readonly frozen: readonly object[] };
  const { assuming = [], instead = [] } = answer;
  const others = [...assuming.flatMap(({ otherwise }) => otherwise), ...instead];
  return { answer: textOf(answer), conditional: others.map((one) => textOf(one.answer)), frozen: frozen.length > 0 };
}

/** What `explain` prints for people, with what it says beside it. */
export async function told(manifest: string, asked: Asked): Promise<string> {
  const { output, errors } = await runWith(manifest, 'explain', '--effects', ...argumentsOf(asked));
  return output + errors;
}

/** What `check` prints. */
export const checked = async (manifest: string, options: readonly string[] = []): Promise<string> =>
  (await runWith(manifest, 'check', ...options)).output;

const argumentsOf = ({ url, method = 'GET', headers = {} }: Asked): readonly string[] => [
  url,
  '-X',
  method,
  ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
];

function textOf({ kind, status, backend, upstreamPath, location }: AnswerJson): string {
  if (kind === 'forward') return `${backend} ${upstreamPath}`;
  if (kind === 'redirect') return `${status} -> ${location}`;
  return kind === 'answer' ? String(status) : kind;
}
