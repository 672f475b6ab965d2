/** The parts of a reference to an image. Source: distribution/reference@v0.6.0:regexp.go. */
const PATH_PART = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${PATH_PART}(/${PATH_PART})*$`);
const HOST = /^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*(:\d{1,5})?$/;

export const isImageDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text);

export const isImageTag = (text: string): boolean => /^\w[\w.-]{0,127}$/.test(text);

export const isImageRepository = (text: string): boolean => PATH.test(text);

/** A host with an optional port and path. */
export function isImageRegistry(text: string): boolean {
  const [host = '', ...path] = text.split('/');
  return HOST.test(host) && (path.length === 0 || PATH.test(path.join('/')));
}
