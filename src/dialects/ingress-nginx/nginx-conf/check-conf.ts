import { type Context, type DirectiveRow, directiveRows } from './directives';
import { KINDS, REPEATABLE } from './kinds';
import { type Directive, readConf, Unreadable } from './parse';
import { locationName, type Surroundings } from './problems';
import { type ConfProblem, type Placed, relationProblems } from './relations';

/** Text that the controller writes as a whole, and the settings that it is made of. */
export interface Written {
  readonly text: string;
  readonly names: readonly string[];
}

/** Facts about a whole configuration. */
export interface ConfFacts {
  readonly http: Surroundings;
  readonly stream: Surroundings;
  /** Modules that are loaded because a setting asks for them; absent if the configuration loads modules by itself. */
  readonly modules: ReadonlySet<string> | undefined;
  /** Whether a setting limits names to fewer bytes than the names that the controller itself writes. */
  readonly limitsNames: boolean;
}

/** The directives of a block in order, and why nginx refuses the block. */
export interface CheckedBlock {
  readonly placed: readonly Placed[];
  readonly problems: readonly ConfProblem[];
  /** Whether no setting affects the block: the controller writes it itself, and nginx loads it. */
  readonly isDefault: boolean;
}

/** Blocks that contain no directives between their braces. */
const LISTS = new Set(['map', 'geo', 'types', 'split_clients', 'charset_map', 'geoip2']);

/**
 * Checks what the controller writes into a block as nginx does: names, contexts, numbers of arguments, values, directives that may
 * occur only once, and relations between values. `around` are the enclosing blocks, nearest first.
 */
export function checkBlock(context: Context, lines: readonly Written[], around: readonly CheckedBlock[], facts: ConfFacts): CheckedBlock {
  const isDefault = lines.every(({ names }) => isDefaultLine(names));
  if (isDefault && around.every((block) => block.isDefault)) return new DefaultBlock(lines);
  const { placed, problems } = placedLines(lines);
  const seen = new Map<string, readonly string[]>();
  for (const { directive, names } of placed) {
    // Text that no setting changes is correct by itself; only its combination with other directives can be wrong.
    if (facts.limitsNames || !isDefaultLine(names))
      for (const because of directiveProblems(directive, context, facts)) problems.push({ because, names });
    const key = onceKey(directive, context);
    const before = key === undefined ? undefined : seen.get(key);
    if (before !== undefined) {
      const because = `${directive.name === 'location' ? key : directive.name} is given twice`;
      problems.push({ because, names: [...new Set([...before, ...names])] });
    } else if (key !== undefined) seen.set(key, names);
  }
  const levels = [placed, ...around.map((block) => block.placed)];
  return { placed, problems: [...problems, ...relationProblems(levels)], isDefault };
}

const isDefaultLine = (names: readonly string[]): boolean => names.every((name) => name === '');

/** Its lines are read only if an inner block needs them: most routes set nothing, and every synth reaches these blocks. */
class DefaultBlock implements CheckedBlock {
  public readonly problems = [];
  public readonly isDefault = true;
  private read: readonly Placed[] | undefined;

  public constructor(private readonly lines: readonly Written[]) {}

  public get placed(): readonly Placed[] {
    this.read ??= placedLines(this.lines).placed;
    return this.read;
  }
}

function placedLines(lines: readonly Written[]): { readonly placed: Placed[]; readonly problems: ConfProblem[] } {
  const problems: ConfProblem[] = [];
  const placed: Placed[] = [];
  for (const { text, names } of lines) {
    const directives = readable(text);
    if (typeof directives === 'string') problems.push({ because: directives, names });
    else for (const directive of directives) placed.push({ directive, names });
  }
  return { placed, problems };
}

const known = new Map<string, readonly Directive[] | string>();

/** Cached, because most texts are those of the controller itself and repeat often. */
function readable(text: string): readonly Directive[] | string {
  let found = known.get(text);
  if (found === undefined) {
    const read = readConf(text);
    found = read instanceof Unreadable ? `the text ${read.message}` : read;
    if (known.size > 5000) known.clear();
    known.set(text, found);
  }
  return found;
}

const rowIn = (name: string, context: Context): DirectiveRow | undefined =>
  directiveRows(name).find(({ contexts }) => contexts === '*' || contexts.includes(context));

function directiveProblems(directive: Directive, context: Context, facts: ConfFacts): readonly string[] {
  const { name, args, block } = directive;
  const all = directiveRows(name);
  const loaded = all.filter(({ module }) => module === undefined || facts.modules === undefined || facts.modules.has(module));
  if (loaded.length === 0) return facts.modules === undefined && all.length === 0 ? [] : [`there is no directive "${name}"`];
  const row = rowIn(name, context);
  if (row === undefined) return [`${name} is not allowed there`];
  if (row.block && block === undefined) return [`${name} has no block`];
  if (!row.block && block !== undefined) return [`${name} has a block`];
  if (!row.takes(args.length))
    return [`${name} has ${args.length} ${args.length === 1 ? 'argument' : 'arguments'}, which it does not take`];
  if (name === 'location' && context === 'l' && args[0]?.startsWith('@')) return [`location ${args[0]} is not allowed inside another`];
  const around = 'STU'.includes(context) ? facts.stream : facts.http;
  const problem = KINDS[row.kind]?.(directive, around, row.bounds);
  if (problem !== undefined) return [`${name}: ${problem}`];
  if (block === undefined || block === 'lua' || LISTS.has(name)) return [];
  const lines = block.map((inner) => ({ directive: inner, names: [] }));
  return nestedProblems(lines, within(name, context), facts);
}

function nestedProblems(placed: readonly Placed[], context: Context, facts: ConfFacts): readonly string[] {
  const seen = new Set<string>();
  return placed.flatMap(({ directive }) => {
    const key = onceKey(directive, context);
    const twice = key !== undefined && seen.has(key);
    if (key !== undefined) seen.add(key);
    return twice ? [`${directive.name} is given twice`] : directiveProblems(directive, context, facts);
  });
}

/** Directives that must not occur together share a key. */
function onceKey({ name, args }: Directive, context: Context): string | undefined {
  if (name === 'location') return locationKey(args);
  const row = rowIn(name, context);
  if (row === undefined || REPEATABLE.has(row.kind)) return undefined;
  return row.kind === 'luaHandler' ? name.replace(/_(?:file|block)$/, '') : name;
}

/** Two locations with one name conflict, exact or not; patterns never conflict. `ngx_http_join_exact_locations`. */
function locationKey(args: readonly string[]): string | undefined {
  const [modifier, name] = locationName(args);
  return modifier.startsWith('~') || name.startsWith('@') ? undefined : `location ${modifier === '=' ? '= ' : ''}${name}`;
}

/** The context between the braces of a block. */
function within(name: string, context: Context): Context {
  const inStream = 'STU'.includes(context);
  switch (name) {
    case 'events':
      return 'e';
    case 'http':
      return 'h';
    case 'stream':
      return 'S';
    case 'server':
      return inStream ? 'T' : 's';
    case 'upstream':
      return inStream ? 'U' : 'u';
    case 'if':
      return context === 's' ? 'i' : 'j';
    case 'limit_except':
      return 'x';
    default:
      return 'l';
  }
}
