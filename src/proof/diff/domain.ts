import type { RequestRules, RoutingTableData } from '../../table/routing-table';

/** The requests that a proof is about. */
export interface Domain {
  /** `plain`: the part in which every codec does the same. Else all that the codec of both sides can make of a path, as far as it is followed. */
  readonly kind: 'plain' | 'codec';
  /** Of which a path is made, once it is read. */
  readonly bytes: ReadonlySet<number>;
  /** Whether a path that was read may still have `//`, and `.` and `..` as segments. */
  readonly emptySegments: boolean;
  readonly dotSegments: boolean;
  /** The paths in words. */
  readonly paths: string;
}

const bytesOf = (text: string): ReadonlySet<number> => new Set(Array.from(text, (char) => char.charCodeAt(0)));
const between = (first: number, last: number, without = ''): ReadonlySet<number> =>
  new Set(Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((byte) => !without.includes(String.fromCharCode(byte))));

/** RFC 3986, section 2.3: no codec escapes or decodes these, and no pattern gives them a meaning of its own in a path. */
const UNRESERVED = bytesOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/');
const NORMAL = { emptySegments: false, dotSegments: false } as const;

const PLAIN: Domain = {
  kind: 'plain',
  bytes: UNRESERVED,
  ...NORMAL,
  paths: 'every path of letters, digits, "-", ".", "_" and "~" without empty or dot segments',
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
  const domain = ofCodec(one);
  // Engines of Go and RE2 read characters, and the automaton reads bytes.
  const ofBytes = [one, other].every(({ regexSyntax }) => regexSyntax === 'pcre2' || regexSyntax === undefined);
  if (ofBytes || domain.kind === 'plain') return domain;
  return { ...domain, bytes: new Set([...domain.bytes].filter((byte) => byte < 128)), paths: `${domain.paths}, of ASCII alone` };
}

function ofCodec(rules: RequestRules): Domain {
  switch (rules.codec) {
    case 'nginx':
      return {
        kind: 'codec',
        bytes: new Set([...between(0x20, 0xff)].filter((byte) => byte !== 0x7f)),
        ...NORMAL,
        paths: 'every path without control characters, in any form that is normalized to one without empty and dot segments',
      };
    case 'haproxy':
      return {
        kind: 'codec',
        bytes: between(0x21, 0x7e, '#?'),
        emptySegments: true,
        dotSegments: true,
        paths: 'every path',
      };
    case 'envoy':
      return {
        kind: 'codec',
        bytes: between(0x21, 0x7e, '#?\\"<>^`{|}'),
        emptySegments: true,
        dotSegments: false,
        paths: 'every path, in any form that is normalized to one without dot segments',
      };
    case 'go':
      return {
        kind: 'codec',
        bytes: new Set([...between(0x20, 0xff)].filter((byte) => byte !== 0x7f)),
        emptySegments: !rules.cleanPaths,
        dotSegments: !rules.cleanPaths,
        paths: `every path without control characters${rules.cleanPaths ? ', in any form that is cleaned to one without empty and dot segments' : ''}`,
      };
    default:
      return PLAIN;
  }
}
