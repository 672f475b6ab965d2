/** A URL as Go reads it. */
export interface GoUrl {
  readonly scheme: string;
  /** With its port. */
  readonly host: string;
  /** Names of the parameters of the query that have a value. */
  readonly parameters: readonly string[];
  readonly hasQuery: boolean;
}

/** Go's `url.Parse`, for texts with `//`; `undefined` where it fails or finds neither scheme nor host. */
export function goUrl(text: string): GoUrl | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Go refuses
  if (/[\x00-\x1f\x7f]/.test(text)) return undefined;
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(text);
  if (found === null) return undefined;
  const [, scheme = '', authority = '', path = '', query] = found;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '' || !isHost(host) || /%(?![0-9a-f]{2})/i.test(path)) return undefined;
  const pairs = (query ?? '').split('&').filter((pair) => pair !== '' && !pair.includes(';'));
  const named = pairs.filter((pair) => /^[^=]*=./.test(pair)).map((pair) => pair.slice(0, pair.indexOf('=')));
  return { scheme: scheme.toLowerCase(), host, parameters: named, hasQuery: pairs.length > 0 };
}

/** `parseHost`: a port of digits, and no character that has to be escaped. */
function isHost(host: string): boolean {
  if (host.startsWith('[')) return /^\[[^\]]*\](?::\d*)?$/.test(host);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  return /^(?:[\w.~!$&'()*+,;=<>"[\]-]|[^\x00-\x7f]|%25|%[89a-f][0-9a-f]|:(?=[^:]*:))*(?::\d*)?$/i.test(host);
}

/** `StringToURL` of the controller: what it takes for the address of a service. */
export function serviceUrl(text: string): GoUrl | undefined {
  const url = goUrl(text);
  return url === undefined || url.host.includes('..') ? undefined : url;
}
