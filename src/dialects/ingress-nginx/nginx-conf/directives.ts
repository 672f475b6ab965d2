import { HTTP_DIRECTIVES } from './http-directives';
import { MAIN_DIRECTIVES } from './main-directives';
import { MODULE_DIRECTIVES } from './module-directives';
import { PROXY_DIRECTIVES } from './proxy-directives';

/**
 * The context of a directive: in the main part, `events`, `http`, a server, a location, an upstream, an `if` of a server or of a
 * location, a `limit_except`, or in `stream`, a server or an upstream of it.
 */
export type Context = 'm' | 'e' | 'h' | 's' | 'l' | 'u' | 'i' | 'j' | 'x' | 'S' | 'T' | 'U';

/** The rules of nginx for a directive in some contexts. */
export interface DirectiveRow {
  readonly name: string;
  readonly contexts: string;
  readonly block: boolean;
  /** Allowed numbers of arguments. */
  readonly takes: (count: number) => boolean;
  /** How its arguments are read: a name of `KINDS`, and its bounds. */
  readonly kind: string;
  readonly bounds: string;
  /** `repository@version:path` of the code that reads it. */
  readonly source: string;
  /** The module that must be loaded for it; absent if nginx always has it. */
  readonly module: string | undefined;
}

/**
 * Reads the tables. A line is `contexts arguments kind = names`: the letters of `Context`, `*` for all; numbers of arguments, `+` for more and
 * `{` for a block; the kind with its bounds. A line that begins with `#` names the source of those below it, and the module to load.
 */
function rowsOf(table: string): readonly DirectiveRow[] {
  const rows: DirectiveRow[] = [];
  let source = '';
  let module: string | undefined;
  for (const line of table.replace(/\n {2}/g, ' ').split('\n')) {
    const heading = /^# (\S+)(?: if (\S+))?$/.exec(line);
    if (heading !== null) {
      source = heading[1] as string;
      module = heading[2];
      continue;
    }
    const [, contexts, counts, kind, bounds = '', names] = /^(\S+) (\S+) (\w+)(?:\(([^)]*)\))? = (.+)$/.exec(line) ?? [];
    if (contexts === undefined || counts === undefined || kind === undefined || names === undefined) continue;
    for (const name of names.split(' ')) {
      rows.push({ name, contexts, block: counts.includes('{'), takes: takesOf(counts.replace('{', '')), kind, bounds, source, module });
    }
  }
  return rows;
}

function takesOf(counts: string): (count: number) => boolean {
  if (counts.endsWith('+')) return (count) => count >= Number(counts.slice(0, -1));
  return (count) => counts.includes(String(count));
}

/** Every directive that the nginx of the controller's image supports, with all its modules. */
export const allDirectives = (): readonly DirectiveRow[] =>
  [HTTP_DIRECTIVES, PROXY_DIRECTIVES, MODULE_DIRECTIVES, MAIN_DIRECTIVES].flatMap(rowsOf);

/** Read on first use: most apps set nothing that is checked. */
let byName: ReadonlyMap<string, readonly DirectiveRow[]> | undefined;

/** All rows of a name: nginx has some directives once for http and once for stream. */
export function directiveRows(name: string): readonly DirectiveRow[] {
  byName ??= rowsByName();
  return byName.get(name) ?? [];
}

function rowsByName(): ReadonlyMap<string, readonly DirectiveRow[]> {
  const rows = new Map<string, DirectiveRow[]>();
  for (const row of allDirectives()) rows.set(row.name, [...(rows.get(row.name) ?? []), row]);
  return rows;
}
