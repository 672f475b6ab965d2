/**
 * How a program reads the flags of its command line. The rules are those of pflag, which most controllers use; `goStyle` selects the
 * differences of Go's own package `flag`.
 *
 * Sources: spf13/pflag@v1.0.10:flag.go (`parseArgs`, `parseLongArg`); traefik/paerser@v0.2.2:flag/flagparser.go (`parseOne`);
 * jessevdk/go-flags@v1.4.0:parser.go (`parseOption`).
 */
export interface FlagSyntax {
  /** Whether a flag without `=` is on, and takes no value from the next word. */
  readonly isSwitch: (name: string, next: string | undefined) => boolean;
  /** One dash begins a flag as two do, a name has no case, and the first word that is no flag ends the flags. */
  readonly goStyle?: boolean;
}

/** The values of each flag, in their order. A switch without a value has the value "true". Names are without dashes. */
export function flagsOf(words: readonly string[], { isSwitch, goStyle = false }: FlagSyntax): ReadonlyMap<string, readonly string[]> {
  const form = goStyle ? /^--?([^-=][^=]*)(?:=(.*))?$/s : /^--([^-=][^=]*)(?:=(.*))?$/s;
  const flags = new Map<string, string[]>();
  // The program and its commands precede the flags.
  const first = words.findIndex((word) => form.test(word));
  for (let at = first < 0 ? words.length : first; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--') break;
    const found = form.exec(word);
    if (found === null) {
      if (goStyle && !word.startsWith('-')) break;
      continue;
    }
    const name = goStyle ? (found[1] as string).toLowerCase() : (found[1] as string);
    const next = words[at + 1];
    let value = found[2];
    if (value === undefined && isSwitch(name, next)) value = 'true';
    else if (value === undefined) {
      // A program whose last flag lacks its value does not start, so there is nothing to read.
      if (next === undefined) break;
      value = next;
      at++;
    }
    const values = flags.get(name);
    if (values === undefined) flags.set(name, [value]);
    else values.push(value);
  }
  return flags;
}

/**
 * The usual `isSwitch`. A flag of another version may be a switch or not, so a word that looks like a flag is not taken for its value:
 * otherwise the flag after it would be lost.
 */
export const isOneOf =
  (switches: ReadonlySet<string>, known: ReadonlySet<string>): FlagSyntax['isSwitch'] =>
  (name, next) =>
    switches.has(name) || (!known.has(name) && (next === undefined || next.startsWith('--')));

/**
 * For programs with Go's own syntax. No list of their switches is needed: what follows an option without `=` is its value, unless it is
 * another option, or "true" or "false". These follow switches, for which they are no values, so they end the options.
 */
export const GO_FLAGS: FlagSyntax = {
  isSwitch: (_, next) => next === undefined || next.startsWith('-') || /^(?:true|false)$/i.test(next),
  goStyle: true,
};
