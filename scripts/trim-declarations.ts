import { readFileSync, writeFileSync } from 'node:fs';
import * as ts from 'typescript';

/**
 * Takes imports out of a file of declarations whose names it does not use: the compiler leaves those of internal members, which it strips. Each
 * would bring an internal file into the package.
 */
export function trimDeclarations(file: string): void {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    else if (!ts.isImportDeclaration(node)) ts.forEachChild(node, visit);
  };
  visit(source);
  const unused = imports.filter(({ importClause }) => importClause !== undefined && !namesOf(importClause).some((name) => used.has(name)));
  const trimmed = unused.reduceRight((rest, one) => rest.slice(0, one.getStart(source)) + rest.slice(one.end).trimStart(), text);
  if (trimmed !== text) writeFileSync(file, trimmed);
}

function namesOf({ name, namedBindings }: ts.ImportClause): readonly string[] {
  const bound = namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements;
  return [...(name === undefined ? [] : [name.text]), ...bound.map((one) => one.name.text)];
}
