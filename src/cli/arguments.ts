import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean } from '../findings/did-you-mean';
import type { Severity } from '../findings/finding';
import { messageOf } from '../manifests/file-error';
import { STANDARD_INPUT } from '../manifests/find-files';
import { DIFFERENCE_KINDS, type DifferenceKind } from '../proof/diff/difference';
import { hostName, oneOf, text, texts, type Values } from './option-values';
import { type ProbeArguments, readProbe } from './probe-arguments';
import type { RequestsForm } from './requests-output';
import { UsageError } from './usage-error';

export type OutputForm = 'text' | 'json' | 'markdown' | 'sarif';

/** A valid command line. */
export interface Arguments {
  readonly command: CommandName | 'help' | 'version';
  /** The command to show help for. */
  readonly topic?: CommandName;
  readonly url: string;
  readonly files: readonly string[];
  readonly controller: string | undefined;
  /** Only of `explain`: those whose answers are set side by side, or `all`. Empty: none. */
  readonly controllers: readonly string[];
  readonly classes: readonly string[];
  /** `namespace/name` */
  readonly configMap: string | undefined;
  readonly output: OutputForm;
  readonly failOn: Severity;
  readonly method: string | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whether texts show effects; JSON always has them. */
  readonly effects: boolean;
  /** Only of `explain`: whether texts show the effects on headers alone. */
  readonly headerEffects: boolean;
  /** Only of `diff`. */
  readonly diff: DiffArguments | undefined;
  /** Only of `replay`. */
  readonly replay: ReplayArguments | undefined;
  /** Only of `probe`. */
  readonly probe: ProbeArguments | undefined;
}

export interface ReplayArguments {
  readonly log: string;
  /** Absent: the same files. */
  readonly after: readonly string[] | undefined;
  readonly beforeController: string | undefined;
  readonly afterController: string | undefined;
  /** Of lines that do not say. */
  readonly host: string | undefined;
  readonly scheme: 'http' | 'https';
  /** Whether the files are results, to be added. */
  readonly merge: boolean;
}

export interface DiffArguments {
  /** Files of the second side; those of the first are `files`. Absent: the same. */
  readonly after: readonly string[] | undefined;
  readonly beforeController: string | undefined;
  readonly afterController: string | undefined;
  /** Revisions of git that the files are taken from; absent: the files as they are. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** New names of Services by old ones, as `namespace/service`. */
  readonly renames: ReadonlyMap<string, string>;
  readonly onlyUnguarded: boolean;
  /** Requests are printed in place of differences. */
  readonly requests: RequestsForm | undefined;
  /** Whether texts show every difference on its own, not some of each kind in groups. */
  readonly all: boolean;
  /** The kinds of differences that are no success: this one and all that are worse. */
  readonly failOn: 'any' | DifferenceKind;
}

export type CommandName = 'explain' | 'routes' | 'check' | 'diff' | 'replay' | 'probe';

type Options = NonNullable<ParseArgsConfig['options']>;

const READING: Options = {
  controller: { type: 'string', short: 'c' },
  class: { type: 'string', multiple: true },
  'config-map': { type: 'string' },
  output: { type: 'string', short: 'o' },
};
const EFFECTS: Options = { effects: { type: 'boolean' } };
const ALWAYS: Options = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } };

const COMMANDS: { readonly [N in CommandName]: Options } = {
  explain: {
    ...READING,
    ...EFFECTS,
    controllers: { type: 'string' },
    method: { type: 'string', short: 'X' },
    header: { type: 'string', short: 'H', multiple: true },
    headers: { type: 'boolean' },
  },
  routes: { ...READING, ...EFFECTS },
  check: { ...READING, 'fail-on': { type: 'string' } },
  diff: {
    ...READING,
    'before-controller': { type: 'string' },
    'after-controller': { type: 'string' },
    controllers: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    map: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    only: { type: 'string' },
    requests: { type: 'string' },
    'fail-on': { type: 'string' },
  },
  replay: {
    ...READING,
    'before-controller': { type: 'string' },
    'after-controller': { type: 'string' },
    controllers: { type: 'string' },
    host: { type: 'string' },
    scheme: { type: 'string' },
    merge: { type: 'boolean' },
  },
  probe: {
    ...READING,
    to: { type: 'string', multiple: true },
    resolve: { type: 'string', multiple: true },
    'backend-header': { type: 'string' },
    'backend-pattern': { type: 'string' },
    'path-header': { type: 'string' },
    'path-pattern': { type: 'string' },
    'max-requests': { type: 'string' },
    'max-seconds': { type: 'string' },
    rate: { type: 'string' },
    timeout: { type: 'string' },
    insecure: { type: 'boolean' },
    'unsafe-methods': { type: 'boolean' },
    junit: { type: 'string' },
  },
};

/** The default output folder of cdk8s. */
export const DEFAULT_FOLDER = 'dist';

export function readArguments(args: readonly string[]): Arguments {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError('a command is missing');
  if (['-h', '--help', 'help'].includes(name)) return { ...EMPTY, command: 'help', ...topicOf(rest[0]) };
  if (['-v', '--version', 'version'].includes(name)) return { ...EMPTY, command: 'version' };
  if (!isCommand(name)) {
    const likely = didYouMean(name, Object.keys(COMMANDS));
    throw new UsageError(`there is no command "${name}"${likely === undefined ? '' : `; did you mean "${likely}"?`}`);
  }
  const separator = name === 'diff' || name === 'replay' ? rest.indexOf('--') : -1;
  const { values, positionals } = parse(name, separator < 0 ? rest : rest.slice(0, separator));
  if (values.help) return { ...EMPTY, command: 'help', topic: name };
  if (values.version) return { ...EMPTY, command: 'version' };
  const isReplay = name === 'replay' && values.merge !== true;
  const [url = '', ...files] = name === 'explain' || isReplay ? positionals : ['', ...positionals];
  if (name === 'explain' && url === '') throw new UsageError('explain needs a URL, such as https://shop.example.com/cart');
  return {
    ...EMPTY,
    command: name,
    url,
    files: files.length > 0 ? files : [DEFAULT_FOLDER],
    controller: text(values.controller),
    controllers: controllersOf(text(values.controllers), text(values.controller)),
    classes: texts(values.class),
    configMap: configMapOf(text(values['config-map'])),
    output: oneOf(
      '--output',
      text(values.output) ?? 'text',
      name === 'diff' ? ['text', 'json', 'markdown', 'sarif'] : ['text', 'json', 'markdown'],
    ),
    failOn: name === 'diff' ? 'error' : oneOf('--fail-on', text(values['fail-on']) ?? 'error', ['error', 'warning', 'info']),
    method: text(values.method),
    headers: texts(values.header).map(readHeader),
    effects: values.effects === true,
    headerEffects: values.headers === true,
    replay: name === 'replay' ? readReplay(values, url, files, separator < 0 ? [] : rest.slice(separator + 1)) : undefined,
    probe: name === 'probe' ? readProbe(values) : undefined,
    diff: name === 'diff' ? readDiff(values, positionals, separator < 0 ? [] : rest.slice(separator + 1)) : undefined,
  };
}

interface ControllersOfSides {
  readonly beforeController: string | undefined;
  readonly afterController: string | undefined;
}

function controllersOfSides(values: Values): ControllersOfSides {
  const [first, second, ...further] = text(values.controllers)?.split(',') ?? [];
  if (values.controllers !== undefined && (second === undefined || further.length > 0))
    throw new UsageError(`--controllers must be two names with a comma between them, and is "${values.controllers}"`);
  const controller = text(values.controller);
  return {
    beforeController: text(values['before-controller']) ?? first ?? controller,
    afterController: text(values['after-controller']) ?? second ?? controller,
  };
}

function readReplay(values: Values, log: string, before: readonly string[], after: readonly string[]): ReplayArguments {
  const merge = values.merge === true;
  const controllers = controllersOfSides(values);
  if (merge && before.length === 0) throw new UsageError('replay --merge needs files that "replay -o json" has printed');
  if (!merge && (log === '' || before.length === 0)) throw new UsageError('replay needs a log, and files before "--"');
  if (!merge && after.length === 0 && controllers.beforeController === controllers.afterController)
    throw new UsageError('replay needs files after "--", or two controllers for the same files');
  checkStandardInput([[log], before, after]);
  return {
    log,
    after: after.length === 0 ? undefined : after,
    ...controllers,
    host: hostName('--host', text(values.host)),
    scheme: oneOf('--scheme', text(values.scheme) ?? 'http', ['http', 'https']),
    merge,
  };
}

function readDiff(values: Values, before: readonly string[], after: readonly string[]): DiffArguments {
  const { beforeController, afterController } = controllersOfSides(values);
  const [from, to] = [text(values.from), text(values.to)];
  if (before.length === 0) throw new UsageError('diff needs files before "--", and after it those to compare them with');
  if (after.length === 0 && beforeController === afterController && from === to)
    throw new UsageError('diff needs files after "--", or two controllers or two revisions for the same files');
  const only = text(values.only);
  const requests = text(values.requests);
  if (requests !== undefined && values.output !== undefined) throw new UsageError('--requests has a form of its own: leave out --output');
  checkStandardInput([before, after]);
  return {
    after: after.length === 0 ? undefined : after,
    beforeController,
    afterController,
    from,
    to,
    renames: readRenames(texts(values.map)),
    onlyUnguarded: only !== undefined && oneOf('--only', only, ['unguarded']) === 'unguarded',
    requests: requests === undefined ? undefined : oneOf<RequestsForm>('--requests', requests, ['hurl', 'curl', 'json']),
    all: values.all === true,
    failOn: oneOf('--fail-on', text(values['fail-on']) ?? 'any', ['any', ...(Object.keys(DIFFERENCE_KINDS) as DifferenceKind[])]),
  };
}

/** What has been read from standard input is gone, and a second reading would be of nothing. */
function checkStandardInput(parts: readonly (readonly string[])[]): void {
  if (parts.filter((files) => files.includes(STANDARD_INPUT)).length > 1)
    throw new UsageError(`standard input ("${STANDARD_INPUT}") can be read only once; write one of the parts to a file`);
}

function readRenames(texts: readonly string[]): ReadonlyMap<string, string> {
  const renames = new Map(texts.map(readRename));
  if (renames.size < texts.length) throw new UsageError(`--map names a Service twice: ${texts.join(', ')}`);
  return renames;
}

function readRename(rename: string): readonly [string, string] {
  const found = /^([^/=]+\/[^/=]+)=([^/=]+\/[^/=]+)$/.exec(rename);
  if (found === null) throw new UsageError(`--map must be "namespace/service=namespace/service", and is "${rename}"`);
  return [found[1] as string, found[2] as string];
}

const EMPTY = {
  url: '',
  files: [],
  controller: undefined,
  controllers: [],
  classes: [],
  configMap: undefined,
  output: 'text',
  failOn: 'error',
  method: undefined,
  headers: [],
  effects: false,
  headerEffects: false,
  diff: undefined,
  replay: undefined,
  probe: undefined,
} as const;

function controllersOf(names: string | undefined, controller: string | undefined): readonly string[] {
  if (names === undefined) return [];
  if (controller !== undefined) throw new UsageError('--controller names one controller, and --controllers several: give one of the two');
  const all = names.split(',').map((name) => name.trim());
  if (all.includes('')) throw new UsageError(`--controllers must be names with commas between, or "all", and is "${names}"`);
  return [...new Set(all)];
}

function configMapOf(name: string | undefined): string | undefined {
  if (name === undefined || /^[^/]+\/[^/]+$/.test(name)) return name;
  throw new UsageError(`--config-map must be a namespace and a name, such as "ingress/controller", and is "${name}"`);
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
const topicOf = (name: string | undefined): { topic?: CommandName } => (name !== undefined && isCommand(name) ? { topic: name } : {});

function parse(command: CommandName, args: readonly string[]): { values: Values; positionals: readonly string[] } {
  const options = { ...COMMANDS[command], ...ALWAYS };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const option = /Unknown option '(-[^']*)'/.exec(messageOf(error))?.[1];
    if (option === undefined) throw new UsageError(messageOf(error));
    const likely = didYouMean(option.replace(/^-+/, ''), Object.keys(options));
    throw new UsageError(`${command} has no option "${option}"${likely === undefined ? '' : `; did you mean "--${likely}"?`}`);
  }
}

function readHeader(header: string): readonly [string, string] {
  const found = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*?)\s*$/s.exec(header);
  if (found === null) throw new UsageError(`--header must be "Name: value", and is "${header}"`);
  return [found[1] as string, found[2] as string];
}
