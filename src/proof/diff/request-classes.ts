import type { RoutingRequest } from '../../table/request';
import { type Profile, requestOf } from './requests';

/** A way to write a request that not every codec reads alike. */
export interface RequestClass {
  /** Of requests that differ from another only in this. */
  readonly what: string;
  /** Undefined if a request cannot be written so. `path` is a plain one. */
  readonly write: (profile: Profile, path: string) => RoutingRequest | undefined;
}

const path = (change: (path: string) => string | undefined) => (profile: Profile, plain: string) => {
  const target = change(plain);
  return target === undefined ? undefined : requestOf(profile, target);
};

const request =
  (change: (request: RoutingRequest, profile: Profile) => Partial<RoutingRequest>) =>
  (profile: Profile, plain: string): RoutingRequest => {
    const usual = requestOf(profile, plain);
    return { ...usual, ...change(usual, profile) };
  };

const header = (name: string, value: string) => request(({ headers }) => ({ headers: { ...headers, [name]: value } }));

/** Changes a header that a route asks for. */
const firstHeader =
  (change: (value: string) => string | readonly string[]) =>
  (profile: Profile, plain: string): RoutingRequest | undefined => {
    const [first] = Object.entries(profile.headers ?? {});
    if (first === undefined) return undefined;
    const [name, value] = first;
    return requestOf({ ...profile, headers: { ...profile.headers, [name]: change(String(value)) } }, plain);
  };

const escapeFirst = (plain: string, chars: RegExp): string | undefined =>
  chars.test(plain) ? plain.replace(chars, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`) : undefined;

const below = (plain: string, more: string): string => (plain.endsWith('/') ? plain + more : `${plain}/${more}`);

/** All classes outside of plain requests. A class that is missing here is outside of every verdict. */
export const REQUEST_CLASSES: readonly RequestClass[] = [
  { what: 'two slashes at the beginning of the path', write: path((plain) => `/${plain}`) },
  { what: 'two slashes in the path', write: path((plain) => below(plain, '/x')) },
  { what: 'two slashes at the end of the path', write: path((plain) => below(plain, '/')) },
  { what: 'the segment "." in the path', write: path((plain) => `/.${plain}`) },
  { what: 'the segment ".." in the path', write: path((plain) => `/x/..${plain}`) },
  { what: 'the segment ".." at the end of the path', write: path((plain) => below(plain, 'x/..')) },
  { what: 'the segment ".." beyond the root', write: path((plain) => `/..${plain}`) },
  { what: 'an escaped letter', write: path((plain) => escapeFirst(plain, /[A-Za-z0-9]/)) },
  { what: 'an escaped slash between segments', write: path((plain) => escapeFirst(plain, /(?<=.)\//)) },
  { what: 'an escaped slash', write: path((plain) => `${plain}%2Fx`) },
  { what: 'an escaped slash in small letters', write: path((plain) => `${plain}%2fx`) },
  { what: 'an escaped backslash', write: path((plain) => `${plain}%5Cx`) },
  { what: 'a backslash', write: path((plain) => `${plain}\\x`) },
  { what: 'an escaped dot segment', write: path((plain) => below(plain, '%2E%2E/x')) },
  { what: 'a broken escape', write: path((plain) => `${plain}%`) },
  { what: 'an escaped zero byte', write: path((plain) => `${plain}%00`) },
  { what: 'an escaped space', write: path((plain) => `${plain}%20`) },
  { what: 'an escaped percent sign', write: path((plain) => `${plain}%25`) },
  { what: 'an escaped question mark', write: path((plain) => `${plain}%3F`) },
  { what: 'an escaped line break', write: path((plain) => `${plain}%0A`) },
  { what: 'escaped letters beyond ASCII', write: path((plain) => `${plain}%C3%A9`) },
  { what: 'letters beyond ASCII', write: path((plain) => `${plain}\u00e9`) },
  { what: 'parentheses in the path', write: path((plain) => `${plain}(x)`) },
  { what: 'a plus sign in the path', write: path((plain) => `${plain}+`) },
  { what: 'a semicolon in the path', write: path((plain) => `${plain};v=1`) },
  { what: 'a colon, comma or equals sign in the path', write: path((plain) => `${plain}:,=@&$!*'`) },
  { what: 'a vertical bar or brackets in the path', write: path((plain) => `${plain}|[]{}`) },
  { what: 'quotes or a caret in the path', write: path((plain) => `${plain}"^<>\``) },
  { what: 'an empty query', write: path((plain) => `${plain}?`) },
  { what: 'a semicolon in the query', write: path((plain) => `${plain}?a;b=1`) },
  { what: 'a percent sign in the query', write: path((plain) => `${plain}?a=%2f%41%`) },
  {
    what: 'a parameter that stands twice',
    write: (profile, plain) =>
      profile.query === ''
        ? undefined
        : requestOf({ ...profile, query: `${profile.query.split('=', 1)[0]}=other&${profile.query}` }, plain),
  },
  { what: 'a fragment', write: path((plain) => `${plain}#x`) },
  { what: 'a whole URL as target', write: request(({ target }, { scheme, host }) => ({ target: `${scheme}://${host}${target}` })) },
  { what: 'the target "*"', write: request(() => ({ method: 'OPTIONS', target: '*' })) },
  { what: 'a target without a slash at its beginning', write: path((plain) => `x${plain}`) },
  { what: 'a target of more than 8 kilobytes', write: path((plain) => `${plain}?${'x'.repeat(9000)}`) },
  { what: 'a target of more than 64 kilobytes', write: path((plain) => `${plain}?${'x'.repeat(70_000)}`) },
  { what: 'capital letters in the host', write: request((_, { host }) => ({ host: host.toUpperCase() })) },
  {
    what: 'a port in the host',
    write: request((_, { host, scheme, port }) => ({ host: `${host}:${port ?? (scheme === 'https' ? 443 : 80)}` })),
  },
  { what: 'another port in the host', write: request((_, { host }) => ({ host: `${host}:8443` })) },
  { what: 'a dot at the end of the host', write: request((_, { host }) => ({ host: `${host}.` })) },
  { what: 'an underscore in the host', write: request((_, { host }) => ({ host: `a_b.${host}` })) },
  { what: 'a comma in the host', write: request((_, { host }) => ({ host: `${host},${host}` })) },
  { what: 'a character in the host that no host has', write: request((_, { host }) => ({ host: `${host}/x` })) },
  { what: 'an address as host', write: request(() => ({ host: '127.0.0.1' })) },
  { what: 'an empty host', write: request(() => ({ host: '' })) },
  { what: 'no host', write: request(() => ({ host: null })) },
  { what: 'HTTP/1.0', write: request(() => ({ httpVersion: 'HTTP/1.0' })) },
  { what: 'HTTP/1.0 without a host', write: request(() => ({ httpVersion: 'HTTP/1.0', host: null })) },
  { what: 'HTTP/2 in a request line', write: request(() => ({ httpVersion: 'HTTP/2.0' })) },
  { what: 'a version of HTTP that there is not', write: request(() => ({ httpVersion: 'HTTP/1.9' })) },
  { what: 'a method that is not registered', write: request(() => ({ method: 'FOO' })) },
  { what: 'a method in small letters', write: request(() => ({ method: 'get' })) },
  { what: 'the method CONNECT', write: request(() => ({ method: 'CONNECT' })) },
  { what: 'the method TRACE', write: request(() => ({ method: 'TRACE' })) },
  { what: 'an underscore in the name of a header', write: header('X_Test', '1') },
  { what: 'a header that says the scheme', write: header('X-Forwarded-Proto', 'https') },
  { what: 'a header that says the host', write: header('X-Forwarded-Host', 'other.invalid') },
  { what: 'a header that says the address of the client', write: header('X-Forwarded-For', '192.0.2.1') },
  { what: 'a header that stands twice', write: firstHeader((value) => ['other', value]) },
  { what: 'a header with a list of values', write: firstHeader((value) => `other, ${value}`) },
  { what: 'a header with a space in its name', write: header('X Test', '1') },
  { what: 'a header of more than 8 kilobytes', write: header('X-Test', 'x'.repeat(9000)) },
  { what: 'a header of more than 64 kilobytes', write: header('X-Test', 'x'.repeat(70_000)) },
  { what: 'a second Host header', write: header('Host', 'other.invalid') },
  { what: 'a length that is no number', write: header('Content-Length', 'x') },
  { what: 'no name in the TLS handshake', write: request(() => ({ scheme: 'https', sni: null })) },
  { what: 'another name in the TLS handshake', write: request(() => ({ scheme: 'https', sni: 'other.invalid' })) },
  { what: 'a port that has no routes', write: request(() => ({ port: 8081 })) },
  { what: 'https at a port of http', write: request(() => ({ scheme: 'https', port: 80 })) },
  { what: 'http at a port of https', write: request(() => ({ scheme: 'http', port: 443 })) },
  { what: 'http where nothing has a route', write: request(() => ({ scheme: 'http', port: 80 })) },
  { what: 'https where nothing has a route', write: request(() => ({ scheme: 'https', port: 443 })) },
];
