/** A host of ingress-nginx with snippets, and requests to it. */
export interface SnippetCase {
  readonly name: string;
  /** As `ingress` of `objects.ts` takes them. */
  readonly paths: readonly string[];
  readonly annotations: { readonly [name: string]: string };
  readonly config: { readonly [option: string]: string };
  readonly requests: readonly SnippetRequest[];
}

export interface SnippetRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: { readonly [name: string]: string };
}

/** Cases of statements, tests and locations in random order. The same seed gives the same cases. */
export function generateCases(count: number, seed: number): readonly SnippetCase[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, at) => new Generator(random).case(`c${at}.example.com`));
}

type Random = (below: number) => number;

/** `mulberry32`. */
function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const TARGETS = [
  '/', '/a', '/a/', '/a/b', '/a/b/c', '/b', '/b/x?q=1', '/c', '/c/d?q=2&r=3', '/A/B', '/x/y', '/a.php', '/a/b.php?q=', '/a%20b/c',
  '/a/%2e%2e/b', '/a+b', '/a//b', '/public/z', '/login', '/a/b?r=%41',
]; // biome-ignore format: a table
const PATTERNS = [
  '^/a(.*)$', '^/(a|b)/(.*)$', '/b$', '^/c$', '(.*)', '^/A', '^/a/([^/]+)/?$', '\\.php$', '^/x/(.*)', '/', '^/(?:c|x)(/.*)?$', '^/b',
]; // biome-ignore format: a table
const VALUES = [
  '$uri', '$request_uri', '$args', '$scheme', '$host', '$http_host', '$http_x_test', '$cookie_c', '$arg_q', '$flag', '$is_args$args',
  '$request_method', '$remote_addr', '$http_user_agent', 'one', '1', '0', '""', '${flag}1', '$1', '$http_cookie', '$document_uri',
  '$query_string', '$content_type',
]; // biome-ignore format: a table
const REPLACEMENTS = [
  '/x', '/x$1', '/$2', '/x/$1', '$1/', '/b/$1?s=1', '/c?', '/a/b', '/x?t=$1?', '/y$uri', 'https://other.example/$1', '$scheme://$host/z$1',
  '/c?u=$arg_q', '/login', '/b$is_args', '$1',
]; // biome-ignore format: a table
const URLS = [
  'https://other.example$request_uri',
  '/z',
  '/z?from=$uri',
  '$scheme://$host/n',
  'https://$host/$1',
  '"https://x.example/$arg_q"',
];
const HARMLESS = ['add_header X-A b;', 'proxy_set_header X-B "$uri";', 'expires 1h;', 'gzip on;', '# nothing\n'];

class Generator {
  public constructor(private readonly random: Random) {}

  public case(name: string): SnippetCase {
    const annotations: { [name: string]: string } = {};
    const config: { [option: string]: string } = {};
    const patterns = this.chance(30);
    const paths = this.paths(patterns);
    if (patterns) annotations['use-regex'] = 'true';
    if (patterns && this.chance(50)) annotations['rewrite-target'] = this.one(['/$1', '/r$2', '/same']);
    if (this.chance(70)) annotations['configuration-snippet'] = this.statements(3, 'location');
    if (this.chance(50)) annotations['server-snippet'] = this.serverSnippet();
    if (this.chance(15)) config['server-snippet'] = this.serverSnippet();
    if (this.chance(15)) config['location-snippet'] = this.statements(2, 'location');
    if (this.chance(15)) annotations['app-root'] = '/home';
    if (this.chance(10)) annotations['permanent-redirect'] = 'https://moved.example/new';
    if (this.chance(10)) annotations['allowlist-source-range'] = this.one(['127.0.0.0/8', '10.0.0.0/8']);
    if (this.chance(10)) annotations['relative-redirects'] = 'true';
    return { name, paths, annotations, config, requests: this.requests(name) };
  }

  private paths(patterns: boolean): readonly string[] {
    const some = ['/', '/a', '/a/b', '/b/', '/c', '/x'].filter(() => this.chance(40));
    const kind = patterns ? 'ImplementationSpecific' : this.one(['Prefix', 'Prefix', 'Exact', 'ImplementationSpecific']);
    const own = some.length === 0 ? ['/'] : some;
    return own.map((path, at) => `${kind} ${patterns && path !== '/' && this.chance(60) ? `${path}(/|$)(.*)` : path} s${at}`);
  }

  private serverSnippet(): string {
    const parts = this.chance(60) ? [this.statements(2, 'server')] : [];
    const names = new Set<string>();
    for (let i = this.random(3); i > 0; i--) {
      const name = this.one([
        '= /a',
        '= /login',
        '/public',
        '/c/',
        '^~ /a',
        '^~ /c',
        '~ \\.php$',
        '~* ^/B',
        '/a/b',
        '= /',
        '~ ^/(x|c)/(.*)$',
        '/',
      ]);
      if (!names.has(name)) parts.push(`location ${name} { ${this.locationBody()} }`);
      names.add(name);
    }
    return parts.join('\n');
  }

  private locationBody(): string {
    const access = this.chance(30)
      ? this.one(['deny all; ', 'allow all; ', 'allow 127.0.0.0/8; deny all; ', 'deny 127.0.0.1; ', 'satisfy all; '])
      : '';
    const body = this.chance(60) ? this.statements(2, 'location') : '';
    return `${access}${body} ${this.chance(70) ? this.return() : ''}`;
  }

  private statements(most: number, where: 'server' | 'location' | 'if'): string {
    return Array.from({ length: 1 + this.random(most) }, () => this.statement(where)).join('\n');
  }

  private statement(where: 'server' | 'location' | 'if'): string {
    switch (this.random(where === 'if' ? 6 : 10)) {
      case 0:
        return this.chance(50) ? this.return() : this.rewrite();
      case 1:
      case 2:
        return this.rewrite();
      case 3:
      case 4:
        return `set $flag ${this.one(VALUES)};`;
      case 5:
        return this.chance(30) ? 'break;' : this.rewrite();
      case 6:
        return where === 'location' && this.chance(40)
          ? this.one(['deny all;', 'allow 127.0.0.1;', 'deny 127.0.0.0/8;'])
          : this.one(HARMLESS);
      default:
        return `if (${this.test()}) { ${this.statements(2, 'if')} }`;
    }
  }

  private rewrite(): string {
    const flag = this.one(['', '', ' last', ' break', ' redirect', ' permanent', ' last', ' break']);
    return `rewrite ${this.one(PATTERNS)} ${this.one(REPLACEMENTS)}${flag};`;
  }

  private return(): string {
    return this.one([
      'return 403;', 'return 404;', 'return 200 "$uri $flag";', 'return 204;', 'return 444;', 'return 418 text;', 'return 503;', 'return 401;',
      `return ${this.one(['301', '302', '307', '308'])} ${this.one(URLS)};`, 'return https://only.example/$flag;', 'return 499;', 'return 400 $args;',
    ]); // biome-ignore format: a table
  }

  private test(): string {
    const variable = this.one(VALUES.filter((text) => /^\$[a-z_]+$/.test(text)));
    switch (this.random(4)) {
      case 0:
        return variable;
      case 1:
        return `${variable} ${this.one(['=', '!='])} ${this.one(['GET', 'POST', 'one', '1', '/a', '"q=1"', '$flag', 'http', '127.0.0.1', '$arg_q', "''"])}`;
      default:
        return `${variable} ${this.one(['~', '~*', '!~', '!~*'])} ${this.one(['^/a(.*)', 'B$', '^on', '(.)', '"q=(\\d+)"', 'curl|bot', '^$'])}`;
    }
  }

  private requests(name: string): readonly SnippetRequest[] {
    return Array.from({ length: 14 }, () => {
      const headers: { [name: string]: string } = { Host: this.one([name, name, name, name.toUpperCase(), `${name}:8080`]) };
      if (this.chance(25)) headers['X-Test'] = this.one(['one', '1', '0', '/a/b']);
      if (this.chance(25)) headers.Cookie = this.one(['c=one', 'b=2; c=1', 'c=']);
      if (this.chance(25)) headers['User-Agent'] = this.one(['curl/8', 'Robot', 'one']);
      return { method: this.one(['GET', 'GET', 'GET', 'POST', 'PUT', 'OPTIONS']), target: this.one(TARGETS), headers };
    });
  }

  private chance(percent: number): boolean {
    return this.random(100) < percent;
  }

  private one<T>(all: readonly T[]): T {
    return all[this.random(all.length)] as T;
  }
}
