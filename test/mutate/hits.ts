import * as ts from 'typescript';

/** Where a function that tests may call, or a whole file that they may load, is in its source. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/**
 * The source with a call of `__hit` in each function and at its end, and where those are: first the whole file, then its functions in the
 * order of the text. A region is named by its place in this list.
 */
export function counted(file: string, source: string): { readonly text: string; readonly regions: readonly Region[] } {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const regions: Region[] = [{ start: 0, end: source.length }];
  const call = (region: number): string => `globalThis.__hit?.(${JSON.stringify(file)}, ${region})`;
  const insertions: { readonly at: number; readonly text: string }[] = [{ at: source.length, text: `\n;${call(0)};\n` }];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const body = node.body as ts.Node;
      const region = regions.length;
      regions.push({ start: node.getStart(tree), end: node.getEnd() });
      if (ts.isBlock(body)) insertions.push({ at: body.getStart(tree) + 1, text: `${call(region)};` });
      else insertions.push({ at: body.getStart(tree), text: `(${call(region)}, ` }, { at: body.getEnd(), text: ')' });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  // From the end, so that earlier places stay where they are.
  const backwards = insertions.sort((a, b) => b.at - a.at);
  return { text: backwards.reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), source), regions };
}
