import { syntaxOf } from '../../../regex/pcre2/syntax';
import type { Candidate, Outcome, PathTest, Step } from '../../../table/routing-table';
import { accessRules } from './access-rules';
import { bodyLimitOfServer } from './body-limit';
import { optionOrigin } from './controller-origin';
import { pagesOfServer, pagesOfSnippets, snippetPages } from './error-pages';
import type { PrefixCandidate } from './location-order';
import type { Server } from './servers';
import { doubtOf, type Levels, undecidedOutcome, undecidedStep } from './snippets/levels';
import { ofDirectives, type Snippet, type SnippetLocation } from './snippets/read-snippet';
import type { StepContext } from './step-context';

/** What stands in a server beside the locations of the controller. */
export interface SnippetCandidates {
  readonly any: boolean;
  /** Of the exact ones and of the prefixes. */
  readonly names: readonly string[];
  readonly exact: readonly Candidate[];
  /** For paths that nginx adds a slash to, unless there is a location of that name. */
  readonly slashes: readonly { readonly path: string; readonly candidate: Candidate }[];
  readonly prefixes: readonly PrefixCandidate[];
  /** Before the patterns of the controller, and behind them. */
  readonly patterns: readonly Candidate[];
  readonly lastPatterns: readonly Candidate[];
}

/** The `location` blocks of the snippets of a server. They are as nginx has them: nothing of what the controller writes into its own is there. */
export function snippetCandidates(server: Server, context: StepContext): SnippetCandidates {
  const { own, everywhere } = context.snippets.ofServer(server);
  const all = [own, everywhere].flatMap((snippet) => snippet.locations.map((location) => ({ snippet, location })));
  const exact: Candidate[] = [];
  const slashes: { readonly path: string; readonly candidate: Candidate }[] = [];
  const prefixes: PrefixCandidate[] = [];
  const patterns: Candidate[] = [];
  const lastPatterns: Candidate[] = [];
  for (const { snippet, location } of all) {
    const { modifier, name: path } = location;
    const made = (test: PathTest): Candidate => candidateOf(test, location, snippet, server, context);
    if (modifier === '=') exact.push(made({ kind: 'exact', path, caseSensitive: true }));
    else if (modifier === '~' || modifier === '~*') {
      const pattern = made({ kind: 'regex', pattern: path, caseSensitive: modifier === '~' });
      // nginx does not load a pattern that it cannot read; the configuration is checked elsewhere.
      if (syntaxOf(path).kind !== 'refused') (snippet === own ? patterns : lastPatterns).push(pattern);
    } else if (modifier !== '@') {
      const candidate = made({ kind: 'stringPrefix', path, caseSensitive: true });
      prefixes.push({ path, candidate, ...(modifier === '^~' ? { stops: true } : {}) });
      const bare = path.slice(0, -1);
      if (path.endsWith('/') && path !== '/' && location.block.some(({ name }) => name.endsWith('_pass')))
        slashes.push({ path: bare, candidate: { ...candidate, match: { path: { kind: 'exact', path: bare, caseSensitive: true } } } });
    }
  }
  const named = all.filter(({ location: { modifier } }) => !modifier.startsWith('~') && modifier !== '@');
  const names = named.map(({ location }) => location.name);
  const free = slashes.filter(({ path }) => !names.includes(path));
  return { any: all.length > 0, names, exact, slashes: free, prefixes, patterns, lastPatterns };
}

function candidateOf(path: PathTest, location: SnippetLocation, { origin }: Snippet, server: Server, context: StepContext): Candidate {
  const { own, everywhere } = context.snippets.ofServer(server);
  const inner = ofDirectives(location.block, 'ownLocation', context.snippets.around(origin));
  const levels: Levels = [[inner], [own, everywhere], [context.snippets.http]];
  const limit = bodyLimitOfServer(levels);
  const pages = pagesOfSnippets([inner]);
  const errorPages = pages.length > 0 ? snippetPages(pages, context.settings) : pagesOfServer(server, context);
  return {
    match: { path },
    steps: stepsOf(inner, levels, context),
    outcome: outcomeOf(location, inner),
    effects: context.effects.ofServer(server),
    ...(errorPages === undefined ? {} : { errorPages }),
    ...(limit === undefined ? {} : { bodyLimit: limit }),
    origin,
    because: `"${location.text}" of a snippet`,
  };
}

function stepsOf(inner: Snippet, levels: Levels, { settings }: StepContext): readonly Step[] {
  const { statements, origin } = inner;
  const doubt = doubtOf([[inner]], 'anything');
  if (doubt !== undefined) return [undecidedStep(doubt)];
  const [first] = statements;
  if (first?.do === 'return') return [{ kind: 'when', conditions: [], outcome: first.outcome, origin }];
  const script: readonly Step[] = first === undefined ? [] : [{ kind: 'script', statements, origin }];
  const rules = accessRules(levels, undefined, (option) => optionOrigin(option, settings), settings, false);
  const access = doubtOf(levels, 'access') ?? ('because' in rules ? rules : undefined);
  return [...script, ...(access === undefined && !('because' in rules) ? rules : access === undefined ? [] : [undecidedStep(access)])];
}

/** nginx serves files where nothing else is asked for, and which there are is not known. */
const outcomeOf = ({ text }: SnippetLocation, { content }: Snippet): Outcome =>
  undecidedOutcome(content === undefined ? `"${text}" of a snippet serves files` : `${content} answers it`);
