import * as ts from 'typescript';

/** One change of a source: the text from `start` to `end` becomes `after`. */
export interface Mutant {
  readonly operator: string;
  /** Path below the repository, with "/" on every system. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

/** A node, and the texts that it may be replaced by. */
type Operator = (node: ts.Node, text: (node: ts.Node) => string) => readonly string[];

const { SyntaxKind } = ts;

const OTHER_OPERATORS: { readonly [kind: number]: readonly string[] } = {
  [SyntaxKind.LessThanToken]: ['<=', '>='],
  [SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [SyntaxKind.BarBarToken]: ['&&'],
  [SyntaxKind.PlusToken]: ['-'],
  [SyntaxKind.MinusToken]: ['+'],
  [SyntaxKind.AsteriskToken]: ['/'],
  [SyntaxKind.SlashToken]: ['*'],
  [SyntaxKind.PlusEqualsToken]: ['-='],
  [SyntaxKind.MinusEqualsToken]: ['+='],
};

const OTHER_METHODS: { readonly [name: string]: string } = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
  min: 'max',
  max: 'min',
};

/** Calls whose result has the type of what they are called on: the call may be left out. */
const SAME_TYPE = ['filter', 'slice', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'sort', 'reverse', 'toSorted'];

/** Each kind of change, by name. A change that does not compile is left out later, so an operator need not know types. */
const OPERATORS: { readonly [name: string]: Operator } = {
  'condition negated': (node, text) =>
    isCondition(node) && !isComparison(node) ? [ts.isPrefixUnaryExpression(node) ? text(node.operand) : `!(${text(node)})`] : [],
  'operator exchanged': (node) =>
    ts.isBinaryExpression(node.parent) && node === node.parent.operatorToken ? (OTHER_OPERATORS[node.kind] ?? []) : [],
  'operand left out': (node, text) =>
    ts.isBinaryExpression(node) && LOGICAL.has(node.operatorToken.kind) ? [text(node.left), text(node.right)] : [],
  'boolean exchanged': ({ kind }) => (kind === SyntaxKind.TrueKeyword ? ['false'] : kind === SyntaxKind.FalseKeyword ? ['true'] : []),
  'number changed': (node) => (ts.isNumericLiteral(node) ? [String(Number(node.text) + 1)] : []),
  'statement left out': (node) => (isRemovable(node) ? [';'] : []),
  'result emptied': (node, text) => (isResult(node) ? ['undefined', '[]', "''"].filter((empty) => empty !== text(node)) : []),
  'text emptied': (node) => (ts.isStringLiteral(node) && node.text !== '' && !isModuleName(node) && !isProse(node) ? ["''"] : []),
  'anchor left out': (node, text) => (ts.isRegularExpressionLiteral(node) ? withoutAnchors(text(node)) : []),
  'element left out': (node) => (isElement(node) ? [''] : []),
  'method exchanged': (node) => {
    const other =
      ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node && OTHER_METHODS[node.text];
    return typeof other === 'string' ? [other] : [];
  },
  'call left out': (node, text) =>
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && SAME_TYPE.includes(node.expression.name.text)
      ? [text(node.expression.expression)]
      : [],
};

const LOGICAL = new Set([SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken]);

const COMPARISONS = new Set([
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Its operator is exchanged instead. */
const isComparison = (node: ts.Node): boolean => ts.isBinaryExpression(node) && COMPARISONS.has(node.operatorToken.kind);

const isCondition = (node: ts.Node): boolean =>
  (ts.isIfStatement(node.parent) && node.parent.expression === node) ||
  (ts.isWhileStatement(node.parent) && node.parent.expression === node) ||
  (ts.isConditionalExpression(node.parent) && node.parent.condition === node);

const isRemovable = (node: ts.Node): boolean =>
  ts.isExpressionStatement(node)
    ? !(ts.isCallExpression(node.expression) && node.expression.expression.kind === SyntaxKind.SuperKeyword)
    : ts.isContinueStatement(node) || ts.isBreakStatement(node) || (ts.isReturnStatement(node) && node.expression === undefined);

const isResult = (node: ts.Node): boolean =>
  (ts.isReturnStatement(node.parent) && node.parent.expression === node) ||
  (ts.isArrowFunction(node.parent) && node.parent.body === node && !ts.isBlock(node));

const isModuleName = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node.parent) ||
  ts.isExportDeclaration(node.parent) ||
  ts.isLiteralTypeNode(node.parent) ||
  ts.isExternalModuleReference(node.parent) ||
  (ts.isCallExpression(node.parent) && ['require', 'import'].includes(node.parent.expression.getText()));

/** A sentence for people, or where a fact comes from. A test of it could only repeat it. */
const isProse = (node: ts.StringLiteral): boolean =>
  /[a-z,] [a-z"]|^https:/.test(node.text) ||
  (ts.isPropertyAssignment(node.parent) && ['source', 'summary'].includes(node.parent.name.getText()));

const withoutAnchors = (text: string): readonly string[] => [
  ...(text.startsWith('/^') ? [`/${text.slice(2) === '/' ? '(?:)/' : text.slice(2)}`] : []),
  ...(/\$\/\w*$/.test(text) && !/\\\$\/\w*$/.test(text) ? [text.replace(/\$(\/\w*)$/, '$1')] : []),
];

/** An element of a list, or what may be missing in an object: a spread, or a member that its type lets miss. */
const isElement = (node: ts.Node): boolean =>
  ts.isArrayLiteralExpression(node.parent) || (ts.isObjectLiteralExpression(node.parent) && !ts.isMethodDeclaration(node));

/** Every change of a source that an operator names, in the order of the text. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const [start, after] = [node.getStart(tree), node.getEnd()];
    for (const [operator, replacements] of Object.entries(OPERATORS))
      for (const text of replacements(node, (one) => one.getText(tree)))
        found.push({ operator, file, start, end: operator === 'element left out' ? pastComma(source, after) : after, after: text });
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(tree, visit);
  return found;
}

/** The comma after an element goes with it. */
function pastComma(source: string, end: number): number {
  const comma = /^\s*,/.exec(source.slice(end, end + 200));
  return comma === null ? end : end + comma[0].length;
}

export const applied = ({ start, end, after }: Mutant, source: string): string => source.slice(0, start) + after + source.slice(end);
