import { readConf, Unreadable } from './nginx-conf/parse';

/**
 * Returns what is wrong with a snippet, or `undefined`. The controller copies a snippet unchanged between its own lines; a snippet is
 * refused here if it would close the block or the quotes around it, or continue into the next line.
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

function blockProblem(text: string): string | undefined {
  const found = readConf(text);
  return found instanceof Unreadable ? found.message : undefined;
}
