/**
 * Says what is wrong with a snippet, or `undefined`. The controller writes a snippet as it is between its own lines; a snippet is
 * refused here when it would end the block or the quotes that it stands in, or run on into the line behind it.
 *
 * `block`: lines between the braces of a block of nginx. `singleQuotes`: the text of a single-quoted argument.
 */
export function snippetProblem(text: string, within: 'block' | 'singleQuotes'): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) return 'contains a control character';
  return within === 'block' ? blockProblem(text) : quotedProblem(text);
}

function quotedProblem(text: string): string | undefined {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === "'") return "has a ' that ends the quotes around it";
  }
  return undefined;
}

/**
 * Follows nginx in cutting the text into words: quotes and comments begin only where a word may begin, a backslash takes the next
 * character with it, and "${" belongs to a variable.
 */
function blockProblem(text: string): string | undefined {
  let depth = 0;
  let words = 0;
  let lastWord = '';
  let i = 0;
  while (i < text.length) {
    const char = text.charAt(i);
    if (/\s/.test(char)) i++;
    else if (char === '#') i = endOf(text, '\n', i);
    else if (char === ';') {
      words = 0;
      i++;
    } else if (char === '{') {
      i++;
      words = 0;
      if (lastWord.endsWith('_by_lua_block')) {
        i = endOfLuaBlock(text, i);
        if (i > text.length) return 'has a "{" that nothing closes';
      } else depth++;
    } else if (char === '}') {
      if (words > 0) return 'has a directive without ";" before "}"';
      if (depth === 0) return 'has a "}" that ends the block around it';
      depth--;
      i++;
    } else {
      const end = char === '"' || char === "'" ? endOfQuoted(text, i) : endOfWord(text, i);
      if (end > text.length) return `has a ${char} that nothing closes`;
      lastWord = text.slice(i, end);
      words++;
      i = end;
    }
  }
  if (depth > 0) return 'has a "{" that nothing closes';
  return words > 0 ? 'does not end in ";" or "}", so the line behind it becomes part of it' : undefined;
}

/** Behind the next `mark`, or behind the text where there is none. */
function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/** Behind the closing quote; more than the length of the text where there is none. */
function endOfQuoted(text: string, from: number): number {
  const mark = text[from];
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === mark) return i + 1;
  }
  return text.length + 1;
}

function endOfWord(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    if (text[i] === '\\' || (text[i] === '$' && text[i + 1] === '{')) i += 2;
    else if (/[\s;{]/.test(text.charAt(i))) break;
    else i++;
  }
  return Math.min(i, text.length);
}

/** Behind the brace that closes a block of Lua, where braces in strings and comments do not count. */
function endOfLuaBlock(text: string, from: number): number {
  let depth = 1;
  let i = from;
  while (i < text.length) {
    const long = /^(?:--)?\[(=*)\[/.exec(text.slice(i, i + 16));
    const char = text.charAt(i);
    if (long) i = endOf(text, `]${long[1] ?? ''}]`, i);
    else if (text.startsWith('--', i)) i = endOf(text, '\n', i);
    else if (char === '"' || char === "'") i = endOfQuoted(text, i);
    else {
      if (char === '{') depth++;
      if (char === '}' && --depth === 0) return i + 1;
      i++;
    }
  }
  return text.length + 1;
}
