import type { Condition, Origin, Step } from '../../../table/routing-table';

/**
 * Escapes that an entry point or a Middleware may refuse, by the end of the name of its option.
 * traefik/traefik@v3.7.13:pkg/config/static/entrypoints.go (`EncodedCharacters`), pkg/middlewares/encodedcharacters/encoded_characters.go.
 */
const ESCAPES: { readonly [name: string]: string } = {
  slash: '%2F',
  backslash: '%5C',
  nullcharacter: '%00',
  semicolon: '%3B',
  percent: '%25',
  questionmark: '%3F',
  hash: '%23',
};

/** The pattern of those that are refused. `isAllowed`: asked for names such as `allowencodedslash`. */
export function deniedEscapes(isAllowed: (name: string) => boolean): string | undefined {
  const denied = Object.entries(ESCAPES).filter(([name]) => !isAllowed(`allowencoded${name}`));
  return denied.length === 0 ? undefined : `(?i)${denied.map(([, written]) => written).join('|')}`;
}

export const denyEscapes = (pattern: string, conditions: readonly Condition[], origin: Origin): Step => ({
  kind: 'when',
  conditions: [...conditions, { kind: 'writtenPath', pattern }],
  outcome: { kind: 'answer', status: 400, because: 'the path has an escape that is not let in' },
  origin,
});
