export type PathTest =
  | { readonly kind: 'always' }
  | { readonly kind: 'exact'; readonly path: string; readonly caseSensitive: boolean }
  /** `/foo`: `/foo` and everything below `/foo/`. No trailing slash but for `/`. */
  | { readonly kind: 'segmentPrefix'; readonly path: string; readonly caseSensitive: boolean }
  | { readonly kind: 'stringPrefix'; readonly path: string; readonly caseSensitive: boolean }
  /** `*` is any text, `?` any one character, and a backslash takes the next character as it is. */
  | { readonly kind: 'wildcard'; readonly pattern: string; readonly caseSensitive: boolean }
  /** Matches anywhere in the path, unless the pattern says otherwise. */
  | { readonly kind: 'regex'; readonly pattern: string; readonly caseSensitive: boolean };
