import type { PathImage } from '../../table/codecs/path-image';
import { codecOf } from '../../table/codecs/registry';
import type { RequestRules, RoutingTableData } from '../../table/routing-table';

/** The requests that a proof is about. */
export interface Domain extends PathImage {
  /** `plain`: the part in which every codec does the same. Else all that the codec of both sides can make of a path, as far as it is followed. */
  readonly kind: 'plain' | 'codec';
}

/** RFC 3986, section 2.3: no codec escapes or decodes these, and no pattern gives them a meaning of its own in a path. */
const UNRESERVED = new Set(Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/', (char) => char.charCodeAt(0)));

const PLAIN: Domain = {
  kind: 'plain',
  bytes: UNRESERVED,
  emptySegments: false,
  dotSegments: false,
  rewritten: 'asCompared',
  words: 'every path of letters, digits, "-", ".", "_" and "~" without empty or dot segments',
};

/** Settings of a codec that change nothing about what it makes of a path. A setting that is not named here counts. */
const NOT_OF_PATHS: ReadonlySet<string> = new Set([
  'regexSyntax',
  'trustsForwardedHeaders',
  'firstBufferBytes',
  'furtherBuffers',
  'furtherBufferBytes',
  'underscoreHeaders',
  'dropsOtherNames',
  'realAddress',
  'proxyProtocol',
  'http10',
  'headerLines',
  'trailingDot',
]);

/** Whether two codecs make the same of every path, and write the same for it. */
export function readPathsAlike(one: RequestRules, other: RequestRules): boolean {
  const settings = (rules: RequestRules): string =>
    JSON.stringify(
      Object.entries(rules)
        .filter(([name]) => !NOT_OF_PATHS.has(name))
        .sort(),
    );
  return settings(one) === settings(other);
}

export function domainOf({ requests: one }: RoutingTableData, { requests: other }: RoutingTableData): Domain {
  if (!readPathsAlike(one, other)) return PLAIN;
  const { image } = codecOf(one);
  if (image === undefined) return PLAIN;
  // Engines of Go and RE2 read characters, and the automaton reads bytes.
  const ofBytes = [one, other].every(({ regexSyntax }) => regexSyntax === 'pcre2' || regexSyntax === undefined);
  if (ofBytes) return { kind: 'codec', ...image };
  return {
    kind: 'codec',
    ...image,
    bytes: new Set([...image.bytes].filter((byte) => byte < 128)),
    words: `${image.words}, of ASCII alone`,
  };
}
