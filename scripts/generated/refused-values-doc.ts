import type { AnnotationValue } from '../../src/annotation-table/value';
import type { IngressNginxValue } from '../../src/dialects/ingress-nginx/annotation-row';
import { ANNOTATIONS } from '../../src/dialects/ingress-nginx/annotations';
import { CONFIG_MAP_OPTIONS } from '../../src/dialects/ingress-nginx/config-map';
import { AUTH_LINES, SIGNIN_LINES } from '../../src/dialects/ingress-nginx/nginx-conf/auth-lines';
import { allDirectives, type DirectiveRow } from '../../src/dialects/ingress-nginx/nginx-conf/directives';
import {
  EVENTS_LINES,
  type GlobalFacts,
  HTTP_LINES,
  MAIN_LINES,
  STATUS_LINES,
  STREAM_LINES,
  UPSTREAM_LINES,
} from '../../src/dialects/ingress-nginx/nginx-conf/global-lines';
import { filled, type Line, type LocationFacts } from '../../src/dialects/ingress-nginx/nginx-conf/line';
import { LOCATION_LINES } from '../../src/dialects/ingress-nginx/nginx-conf/location-lines';
import { type Directive, parseConf } from '../../src/dialects/ingress-nginx/nginx-conf/parse';
import { EVERY_SERVER_LINES, SERVER_LINES } from '../../src/dialects/ingress-nginx/nginx-conf/server-lines';
import type { Values } from '../../src/dialects/ingress-nginx/nginx-conf/settings-values';
import { KIND_WORDS, RELATION_WORDS, SNIPPET_WORDS } from './kind-words';
import { GENERATED_NOTE, sourceLink, table } from './markdown';

/** `docs/values-that-nginx-refuses.md` */
export function refusedValuesDoc(): string {
  const annotations = ANNOTATIONS.map(({ name, value }) => ({
    name,
    passes: annotationPasses(value),
    uses: isWordForWord(value) ? [] : usesOf(name, 'annotation'),
  }));
  const options = CONFIG_MAP_OPTIONS.flatMap(({ name, value }) =>
    value === undefined ? [] : [{ name, passes: optionPasses(value), uses: usesOf(name, 'option') }],
  );
  const [some, others] = [annotations, options].map((all) => all.filter(({ uses }) => uses.length > 0));
  return `${[
    GENERATED_NOTE,
    '# Values that nginx refuses',
    `The admission webhook of ingress-nginx v1.15.1 does not test the configuration with nginx. A value that the controller lets pass and nginx
refuses stops the controller for everybody: it goes on with the configuration it had, and no change of any Ingress takes effect. Such a value
of an annotation is \`annotation/stops-nginx\` at synth, of the config map \`config/stops-nginx\`, and \`manifest/configuration-refused\` for
\`check\`, \`explain\` and a table.`,
    '## How the list was derived',
    `- What the controller lets pass: the validator of each annotation (\`internal/ingress/annotations\`), and \`ReadConfig\` for the config map.
- Where a value goes: each place of \`rootfs/etc/nginx/template/nginx.tmpl\`, which the tables \`*-lines.ts\` in
  \`src/dialects/ingress-nginx/nginx-conf\` restate, with the conditions under which the controller writes it.
- What nginx takes there: the commands of every module of the controller's image (nginx 1.27.1 and the modules of
  \`images/nginx/rootfs/build.sh\`, ${allDirectives().length} directives), with their contexts, numbers of arguments and the code that reads them. The
  same tables judge snippets, so a directive that is unknown, in the wrong place, or there twice beside one of the template is found.
- The tables were compared with recordings of the controller (\`test/truth\`), and with \`nginx -t\` for values next to each boundary.`,
    `A setting that is not in a table below is written by the controller in its own words, or read by its Lua code alone. Not judged: names that
nginx looks up when it loads (hosts in \`mirror-target\`, syslog servers), files, and how much memory a number asks for.`,
    `## Annotations: ${some?.length} of ${annotations.length}`,
    settingsTable('Annotation', some ?? []),
    `## Options of the config map: ${others?.length} of ${options.length}`,
    settingsTable('Option', others ?? []),
    '## Values that do not go together',
    table(
      ['What nginx asks', 'Source'],
      RELATION_WORDS.map(([words, source]) => [words, sourceLink(source)]),
    ),
    '## Snippets',
    SNIPPET_WORDS.map((words) => `- ${words}`).join('\n'),
  ].join('\n\n')}\n`;
}

interface Setting {
  readonly name: string;
  readonly passes: string;
  readonly uses: readonly DirectiveRow[];
}

const settingsTable = (head: string, settings: readonly Setting[]): string =>
  table(
    [head, 'The controller lets pass', 'nginx refuses', 'Source'],
    settings.map(({ name, passes, uses }) => [
      `\`${name}\``,
      passes,
      uses.map((row) => `\`${row.name}\`: ${wordsOf(row)}`).join('; '),
      [...new Set(uses.map((row) => sourceLink(row.source)))].join(', '),
    ]),
  );

const wordsOf = ({ kind, bounds }: DirectiveRow): string => {
  if (kind === 'num' && bounds !== '') return `all but numbers from ${bounds.replace('..', ' to ')}`;
  return (KIND_WORDS[kind] as string).replace('{}', bounds.replaceAll('|', ', '));
};

// ---- what the controller lets pass

/** The controller checks the words of these itself. */
const isWordForWord = (value: IngressNginxValue): boolean => value.type === 'enum' && value.pattern === undefined;

function annotationPasses(value: IngressNginxValue): string {
  const spaces = value.spacesIgnored ? ', spaces left out' : '';
  if ('pattern' in value && value.pattern !== undefined) return `\`${value.pattern}\`${spaces}`;
  return WORDS[value.type];
}

const optionPasses = (value: AnnotationValue): string =>
  value.type === 'integer' || value.type === 'boolean' || value.type === 'decimal' ? WORDS[value.type] : 'any text';

const WORDS: { readonly [type in AnnotationValue['type']]: string } = {
  boolean: 'a boolean',
  integer: 'any integer',
  decimal: 'any number',
  cidrs: 'addresses and networks',
  regex: 'a regular expression of Go',
  ownLanguage: 'any text',
  enum: 'any text',
  text: 'any text',
  integers: 'any text',
};

// ---- where it goes

const ANNOTATION_LINES = [...LOCATION_LINES, ...AUTH_LINES, ...SIGNIN_LINES, ...SERVER_LINES] as readonly Line<LocationFacts>[];
const OPTION_LINES = [
  ...ANNOTATION_LINES,
  ...[...MAIN_LINES, ...EVENTS_LINES, ...HTTP_LINES, ...UPSTREAM_LINES, ...STATUS_LINES, ...STREAM_LINES, ...EVERY_SERVER_LINES],
] as readonly Line<LocationFacts>[];

/** Directives that a setting is an argument of and that ask something of it. */
function usesOf(name: string, kind: 'annotation' | 'option'): readonly DirectiveRow[] {
  const lines = (kind === 'annotation' ? ANNOTATION_LINES : OPTION_LINES).filter(({ names }) => names.includes(name));
  // A number where a text is none of the kind.
  const written = (samples: readonly string[]): readonly string[] =>
    lines.flatMap((one) => samples.map((sample) => argumentsOf(one, name, sample)).find((found) => found.length > 0) ?? []);
  const [before, after] = [written(['zzz', '7']), written(['yyy', '8'])];
  const names = new Set(before.filter((one) => !after.includes(one)).map((one) => one.split(' ')[0] as string));
  return [...names].flatMap((directive) => {
    const row = allDirectives().find((one) => one.name === directive);
    return row === undefined || KIND_WORDS[row.kind] === undefined ? [] : [row];
  });
}

/** The directives of a line with `sample` for the setting, flat. */
function argumentsOf({ text }: Line<LocationFacts>, name: string, sample: string): readonly string[] {
  const value = (asked: string): string => (asked === name ? sample : '1');
  const values: Values = {
    text: value,
    annotation: value,
    option: value,
    on: () => true,
    list: (asked) => [value(asked)],
    isSet: () => true,
  };
  try {
    return flat(parseConf(typeof text === 'string' ? filled(text, values) : text(values, factsWith(name, sample))));
  } catch {
    return [];
  }
}

const flat = (directives: readonly Directive[]): readonly string[] =>
  directives.flatMap(({ name, args, block }) => [
    [name, ...args, ...(name === 'map' && Array.isArray(block) ? flat(block) : [])].join(' '),
    ...(name === 'map' || !Array.isArray(block) ? [] : flat(block)),
  ]);

const factsWith = (name: string, sample: string): LocationFacts & GlobalFacts => ({
  limits: true,
  addHeaders: { a: sample },
  protocol: name === 'backend-protocol' ? sample : 'HTTP',
  catchAll: false,
  rewrites: true,
  denied: false,
  authenticates: true,
  basicAuth: true,
  authUrl: /^(?:global-)?auth-url$/.test(name) ? `http://${sample}` : 'http://a',
  globalAuth: name.startsWith('global-'),
  backendAuthority: true,
  maps: { proxyHeaders: { a: sample }, authHeaders: { a: sample }, fastCgi: { a: sample } },
  redirect: { url: name.endsWith('-redirect') ? sample : 'a', code: 302 },
});
