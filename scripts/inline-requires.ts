import * as ts from 'typescript';

/** The modules that a compiled file requires, as it names them. */
export const requiredBy = (text: string): readonly string[] =>
  [...text.matchAll(/\brequire\((["'])([^"']+)\1\)/g)].map(([, , path]) => path!);

/** A part of a text, and what takes its place. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Prepares a file that the compiler of TypeScript wrote for a bundle with short names:
 *
 * - `const x_1 = require("./x")` moves to each place that uses `x_1`, so that a module is loaded when a value of it is first needed. The
 *   compiler uses such a name only as in `x_1.name`. Those that `isKept` are loaded at once, as they are written.
 * - Classes say their name themselves, because it is part of messages, and objects of another copy of the package are known by it.
 */
export function inlineRequires(text: string, isKept: (path: string) => boolean): string {
  const source = ts.createSourceFile('compiled.js', text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
  const calls = new Map<string, string>();
  const edits: Edit[] = [];
  for (const statement of source.statements) {
    const start = statement.getStart(source);
    const [, name, path] = /^const (\w+_\d+) = require\("([^"]+)"\);$/.exec(text.slice(start, statement.end)) ?? [];
    if (name === undefined || path === undefined || isKept(path)) continue;
    calls.set(name, `require("${path}")`);
    edits.push({ start, end: statement.end, text: '' });
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const call = calls.get(node.expression.text);
      // In parentheses, because "new" would take the call for its own.
      if (call !== undefined) edits.push({ start: node.expression.getStart(source), end: node.expression.end, text: `(${call})` });
      return;
    }
    if (ts.isClassDeclaration(node) && node.name !== undefined) {
      const named = `static { Object.defineProperty(this, "name", { value: "${node.name.text}" }); }`;
      edits.push({ start: node.members.pos, end: node.members.pos, text: named });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edited(text, edits);
}

function edited(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: instead } of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), instead);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
